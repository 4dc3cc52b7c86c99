// SPDX-License-Identifier: Apache-2.0
// LockedBytes: memory for keys and for what was written, kept out of swap and core dumps, between guard
// pages, and overwritten when it goes (libsodium's sodium_malloc). Belongs to one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "config/result.hpp"

namespace crier {

using Bytes = std::span<const std::uint8_t>;

class LockedBytes {
 public:
  // Zeros. Fails where the process may lock no more memory.
  static Result<LockedBytes> make(std::size_t size);
  static Result<LockedBytes> copy_of(Bytes bytes);

  std::span<std::uint8_t> bytes() { return {memory_.get(), size_}; }
  Bytes bytes() const { return {memory_.get(), size_}; }
  std::size_t size() const { return size_; }

 private:
  struct Freer {
    void operator()(std::uint8_t* memory) const;
  };
  LockedBytes(std::uint8_t* memory, std::size_t size) : memory_(memory), size_(size) {}
  std::unique_ptr<std::uint8_t, Freer> memory_;
  std::size_t size_;
};

}  // namespace crier
