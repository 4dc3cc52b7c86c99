// SPDX-License-Identifier: Apache-2.0
// A secret of 32 bytes in three shares, of which any two give it back and one alone tells nothing: A. Shamir,
// "How to share a secret", Communications of the ACM 22 (1979), over the field of 256 elements with AES's
// polynomial (FIPS 197, section 4.2), one line a byte. Pure functions but for chance; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "config/secret_text.hpp"
#include "content/sealing/locked_bytes.hpp"
#include "content/sealing/private_key_file.hpp"

namespace crier {

// One share, to be printed and kept by one person.
struct SecretShare {
  KeyPurpose purpose = KeyPurpose::report;
  std::array<std::uint8_t, 32> published{};  // the key that it belongs to
  std::uint8_t number = 1;                   // 1 to 3: where on the line it lies
  LockedBytes part;                          // 32 bytes
};

Result<std::array<SecretShare, 3>> split_secret(KeyPurpose purpose, Bytes secret);

// The same with the slopes of the lines, 32 bytes: for known answers only.
Result<std::array<SecretShare, 3>> split_secret_with(Bytes slopes, KeyPurpose purpose, Bytes secret);

// Fails where they are one share twice, of two keys, or do not give the secret of the key that they name.
Result<LockedBytes> combine_shares(const SecretShare& one, const SecretShare& other);

// "crier-share report 1 PUBLIC PART CHECK": words to be typed off paper; the check finds a slip.
SecretText share_text(const SecretShare& share);
Result<SecretShare> parse_share(std::string_view text);

}  // namespace crier
