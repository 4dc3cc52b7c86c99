// SPDX-License-Identifier: Apache-2.0
#include "content/publishing/folder_repository.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include "config/atomic_file.hpp"
#include "config/text_file.hpp"
#include "content/sealing/hex.hpp"
#include "content/sealing/randomness.hpp"

namespace crier {
namespace {

constexpr const char* kUnfinished = "staged";

// Makes the folder and all above it, each on the disk for good.
bool make_folders(const std::filesystem::path& folder) {
  std::error_code error;
  if (std::filesystem::is_directory(folder, error)) return true;
  if (!make_folders(folder.parent_path())) return false;
  std::filesystem::create_directory(folder, error);
  return std::filesystem::is_directory(folder, error) && sync_folder(folder.parent_path()).has_value();
}

bool write_and_sync(const std::filesystem::path& file, Bytes bytes) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (descriptor < 0) return false;
  bool is_written = true;
  while (is_written && !bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    is_written = count > 0;
    if (is_written) bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  is_written = is_written && ::fsync(descriptor) == 0;
  return ::close(descriptor) == 0 && is_written;
}

tl::unexpected<Error> cannot_write(const std::filesystem::path& file) {
  return fail(ErrorCode::io,
              fmt::format("{} cannot be written; check permissions and free space", file.string()));
}

}  // namespace

Result<void> FolderRepository::check_folder() const {
  std::error_code error;
  if (std::filesystem::is_directory(folder_, error)) return {};
  return fail(ErrorCode::io, fmt::format("{} is not there; plug it in, mount it or make the folder first",
                                         folder_.string()));
}

Result<std::vector<std::uint8_t>> FolderRepository::get(const std::string& path, std::size_t most_bytes) {
  const auto length = size(path);
  if (!length) return tl::unexpected(length.error());
  const std::filesystem::path file = folder_ / path;
  if (!*length) return fail(ErrorCode::not_found, fmt::format("{} is not there", file.string()));
  if (**length > most_bytes)
    return fail(ErrorCode::limit, fmt::format("{} is larger than it may be", file.string()));
  const auto text = read_text(file, most_bytes);
  if (!text) return fail(ErrorCode::io, fmt::format("{} cannot be read", file.string()));
  return std::vector<std::uint8_t>(text->begin(), text->end());
}

Result<std::optional<std::uint64_t>> FolderRepository::size(const std::string& path) {
  if (const auto there = check_folder(); !there) return tl::unexpected(there.error());
  std::error_code error;
  const auto status = std::filesystem::status(folder_ / path, error);
  if (status.type() == std::filesystem::file_type::not_found) return std::optional<std::uint64_t>();
  const auto length = std::filesystem::file_size(folder_ / path, error);
  if (error) return fail(ErrorCode::io, fmt::format("{} cannot be read", (folder_ / path).string()));
  return std::optional<std::uint64_t>(length);
}

// Under a name that no two writers share.
Result<std::filesystem::path> FolderRepository::write_beside(const std::filesystem::path& file, Bytes bytes) {
  if (const auto there = check_folder(); !there) return tl::unexpected(there.error());
  std::array<std::uint8_t, 8> chance{};
  fill_randomly(chance);
  const std::filesystem::path unfinished = folder_ / kUnfinished / fmt::format(".{}.part", to_hex(chance));
  std::error_code error;
  if (make_folders(unfinished.parent_path()) && make_folders(file.parent_path()) &&
      write_and_sync(unfinished, bytes))
    return unfinished;
  std::filesystem::remove(unfinished, error);
  return cannot_write(file);
}

Result<bool> FolderRepository::create(const std::string& path, Bytes bytes) {
  const auto before = size(path);
  if (!before) return tl::unexpected(before.error());
  if (*before) return false;
  const std::filesystem::path file = folder_ / path;
  const auto unfinished = write_beside(file, bytes);
  if (!unfinished) return tl::unexpected(unfinished.error());
  int failed = ::renameat2(AT_FDCWD, unfinished->c_str(), AT_FDCWD, file.c_str(), RENAME_NOREPLACE);
  // Some file systems of sticks and shares cannot rename so.
  if (failed != 0 && (errno == EINVAL || errno == ENOSYS))
    failed = ::rename(unfinished->c_str(), file.c_str());
  const bool is_taken = failed != 0 && errno == EEXIST;
  std::error_code error;
  if (failed != 0) std::filesystem::remove(*unfinished, error);
  if (is_taken) return false;
  if (failed != 0 || !sync_folder(file.parent_path())) return cannot_write(file);
  return true;
}

Result<void> FolderRepository::replace(const std::string& path, Bytes bytes) {
  const std::filesystem::path file = folder_ / path;
  const auto unfinished = write_beside(file, bytes);
  if (!unfinished) return tl::unexpected(unfinished.error());
  if (::rename(unfinished->c_str(), file.c_str()) == 0 && sync_folder(file.parent_path())) return {};
  std::error_code error;
  std::filesystem::remove(*unfinished, error);
  return cannot_write(file);
}

}  // namespace crier
