// SPDX-License-Identifier: Apache-2.0
// What libical does not keep of a calendar's events. Internal to content/schedule; a pure function.
#pragma once

#include <string_view>
#include <vector>

namespace crier {

struct EventSource {
  int line = 0;                // of BEGIN:VEVENT
  std::vector<int> intervals;  // of its RRULEs: libical's 16 bits cut long ones off
};

// One entry for each VEVENT of an iCalendar text, in order.
std::vector<EventSource> event_sources(std::string_view text);

}  // namespace crier
