// SPDX-License-Identifier: Apache-2.0
// An iCalendar file of any content, parsed and expanded over the days that a planner looks at.
#include <cstdint>
#include <string_view>

#include "content/schedule/calendar.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace crier;
  static const Zone zone = Zone::find("Asia/Shanghai").value_or(Zone::utc());
  constexpr UtcSeconds kFrom = 1'795'536'000;  // 2026-11-24
  constexpr UtcSeconds kTo = kFrom + 7 * 86'400;
  constexpr int kMostOccurrences = 2'000;
  constexpr std::int64_t kSteps = 20'000;  // many short runs find more than a few long ones
  Diagnostics diagnostics;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto calendar = Calendar::parse(text, "fuzz.ics", zone, diagnostics);
  if (!calendar) return 0;
  for (std::size_t i = 0; i < calendar->events.size(); ++i) {
    int left = kMostOccurrences;
    calendar->occurrences(
        i, kFrom, kTo, [&left](const Occurrence&) { return --left > 0; }, kSteps);
  }
  return 0;
}
