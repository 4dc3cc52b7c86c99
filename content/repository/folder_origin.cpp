// SPDX-License-Identifier: Apache-2.0
#include "content/repository/folder_origin.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <string_view>

#include "content/http/url_text.hpp"

namespace crier {
namespace {

constexpr std::size_t kReadBytes = 1 << 18;

}  // namespace

// A segment that would lead elsewhere names nothing here.
Result<std::filesystem::path> FolderOrigin::locate(const std::string& path) const {
  std::filesystem::path file = folder_;
  std::string_view rest = path;
  while (true) {
    const std::size_t slash = rest.find('/');
    const auto segment = decode_segment(rest.substr(0, slash));
    if (!segment) return fail(ErrorCode::not_found, fmt::format("\"{}\" names no file", path));
    file /= *segment;
    if (slash == std::string_view::npos) break;
    rest.remove_prefix(slash + 1);
  }
  struct stat status {};
  if (::stat(folder_.c_str(), &status) != 0)
    return fail(ErrorCode::io, fmt::format("{} is not there", folder_.string()));
  if (::stat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
    return fail(errno == ENOENT || errno == ENOTDIR ? ErrorCode::not_found : ErrorCode::io,
                fmt::format("{} is not there", file.string()));
  return file;
}

Result<std::vector<std::uint8_t>> FolderOrigin::get(const std::string& path, std::size_t most_bytes) {
  std::vector<std::uint8_t> bytes;
  const auto done = stream(path, 0, most_bytes, [&bytes](std::uint64_t, Bytes more) {
    bytes.insert(bytes.end(), more.begin(), more.end());
    return true;
  });
  if (!done) return tl::unexpected(done.error());
  return bytes;
}

Result<bool> FolderOrigin::has_changed(const std::string& path, std::string& mark) {
  const auto file = locate(path);
  if (!file) return tl::unexpected(file.error());
  struct stat status {};
  if (::stat(file->c_str(), &status) != 0)
    return fail(ErrorCode::io, fmt::format("{} cannot be read", file->string()));
  const std::string seen = fmt::format("{}:{}:{}.{:09}", status.st_ino, status.st_size, status.st_mtim.tv_sec,
                                       status.st_mtim.tv_nsec);
  const bool is_same = mark == seen;
  mark = seen;
  return !is_same;
}

Result<void> FolderOrigin::stream(const std::string& path, std::uint64_t from, std::uint64_t length,
                                  const ByteSink& sink) {
  const auto file = locate(path);
  if (!file) return tl::unexpected(file.error());
  std::ifstream in(*file, std::ios::binary);
  in.seekg(static_cast<std::streamoff>(from));
  std::vector<char> buffer(kReadBytes);
  std::uint64_t offset = from;
  while (in) {
    if (stop_.stop_requested()) return fail(ErrorCode::cancelled, "stopped");
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    const auto count = static_cast<std::size_t>(in.gcount());
    if (count == 0) break;
    if (offset + count > length)
      return fail(ErrorCode::limit, fmt::format("{} is longer than it may be", file->string()));
    if (!sink(offset, {reinterpret_cast<const std::uint8_t*>(buffer.data()), count}))
      return fail(ErrorCode::cancelled, "the transfer was ended");
    offset += count;
  }
  if (!in.eof()) return fail(ErrorCode::io, fmt::format("{} cannot be read", file->string()));
  return {};
}

}  // namespace crier
