// SPDX-License-Identifier: Apache-2.0
// How a report's clear columns are read and written; for inbox.cpp and its siblings alone. One thread.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "content/inbox/inbox.hpp"

namespace crier {

inline constexpr const char* kLineColumns =
    "number, status, sub, outcome, category, officer, merged_into, marks, site, received, filed, triaged, "
    "accepted, decided, closed, kept_from, reopened, paused_since, paused_days, due_triage, due_reply, "
    "due_citizen, key IS NULL";

using Day = std::chrono::sys_days;

inline std::int64_t day_number(Day day) {
  return day.time_since_epoch().count();
}
inline std::optional<std::int64_t> day_number(const std::optional<Day>& day) {
  return day ? std::optional(day_number(*day)) : std::nullopt;
}
inline Day day_of(std::int64_t number) {
  return Day(std::chrono::days(number));
}
inline std::optional<Day> day_of(const std::optional<std::int64_t>& number) {
  return number ? std::optional(day_of(*number)) : std::nullopt;
}
inline std::int64_t seconds_of(WallTime time) {
  return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

// The row that stands in `row`, asked for by kLineColumns.
ReportLine line_of(const InboxQuery& row);

// What the history says of a report's sealed columns, so that they cannot be exchanged.
std::vector<std::uint8_t> body_digest(Bytes key, Bytes body);

// Read as if a stranger had written it.
Result<OpenedReport> open_body(Bytes sealed, const FieldKey& key, ReportNumber number);

}  // namespace crier
