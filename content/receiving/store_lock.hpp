// SPDX-License-Identifier: Apache-2.0
// StoreLock: held while a device's store is being changed, by one thread of one process (flock(2)); goes with
// the process that holds it, however that ends.
#pragma once

#include <filesystem>

#include "config/result.hpp"

namespace crier {

class StoreLock {
 public:
  // Fails at once with code `cancelled` where another one holds it.
  static Result<StoreLock> take(const std::filesystem::path& file);
  ~StoreLock();
  StoreLock(StoreLock&& other) noexcept;
  StoreLock& operator=(StoreLock&&) = delete;

 private:
  explicit StoreLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace crier
