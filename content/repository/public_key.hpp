// SPDX-License-Identifier: Apache-2.0
// PublicKey: a key of TUF's metadata (specification 1.0.34, section 4.2), and whether it made a signature.
// Ed25519, RSASSA-PSS with SHA-256 and ECDSA over P-256 with SHA-256, as other offices' tools write them;
// ours are Ed25519. Plain values; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/result.hpp"
#include "content/repository/json_tree.hpp"

namespace crier {

enum class SignatureScheme { ed25519, rsassa_pss_sha256, ecdsa_sha2_nistp256 };

struct PublicKey {
  SignatureScheme scheme = SignatureScheme::ed25519;
  // The key itself, whatever its id and spelling: 32 bytes of Ed25519, or an SPKI in DER. Two keys are the
  // same person's where this is equal.
  std::vector<std::uint8_t> value;

  bool operator==(const PublicKey&) const = default;
  auto operator<=>(const PublicKey&) const = default;
};

// From a key object of metadata. Fails with code `unsupported` where the type or scheme is none of these, and
// `format` where the key is none.
Result<PublicKey> parse_public_key(JsonValue object);

// True where `signature` is the key's over `message`.
bool verifies(const PublicKey& key, std::string_view message, Bytes signature);

// An Ed25519 key's object in canonical JSON, and its id: the SHA-256 of that, in hexadecimal (section 4.2).
std::string key_object(const std::vector<std::uint8_t>& ed25519);
std::string key_id(const std::vector<std::uint8_t>& ed25519);

}  // namespace crier
