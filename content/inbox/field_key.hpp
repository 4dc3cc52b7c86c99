// SPDX-License-Identifier: Apache-2.0
// FieldKey: a key of 32 bytes that keeps fields of the inbox's database secret: XChaCha20-Poly1305 (IETF
// draft-irtf-cfrg-xchacha-03) with a random nonce, and keyed BLAKE2b (RFC 7693) for the end of the history.
// One thread.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "content/sealing/locked_bytes.hpp"

namespace crier {

using FieldMac = std::array<std::uint8_t, 32>;

class FieldKey {
 public:
  static constexpr std::size_t kBytes = 32;

  static Result<FieldKey> make();  // by chance
  static Result<FieldKey> from(LockedBytes bytes);

  // A nonce, then the ciphertext and tag. `place` says which field of which row it is, and is bound to it: a
  // field that was moved does not open.
  std::vector<std::uint8_t> seal(Bytes plain, std::string_view place) const;
  // Fails where it was sealed by another key or for another place, or was changed.
  Result<LockedBytes> open(Bytes sealed, std::string_view place) const;

  FieldMac mac(Bytes message) const;

  Bytes bytes() const { return bytes_.bytes(); }

 private:
  explicit FieldKey(LockedBytes bytes) : bytes_(std::move(bytes)) {}
  LockedBytes bytes_;
};

}  // namespace crier
