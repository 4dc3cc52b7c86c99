// SPDX-License-Identifier: Apache-2.0
// What a receipt is worth: where its answer lies, and the key that opens it. Argon2id (RFC 9106) over the
// sixteen figures and the office's salt, then a label and an X25519 secret by libsodium's key derivation
// (BLAKE2b). The kiosk that files a report sends the label and the public half along; the receipt itself
// never leaves the citizen. Pure functions; a tenth of a second and 64 MiB each: never on the main thread.
#pragma once

#include <array>
#include <cstdint>

#include "content/model/receipt.hpp"
#include "content/model/report.hpp"
#include "content/sealing/locked_bytes.hpp"

namespace crier {

using AnswerSalt = std::array<std::uint8_t, 16>;

struct ReceiptSecret {
  AnswerAddress address;
  LockedBytes secret;  // opens what is sealed to address.key
};

// Fails where there is not enough memory.
Result<ReceiptSecret> derive_receipt_secret(const Receipt& receipt, const AnswerSalt& salt);

}  // namespace crier
