// SPDX-License-Identifier: Apache-2.0
// Keys and a report whose bytes are known. The answers were computed with Python's cryptography, argon2 and
// hashlib, which share no code with libsodium.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <numeric>
#include <string_view>
#include <vector>

#include "content/sealing/envelope.hpp"
#include "content/sealing/hex.hpp"

namespace crier {

inline std::vector<std::uint8_t> bytes_of(std::string_view hex) {
  std::vector<std::uint8_t> bytes(hex.size() / 2);
  EXPECT_TRUE(from_hex(hex, bytes)) << hex;
  return bytes;
}

// `first`, `first` + 1 ...
template <std::size_t size = 32>
std::array<std::uint8_t, size> counting(std::uint8_t first) {
  std::array<std::uint8_t, size> bytes{};
  std::iota(bytes.begin(), bytes.end(), first);
  return bytes;
}

inline const std::array<std::uint8_t, 32> kReportSecret = counting(1);
inline const std::array<std::uint8_t, 32> kContactSecret = counting(33);

inline ReportKeys known_keys() {
  ReportKeys keys;
  keys.published = std::chrono::year{2026} / 11 / 24;
  keys.report = hpke_public_key(kReportSecret);
  keys.contact = hpke_public_key(kContactSecret);
  keys.id = key_id_of(keys.report);
  keys.answer_salt = counting<16>(0);
  return keys;
}

inline std::vector<ReportSecret> known_secrets() {
  const ReportKeys keys = known_keys();
  std::vector<ReportSecret> secrets;
  secrets.push_back({keys.id, *LockedBytes::copy_of(kReportSecret)});
  secrets.push_back({key_id_of(keys.contact), *LockedBytes::copy_of(kContactSecret)});
  return secrets;
}

inline Report known_report() {
  Report report;
  report.id = counting<16>(0);
  report.category = SecretText("fraud");
  report.subtype = SecretText("tasks");
  report.places.push_back({PlaceKind::address, SecretText("http://a.example/")});
  report.places.push_back({PlaceKind::group, SecretText("返利群")});
  report.what = SecretText("先垫付。\nThen more.");
  report.contact.name = SecretText("王某");
  report.contact.phone = SecretText("12377");
  report.answer.label.fill(7);
  report.answer.key.fill(9);
  report.language = "zh";
  report.site = "T1-hall-01";
  report.form_version = "2026-11";
  report.filed = std::chrono::sys_days{std::chrono::year{2026} / 11 / 25};
  report.is_urgent = true;
  report.is_slow = true;
  return report;
}

}  // namespace crier
