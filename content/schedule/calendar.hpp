// SPDX-License-Identifier: Apache-2.0
// Calendar: iCalendar (RFC 5545) read into plain events, each with its line for whoever must mend it, and
// expanded into occurrences inside a window. A value; any thread may read it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/diagnostic.hpp"
#include "config/result.hpp"
#include "content/schedule/recurrence.hpp"
#include "content/schedule/zone.hpp"

namespace crier {

// How long an occurrence lasts: DTEND gives an exact length, DURATION nominal days (RFC 5545
// section 3.8.5.3).
struct EventLength {
  std::int64_t days = 0;
  std::int64_t seconds = 0;
};

// What one occurrence, or a whole series, says.
struct EventText {
  std::string summary;
  std::vector<std::string> locations;  // LOCATION split at commas, semicolons and blanks
  int priority = 5;                    // 1 highest to 9; unset and 0 are 5
};

struct CalendarEvent {
  std::string uid;
  EventText text;
  int line = 0;          // of BEGIN:VEVENT
  std::size_t zone = 0;  // index into Calendar::zones
  bool all_day = false;
  bool floating = false;  // on the office's clock, whatever that is
  LocalSeconds start = 0;
  EventLength length;
  std::vector<RecurrenceRule> rules;
  std::vector<RecurrenceRule> exclusions;  // EXRULE: gone from RFC 5545, still met in old calendars
  struct Added {                           // RDATE
    UtcSeconds start = 0;
    std::optional<std::int64_t> seconds;
  };
  std::vector<Added> added;
  std::vector<UtcSeconds> excluded;         // EXDATE, sorted
  std::vector<std::int64_t> excluded_days;  // EXDATE as dates: day numbers on the event's clock, sorted
  struct Override {                         // RECURRENCE-ID
    UtcSeconds replaces = 0;
    bool and_future = false;
    bool cancelled = false;
    EventText text;
    UtcSeconds start = 0;
    std::int64_t seconds = 0;
  };
  std::vector<Override> overrides;

  bool is_endless() const;
};

struct Occurrence {
  UtcSeconds start = 0;
  UtcSeconds end = 0;
  std::size_t event = 0;            // index into Calendar::events
  const EventText* text = nullptr;  // the event's, or an override's; owned by the Calendar
};

struct Calendar {
  std::vector<Zone> zones;  // the first one is the office's
  std::vector<CalendarEvent> events;

  // Reads `text`; mistakes in single events are added to `diagnostics` (named `name`, with line and remedy)
  // and the event is left out. Fails where it is not iCalendar at all.
  static Result<Calendar> parse(std::string_view text, const std::string& name, const Zone& office_zone,
                                Diagnostics& diagnostics);

  // Occurrences of one event that overlap [from, to), or start in it where they have no length, in order of
  // start but for moved ones. Stops early where `visit` returns false, and where the rules have taken
  // `steps`, see expand().
  void occurrences(std::size_t event, UtcSeconds from, UtcSeconds to,
                   const std::function<bool(const Occurrence&)>& visit,
                   std::int64_t steps = kMostSteps) const;
};

}  // namespace crier
