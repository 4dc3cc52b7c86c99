// SPDX-License-Identifier: Apache-2.0
// HashCache: the SHA-256 of files that were hashed before, told by size, time and inode, kept in the user's
// own cache so that films are read once. What is uploaded is hashed again on its way: a cache that is wrong
// costs a rerun and publishes nothing wrong. Reads and writes the disk; one thread.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "config/result.hpp"
#include "content/repository/metadata.hpp"

namespace crier {

class HashCache {
 public:
  // `file`: where it is kept; empty: nowhere.
  explicit HashCache(std::filesystem::path file);

  // The file's length and hash; reads it where it may have changed. `now`: a file that was changed in the
  // last seconds is not kept, as a further change might leave its time as it is.
  Result<TargetFile> hash(const std::filesystem::path& file, std::chrono::sys_seconds now);

  Result<void> save() const;

 private:
  struct Entry {
    std::uint64_t size = 0;
    std::int64_t modified = 0;  // nanoseconds since 1970
    std::uint64_t inode = 0;
    std::array<std::uint8_t, 32> sha256{};
  };

  std::filesystem::path file_;
  std::map<std::string, Entry> entries_;  // by absolute path
};

}  // namespace crier
