// SPDX-License-Identifier: Apache-2.0
// A private key in a file that only its passphrase opens: Argon2id (RFC 9106) makes a key of the passphrase,
// and XChaCha20-Poly1305 seals the secret with everything else in the file bound to it. Pure functions but
// for chance; opening takes as long and as much memory as the file says, within bounds.
//
//   purpose = "report"    or "contact", "acknowledgement", "signing"
//   public = "..."        the published half, by which the file is known
//   operations = 3        of Argon2id, and its memory
//   memory_mib = 256
//   salt = "..."
//   nonce = "..."
//   sealed = "..."
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "config/diagnostic.hpp"
#include "config/secret_text.hpp"
#include "content/sealing/locked_bytes.hpp"

namespace crier {

enum class KeyPurpose { report, contact, acknowledgement, signing };

// What one guess at a passphrase costs.
struct PassphraseCost {
  unsigned operations = 3;    // 1 to 16
  unsigned memory_mib = 256;  // 8 to 1,024
};

struct PrivateKey {
  KeyPurpose purpose = KeyPurpose::report;
  std::array<std::uint8_t, 32> published{};
  LockedBytes secret;  // 32 bytes
};

// The public half of a secret: X25519, but Ed25519 for what signs acknowledgements or publications.
std::array<std::uint8_t, 32> public_half(KeyPurpose purpose, Bytes secret);

// The file's text.
Result<std::string> seal_private_key(KeyPurpose purpose, Bytes secret, std::string_view passphrase,
                                     const PassphraseCost& cost = {});

// Fails where the passphrase is wrong or anything was changed; these cannot be told apart.
Result<PrivateKey> open_private_key(std::string_view text, const std::string& name,
                                    std::string_view passphrase);

}  // namespace crier
