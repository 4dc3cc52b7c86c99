// SPDX-License-Identifier: Apache-2.0
// Acknowledgement: the office's signed word that it holds these envelopes. Nothing else frees a slot of an
// outbox. It names them by their content, so that one which is old, or meant for another kiosk, does no harm.
// Pure functions; any thread.
//
//   "CRIER-K1" | number (4, big endian) | ids (32 each, rising) | Ed25519 (RFC 8032) over all before it (64)
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "content/sealing/envelope.hpp"

namespace crier {

using SignatureKey = std::array<std::uint8_t, 32>;
inline constexpr std::size_t kSignatureSeedBytes = 32;
inline constexpr std::size_t kMostAcknowledged = 65'536;
inline constexpr std::size_t kMostAcknowledgementBytes = 8 + 4 + 32 * kMostAcknowledged + 64;

SignatureKey signature_key_of(Bytes seed);

// `ids` in any order, each once or more; at most kMostAcknowledged.
std::vector<std::uint8_t> sign_acknowledgement(std::vector<EnvelopeId> ids, Bytes seed);

// The ids. Fails where none of `keys` signed exactly these bytes.
Result<std::vector<EnvelopeId>> open_acknowledgement(Bytes bytes, std::span<const SignatureKey> keys);

}  // namespace crier
