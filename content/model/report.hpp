// SPDX-License-Identifier: Apache-2.0
// Report: what a citizen tells the office. Everything in it that was typed or chosen is secret, and
// overwritten when it goes. Plain values; any thread.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/secret_text.hpp"

namespace crier {

// Where it was seen.
enum class PlaceKind { address, app, account, number, group, other };

struct ReportPlace {
  PlaceKind kind = PlaceKind::address;
  SecretText text;
};

// How the reporter can be reached; all may be empty.
struct ReportContact {
  SecretText name;
  SecretText phone;
  SecretText email;
  SecretText other;

  bool empty() const { return name.empty() && phone.empty() && email.empty() && other.empty(); }
};

// Names one report at the office, so that a second copy of it is dropped there.
using ReportId = std::array<std::uint8_t, 16>;

// How the answer finds its reporter: an entry of the bundle lies under `label` and is sealed to `key`. Both
// are made of the receipt, and neither leads back to it.
struct AnswerAddress {
  std::array<std::uint8_t, 16> label{};
  std::array<std::uint8_t, 32> key{};  // X25519

  bool operator==(const AnswerAddress&) const = default;
};

// Bounds that the form keeps to, in bytes of UTF-8; a sealed report has room for all of them at once.
inline constexpr std::size_t kMostKeyBytes = 40;
inline constexpr std::size_t kMostPlaces = 6;
inline constexpr std::size_t kMostPlaceBytes = 800;
inline constexpr std::size_t kMostWhatBytes = 8'000;  // two thousand characters of any alphabet
inline constexpr std::size_t kMostContactBytes = 200;

struct Report {
  ReportId id{};        // random
  SecretText category;  // a key of the form
  SecretText subtype;   // a key of that category; may be empty
  std::vector<ReportPlace> places;
  SecretText what;
  ReportContact contact;
  AnswerAddress answer;
  std::string language;      // BCP 47: what the form was filled in in, and what to answer in
  std::string site;          // the screen's id
  std::string form_version;  // ReportForm::version: what was asked and agreed to
  std::optional<std::chrono::sys_days> filed;  // the day only; none where the clock was unknown
  bool is_urgent = false;  // the emergency numbers were shown: money just lost, or a child in danger
  bool is_minor = false;   // it is about a minor, or from one
  bool is_slow = false;    // the slow lane: more reports in one visit than people usually file
};

// Whether there is enough in it to be sent: a category, and one of where or what.
bool can_be_sent(const Report& report);

}  // namespace crier
