// SPDX-License-Identifier: Apache-2.0
#include "config/atomic_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace crier {
namespace {

bool write_all(int descriptor, std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return true;
}

// Writes and syncs; closes in any case.
bool write_and_sync(int descriptor, std::span<const std::uint8_t> bytes) {
  if (descriptor < 0) return false;
  const bool is_synced = write_all(descriptor, bytes) && ::fsync(descriptor) == 0;
  return ::close(descriptor) == 0 && is_synced;
}

}  // namespace

Result<void> sync_folder(const std::filesystem::path& folder) {
  const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool is_synced = opened >= 0 && ::fsync(opened) == 0;
  if (opened >= 0) ::close(opened);
  if (!is_synced) return fail(ErrorCode::io, fmt::format("{} cannot be synced to its disk", folder.string()));
  return {};
}

Result<void> write_atomically(const std::filesystem::path& file, std::span<const std::uint8_t> bytes,
                              FileReaders readers) {
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
  const std::filesystem::path unfinished = folder / ("." + file.filename().string() + ".part");
  const int descriptor = ::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
                                readers == FileReaders::owner ? 0600 : 0644);
  std::error_code error;
  if (!write_and_sync(descriptor, bytes) || ::rename(unfinished.c_str(), file.c_str()) != 0) {
    std::filesystem::remove(unfinished, error);
    return fail(ErrorCode::io,
                fmt::format("{} cannot be written; check permissions and free space", file.string()));
  }
  return sync_folder(folder);
}

}  // namespace crier
