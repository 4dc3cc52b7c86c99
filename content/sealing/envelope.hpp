// SPDX-License-Identifier: Apache-2.0
// Envelope: a sealed report, or a dummy that nobody but the office can tell from one. Version 1, always
// 16,000 bytes:
//
//   "CRIER-E1" | suite (1) | bucket (1) | key id (8) | encapsulated key (32) | ciphertext and tag
//
// Suite 1 is HPKE as in hpke.hpp; suite 2 is kept for SM2, SM3 and SM4. Bucket 1 is this size; a larger one
// would be another bucket. The header, up to the key id, is bound to the ciphertext: it cannot be changed
// unseen. Plain values; any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "content/model/report_keys.hpp"
#include "content/sealing/hpke.hpp"
#include "content/sealing/report_payload.hpp"

namespace crier {

inline constexpr std::string_view kEnvelopeMagic = "CRIER-E1";
inline constexpr std::size_t kEnvelopeBytes = 16'000;

// BLAKE2b of the whole envelope: its name wherever it travels.
using EnvelopeId = std::array<std::uint8_t, 32>;

class Envelope {
 public:
  // Fails where the bytes do not have an envelope's size and header. What is sealed inside stays unknown.
  static Result<Envelope> parse(Bytes bytes);

  Bytes bytes() const { return bytes_; }
  const EnvelopeId& id() const { return id_; }
  KeyId key_id() const;

  bool operator==(const Envelope&) const = default;

 private:
  explicit Envelope(std::vector<std::uint8_t> bytes);
  friend Result<Envelope> seal_payload(Bytes payload, const ReportKeys& keys);
  std::vector<std::uint8_t> bytes_;
  EnvelopeId id_{};
};

// Seals to the office's report key, the contact details to its contact key first. Fails where the report
// breaks a bound of the model.
Result<Envelope> seal_report(const Report& report, const ReportKeys& keys);
Result<Envelope> seal_dummy(const ReportKeys& keys);

// An office's private key.
struct ReportSecret {
  KeyId id{};
  LockedBytes secret;
};

// With whichever of `secrets` it was sealed to; none: a dummy. Fails where there is no such key, where
// anything was changed, and where what comes out is not what seal_report writes.
Result<std::optional<OpenedReport>> open_envelope(const Envelope& envelope,
                                                  std::span<const ReportSecret> secrets);

// The contact details of an opened report. The box opens only for the report that it was sealed for.
Result<ReportContact> open_contact(const OpenedReport& opened, std::span<const ReportSecret> secrets);

// The beginning of the BLAKE2b hash of a public key.
KeyId key_id_of(const HpkePublicKey& key);

}  // namespace crier
