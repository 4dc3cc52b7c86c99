// SPDX-License-Identifier: Apache-2.0
// FolderLock: one process has a folder to itself, until it ends however it ends (flock(2)). Any thread.
#pragma once

#include <filesystem>
#include <utility>

#include "config/result.hpp"

namespace crier {

class FolderLock {
 public:
  // Makes the folder, for its owner alone, where there is none. Does not wait: fails with code `cancelled`
  // where another has it.
  static Result<FolderLock> take(const std::filesystem::path& folder);

  FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FolderLock& operator=(FolderLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace crier
