// SPDX-License-Identifier: Apache-2.0
#include "content/upload/folder_store.hpp"

#include <fmt/format.h>

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

}  // namespace crier
