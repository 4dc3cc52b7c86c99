// SPDX-License-Identifier: Apache-2.0
// MetadataFolder: the metadata that a device holds, byte for byte as it came: the latest of each role by its
// name (root.json, timestamp.json, ROLE.json), and every root that it ever trusted, in root_history/. Writing
// is whole or not at all; a file that is torn or was changed is only one that does not verify. One thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/result.hpp"
#include "content/sealing/locked_bytes.hpp"

namespace crier {

class MetadataFolder {
 public:
  // Made when something is written.
  explicit MetadataFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

  const std::filesystem::path& folder() const { return folder_; }

  // None where it is not there or cannot be read.
  std::optional<std::vector<std::uint8_t>> read(std::string_view role) const;
  Result<void> write(std::string_view role, Bytes bytes);
  void remove(std::string_view role);

  std::optional<std::vector<std::uint8_t>> read_root(std::int64_t version) const;
  // Also as root.json.
  Result<void> write_root(std::int64_t version, Bytes bytes);

 private:
  std::filesystem::path folder_;
};

// "ROLE.json" with everything but letters, digits and "-._~" in the role's name as %XX, so that no role names
// a file elsewhere.
std::string metadata_file_name(std::string_view role);

}  // namespace crier
