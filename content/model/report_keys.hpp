// SPDX-License-Identifier: Apache-2.0
// ReportKeys: what an office publishes so that kiosks can seal reports to it and believe its answers. Plain
// values; any thread.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>

namespace crier {

using KeyId = std::array<std::uint8_t, 8>;

struct ReportKeys {
  std::chrono::year_month_day published{};
  KeyId id{};                                      // of the report key: the beginning of its BLAKE2b hash
  std::array<std::uint8_t, 32> report{};           // X25519: reports are sealed to it
  std::array<std::uint8_t, 32> contact{};          // X25519: contact details, inside a report
  std::array<std::uint8_t, 32> acknowledgement{};  // Ed25519: signs which envelopes have arrived
  std::array<std::uint8_t, 16> answer_salt{};      // the same in all of an office's keys, for ever

  bool operator==(const ReportKeys&) const = default;
};

}  // namespace crier
