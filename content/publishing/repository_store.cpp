// SPDX-License-Identifier: Apache-2.0
#include "content/publishing/repository_store.hpp"

#include <fmt/format.h>

#include "content/repository/limits.hpp"

namespace crier {

std::string metadata_path(std::string_view role, std::int64_t version) {
  return fmt::format("metadata/{}.{}.json", version, role);
}

std::string stored_target_path(const std::string& path, const TargetFile& file) {
  const std::size_t slash = path.rfind('/');
  const std::size_t name = slash == std::string::npos ? 0 : slash + 1;
  return fmt::format("targets/{}{}.{}", path.substr(0, name), file.hashes.hex(), path.substr(name));
}

Result<std::vector<std::uint8_t>> create_or_keep(RepositoryStore& store, const std::string& path,
                                                 Bytes bytes) {
  const auto is_new = store.create(path, bytes);
  if (!is_new) return tl::unexpected(is_new.error());
  if (*is_new) return std::vector<std::uint8_t>(bytes.begin(), bytes.end());
  return store.get(path, kMostMetadataBytes);
}

}  // namespace crier
