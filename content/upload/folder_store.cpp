// SPDX-License-Identifier: Apache-2.0
#include "content/upload/folder_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "config/atomic_file.hpp"
#include "config/text_file.hpp"

namespace crier {

Result<void> FolderStore::put(const std::string& name, Bytes bytes) {
  return write_atomically(folder_ / name, bytes);
}

Result<std::vector<std::uint8_t>> FolderStore::get(const std::string& name, std::size_t most_bytes) {
  const std::filesystem::path file = folder_ / name;
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) {
    if (!std::filesystem::is_directory(folder_, error))
      return fail(ErrorCode::io, fmt::format("{} is not there; plug it in or mount it", folder_.string()));
    return fail(ErrorCode::not_found, fmt::format("{} does not exist", file.string()));
  }
  if (std::filesystem::file_size(file, error) > most_bytes)
    return fail(ErrorCode::limit, fmt::format("{} is too large to be what it should be", file.string()));
  const auto text = read_text(file, most_bytes);
  if (!text) return fail(ErrorCode::io, fmt::format("{} cannot be read", file.string()));
  return std::vector<std::uint8_t>(text->begin(), text->end());
}

Result<std::vector<std::string>> FolderStore::list() {
  std::error_code error;
  std::filesystem::directory_iterator entry(folder_, error);
  if (error && !std::filesystem::is_directory(folder_.parent_path(), error))
    return fail(ErrorCode::io,
                fmt::format("{} is not there; plug it in or mount it", folder_.parent_path().string()));
  if (!std::filesystem::is_directory(folder_, error))
    return fail(ErrorCode::not_found, fmt::format("{} is not there", folder_.string()));
  std::vector<std::string> names;
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    std::string name = entry->path().filename().string();
    if (is_envelope_name(name)) names.push_back(std::move(name));
    if (names.size() > kMostListed)
      return fail(ErrorCode::limit, fmt::format("{} holds too many envelopes", folder_.string()));
  }
  if (error) return fail(ErrorCode::io, fmt::format("{} cannot be listed", folder_.string()));
  std::sort(names.begin(), names.end());
  return names;
}

Result<void> FolderStore::remove(const std::string& name) {
  std::error_code error;
  std::filesystem::remove(folder_ / name, error);
  if (error) return fail(ErrorCode::io, fmt::format("{} cannot be removed", (folder_ / name).string()));
  return {};
}

}  // namespace crier
