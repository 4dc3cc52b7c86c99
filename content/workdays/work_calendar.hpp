// SPDX-License-Identifier: Apache-2.0
// WorkCalendar: which days an office works: weekends off, but for what the calendar of public holidays says
// of a day, off or worked to make up for one. Plain values; any thread.
#pragma once

#include <chrono>
#include <set>

namespace crier {

struct WorkCalendar {
  std::set<std::chrono::year> years;         // whose holidays are known; in others weekends alone count
  std::set<std::chrono::sys_days> holidays;  // off
  std::set<std::chrono::sys_days> make_up;   // worked though they lie on a weekend

  bool is_workday(std::chrono::sys_days day) const;
  bool knows(std::chrono::sys_days day) const;

  // The last day of a limit of that many working days: the day itself is not counted; with 0 it is the last.
  // `workdays` is at most 1,000.
  std::chrono::sys_days after(std::chrono::sys_days day, int workdays) const;

  // Working days after `from`, up to and with `to`; 0 where `to` is not later. Nobody asks beyond a century.
  int between(std::chrono::sys_days from, std::chrono::sys_days to) const;
};

}  // namespace crier
