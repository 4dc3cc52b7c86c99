// SPDX-License-Identifier: Apache-2.0
#include "content/sealing/locked_bytes.hpp"

#include <sodium.h>

#include <algorithm>

#include "content/sealing/randomness.hpp"

namespace crier {

void LockedBytes::Freer::operator()(std::uint8_t* memory) const {
  sodium_free(memory);
}

Result<LockedBytes> LockedBytes::make(std::size_t size) {
  start_sodium();
  auto* const memory = static_cast<std::uint8_t*>(sodium_malloc(size));
  if (memory == nullptr) return fail(ErrorCode::limit, "there is no memory left for a secret");
  LockedBytes locked(memory, size);
  // sodium_malloc tries to lock and goes on without; here that is an error.
  if (sodium_mlock(memory, size) != 0)
    return fail(ErrorCode::limit, "no memory can be locked; raise LimitMEMLOCK");
  std::fill_n(memory, size, std::uint8_t{0});
  return locked;
}

Result<LockedBytes> LockedBytes::copy_of(Bytes bytes) {
  auto copy = make(bytes.size());
  if (copy) std::copy(bytes.begin(), bytes.end(), copy->bytes().begin());
  return copy;
}

}  // namespace crier
