// SPDX-License-Identifier: Apache-2.0
// RepositoryStore: where a repository lies, from the office's side: a folder, an S3 bucket or a WebDAV
// collection. Paths are relative to the repository, UTF-8, with '/' between folders, and not encoded. It is
// trusted with nothing but to keep files. Methods wait; one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/result.hpp"
#include "content/repository/metadata.hpp"

namespace crier {

class RepositoryStore {
 public:
  virtual ~RepositoryStore() = default;

  // The whole file. Fails with code `not_found` only where the store says that there is none, and with
  // `limit` beyond `most_bytes`.
  virtual Result<std::vector<std::uint8_t>> get(const std::string& path, std::size_t most_bytes) = 0;

  // The file's length; none where there is no such file.
  virtual Result<std::optional<std::uint64_t>> size(const std::string& path) = 0;

  // Writes a file that never changes again, whole or not at all; caches may keep it for ever. False where
  // there is one of that name already: that one stays. Some stores cannot tell when two write at once.
  virtual Result<bool> create(const std::string& path, Bytes bytes) = 0;

  // Writes a file that changes, whole or not at all; no cache may keep it.
  virtual Result<void> replace(const std::string& path, Bytes bytes) = 0;
};

// "metadata/3.root.json"; role timestamp has no version in its name.
std::string metadata_path(std::string_view role, std::int64_t version);
inline constexpr const char* kTimestampPath = "metadata/timestamp.json";

// "targets/content/media/SHA256.a.mp4": what target_url_path() gives, not encoded.
std::string stored_target_path(const std::string& path, const TargetFile& file);

// Writes a file whose name says what is in it, such as a version's metadata, and gives what is there then:
// where there was another file of that name, that one. Fails only where the store does.
Result<std::vector<std::uint8_t>> create_or_keep(RepositoryStore& store, const std::string& path,
                                                 Bytes bytes);

}  // namespace crier
