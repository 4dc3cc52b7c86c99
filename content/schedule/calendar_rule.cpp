// SPDX-License-Identifier: Apache-2.0
#include "content/schedule/calendar_rule.hpp"

#include <algorithm>
#include <vector>

#include "content/schedule/calendar_zones.hpp"

namespace crier {
namespace {

std::optional<Frequency> frequency_of(icalrecurrencetype_frequency from) {
  switch (from) {
    case ICAL_SECONDLY_RECURRENCE:
      return Frequency::secondly;
    case ICAL_MINUTELY_RECURRENCE:
      return Frequency::minutely;
    case ICAL_HOURLY_RECURRENCE:
      return Frequency::hourly;
    case ICAL_DAILY_RECURRENCE:
      return Frequency::daily;
    case ICAL_WEEKLY_RECURRENCE:
      return Frequency::weekly;
    case ICAL_MONTHLY_RECURRENCE:
      return Frequency::monthly;
    case ICAL_YEARLY_RECURRENCE:
      return Frequency::yearly;
    default:
      return std::nullopt;
  }
}

void copy_list(const short* from, std::size_t most, std::vector<int>& to) {
  for (std::size_t i = 0; i < most && from[i] != ICAL_RECURRENCE_ARRAY_MAX; ++i) to.push_back(from[i]);
  std::sort(to.begin(), to.end());
}

}  // namespace

std::optional<RecurrenceRule> rule_of(const icalrecurrencetype& from, const Zone* clock) {
  RecurrenceRule rule;
  const auto frequency = frequency_of(from.freq);
  if (!frequency) return std::nullopt;
  rule.frequency = *frequency;
  rule.interval = std::max<int>(1, from.interval);
  if (from.count > 0) rule.count = from.count;
  if (!icaltime_is_null_time(from.until)) {
    const LocalSeconds until = local_of(from.until);
    if (from.until.is_date != 0) {
      rule.until = until + kDaySeconds - 1;
    } else if (icaltime_is_utc(from.until) && clock != nullptr) {
      rule.until = clock->to_local(until);
    } else {
      rule.until = until;  // a floating event has no offset to compare with: its clock is read as the rule's
    }
  }
  rule.week_start = from.week_start == ICAL_NO_WEEKDAY ? 1 : static_cast<int>(from.week_start) - 1;
  copy_list(from.by_second, ICAL_BY_SECOND_SIZE, rule.seconds);
  copy_list(from.by_minute, ICAL_BY_MINUTE_SIZE, rule.minutes);
  copy_list(from.by_hour, ICAL_BY_HOUR_SIZE, rule.hours);
  copy_list(from.by_month_day, ICAL_BY_MONTHDAY_SIZE, rule.month_days);
  copy_list(from.by_year_day, ICAL_BY_YEARDAY_SIZE, rule.year_days);
  copy_list(from.by_week_no, ICAL_BY_WEEKNO_SIZE, rule.weeks);
  copy_list(from.by_month, ICAL_BY_MONTH_SIZE, rule.months);
  copy_list(from.by_set_pos, ICAL_BY_SETPOS_SIZE, rule.positions);
  for (std::size_t i = 0; i < ICAL_BY_DAY_SIZE && from.by_day[i] != ICAL_RECURRENCE_ARRAY_MAX; ++i) {
    rule.weekdays.push_back({icalrecurrencetype_day_position(from.by_day[i]),
                             static_cast<int>(icalrecurrencetype_day_day_of_week(from.by_day[i])) - 1});
  }
  return rule;
}

}  // namespace crier
