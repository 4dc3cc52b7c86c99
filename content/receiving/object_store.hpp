// SPDX-License-Identifier: Apache-2.0
// ObjectStore: verified files of a repository, each once, by their SHA-256. A publication's folder holds hard
// links to them, so that a file that no link names any more is one that can go. Reads and writes the disk;
// one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>

#include "config/result.hpp"
#include "content/repository/metadata.hpp"

namespace crier {

class ObjectStore {
 public:
  explicit ObjectStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

  Result<void> make();

  std::filesystem::path path_of(const TargetFile& file) const { return folder_ / file.hashes.hex(); }

  // By name and length. What was changed on the disk since is seen when it is about to be shown.
  bool has(const TargetFile& file) const;
  // Bytes of what an earlier transfer left.
  std::uint64_t begun(const TargetFile& file) const;

  // No longer to be had; a publication's link to it stays.
  void forget(const TargetFile& file);

  // Takes away whatever no publication links to and `wanted`, by SHA-256, does not name.
  void sweep(const std::set<std::string>& wanted);

  std::uint64_t bytes() const;  // on the disk, unfinished transfers too

 private:
  std::filesystem::path part_of(const TargetFile& file) const;

  std::filesystem::path folder_;
};

}  // namespace crier
