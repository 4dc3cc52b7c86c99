// SPDX-License-Identifier: Apache-2.0
#include "content/workdays/work_calendar.hpp"

#include <algorithm>
#include <cassert>

namespace crier {

using std::chrono::days;
using std::chrono::sys_days;

namespace {

constexpr int kMostWorkdays = 1'000;
constexpr days kCentury(36'525);

}  // namespace

bool WorkCalendar::is_workday(sys_days day) const {
  if (holidays.contains(day)) return false;
  if (make_up.contains(day)) return true;
  const std::chrono::weekday weekday(day);
  return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday;
}

bool WorkCalendar::knows(sys_days day) const {
  return years.contains(std::chrono::year_month_day(day).year());
}

sys_days WorkCalendar::after(sys_days day, int workdays) const {
  assert(workdays >= 0 && workdays <= kMostWorkdays);
  while (workdays > 0) {
    day += days(1);
    if (is_workday(day)) --workdays;
  }
  return day;
}

int WorkCalendar::between(sys_days from, sys_days to) const {
  int count = 0;
  to = std::min(to, from + kCentury);
  for (sys_days day = from + days(1); day <= to; day += days(1)) count += is_workday(day) ? 1 : 0;
  return count;
}

}  // namespace crier
