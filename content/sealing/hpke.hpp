// SPDX-License-Identifier: Apache-2.0
// HPKE (RFC 9180) in base mode, one message a key: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305.
// Whoever has a public key seals; nobody but its owner opens, not even who sealed. Pure functions but for
// chance; any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "content/sealing/locked_bytes.hpp"

namespace crier {

inline constexpr std::size_t kHpkeOverhead = 32 + 16;  // the encapsulated key and the tag

using HpkePublicKey = std::array<std::uint8_t, 32>;

// Makes a pair: X25519.
struct HpkePair {
  HpkePublicKey public_key{};
  LockedBytes secret;
};
Result<HpkePair> new_hpke_pair();
HpkePublicKey hpke_public_key(Bytes secret);

// `info` says what the message is for, `bound` is what must come unchanged with it. The encapsulated key,
// then the ciphertext. Fails where the key is no point to agree upon.
Result<std::vector<std::uint8_t>> hpke_seal(const HpkePublicKey& key, std::string_view info, Bytes bound,
                                            Bytes plain);

// The same with an ephemeral secret of the caller's: for known answers only.
Result<std::vector<std::uint8_t>> hpke_seal_with(Bytes ephemeral_secret, const HpkePublicKey& key,
                                                 std::string_view info, Bytes bound, Bytes plain);

// Fails where anything was changed, or it was sealed to another key; nothing of the plaintext is given out
// then.
Result<LockedBytes> hpke_open(Bytes secret, std::string_view info, Bytes bound, Bytes sealed);

}  // namespace crier
