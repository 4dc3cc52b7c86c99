// SPDX-License-Identifier: Apache-2.0
// Recurrence rules: RFC 5545 section 3.3.10, expanded by arithmetic on day numbers. Pure functions; any
// thread.
//
// Where the RFC leaves room we do as most calendar programs do: a DTSTART that does not match its rule is no
// occurrence; YEARLY with BYMONTHDAY but no BYMONTH means DTSTART's month; BYWEEKNO without BYDAY means
// DTSTART's weekday; BYDAY entries with and without ordinals are a union; BYWEEKNO with INTERVAL counts years
// of weeks.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "content/schedule/civil.hpp"
#include "content/schedule/zone.hpp"

namespace crier {

enum class Frequency { secondly, minutely, hourly, daily, weekly, monthly, yearly };

struct RecurrenceRule {
  Frequency frequency = Frequency::daily;
  int interval = 1;
  std::optional<std::int64_t> count;
  std::optional<LocalSeconds> until;  // inclusive, on the event's own clock
  int week_start = 1;                 // 0 Sunday to 6 Saturday
  struct WeekdayEntry {
    int ordinal = 0;  // 0: every such day of the period; negative counts from its end
    int weekday = 0;
  };
  std::vector<int> seconds, minutes, hours, month_days, year_days, weeks, months, positions;
  std::vector<WeekdayEntry> weekdays;
};

// Calls `visit` for each occurrence with from <= start < to, in ascending order, until it returns false.
// `start` is DTSTART. Takes time in proportion to the periods inside the window; with COUNT also to those
// before it, and gives up where `steps` of them are used up, which counts down: a rule for every second since
// 1970 must not hold a screen up.
void expand(const RecurrenceRule& rule, LocalSeconds start, LocalSeconds from, LocalSeconds to,
            std::int64_t& steps, const std::function<bool(LocalSeconds)>& visit);

// Periods and starts of one event's rules in one question: a year of minutes, and more than any office
// has.
inline constexpr std::int64_t kMostSteps = 1'000'000;

}  // namespace crier
