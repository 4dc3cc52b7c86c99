// SPDX-License-Identifier: Apache-2.0
#include "content/repository/metadata_folder.hpp"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

#include "config/atomic_file.hpp"
#include "content/http/url_text.hpp"
#include "content/repository/limits.hpp"

namespace crier {
namespace {

constexpr const char* kHistory = "root_history";

std::optional<std::vector<std::uint8_t>> read_file(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) return std::nullopt;
  const auto size = std::filesystem::file_size(file, error);
  if (error || size > kMostMetadataBytes) return std::nullopt;
  std::vector<std::uint8_t> bytes(size);
  std::ifstream stream(file, std::ios::binary);
  stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
  if (!stream) return std::nullopt;
  return bytes;
}

Result<void> write_file(const std::filesystem::path& file, Bytes bytes) {
  std::error_code error;
  std::filesystem::create_directories(file.parent_path(), error);
  return write_atomically(file, bytes);
}

}  // namespace

std::string metadata_file_name(std::string_view role) {
  std::string name = encode_query(role);
  // A name of dots alone would be a folder's.
  if (name.starts_with('.')) name.replace(0, 1, "%2E");
  return name + ".json";
}

std::optional<std::vector<std::uint8_t>> MetadataFolder::read(std::string_view role) const {
  return read_file(folder_ / metadata_file_name(role));
}

Result<void> MetadataFolder::write(std::string_view role, Bytes bytes) {
  return write_file(folder_ / metadata_file_name(role), bytes);
}

void MetadataFolder::remove(std::string_view role) {
  std::error_code error;
  std::filesystem::remove(folder_ / metadata_file_name(role), error);
}

std::optional<std::vector<std::uint8_t>> MetadataFolder::read_root(std::int64_t version) const {
  return read_file(folder_ / kHistory / fmt::format("{}.root.json", version));
}

Result<void> MetadataFolder::write_root(std::int64_t version, Bytes bytes) {
  const auto kept = write_file(folder_ / kHistory / fmt::format("{}.root.json", version), bytes);
  if (!kept) return kept;
  return write("root", bytes);
}

}  // namespace crier
