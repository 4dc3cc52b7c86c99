// SPDX-License-Identifier: Apache-2.0
#include "content/schedule/recurrence.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace crier {
namespace {

template <class T>
bool contains(const std::vector<T>& values, T value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

// Fits a BYxxx list that may count from the end: 1..length, -length..-1.
bool contains_counted(const std::vector<int>& values, int value, int length) {
  return contains(values, value) || contains(values, value - length - 1);
}

// One rule with everything that its BYxxx parts leave to DTSTART filled in.
class Expander {
 public:
  Expander(const RecurrenceRule& rule, LocalSeconds start, std::int64_t& steps);
  void run(LocalSeconds from, LocalSeconds to, const std::function<bool(LocalSeconds)>& visit);

 private:
  enum class Flow { go_on, stop };

  // A stretch of days that makes one period.
  struct Span {
    DayNumber first = 0;
    DayNumber last = 0;  // inclusive
  };

  void fill_in();
  std::int64_t period_of(LocalSeconds time) const;
  Span span_of(std::int64_t period) const;
  bool fits_day(DayNumber day, const Span& span) const;
  bool fits_weekday(DayNumber day, const Date& date, const Span& span) const;
  bool fits_ordinal(DayNumber day, int ordinal, DayNumber first, DayNumber last) const;
  Flow run_days(LocalSeconds from, LocalSeconds to, const std::function<bool(LocalSeconds)>& visit);
  Flow run_times(LocalSeconds from, LocalSeconds to, const std::function<bool(LocalSeconds)>& visit);
  Flow emit_period(const Span& span, LocalSeconds from, LocalSeconds to,
                   const std::function<bool(LocalSeconds)>& visit);
  Flow emit(std::vector<LocalSeconds>& candidates, LocalSeconds from, LocalSeconds to,
            const std::function<bool(LocalSeconds)>& visit);
  std::vector<std::int64_t> times_of_day() const;
  bool is_sub_daily() const { return rule_.frequency < Frequency::daily; }
  bool by_week() const { return rule_.frequency == Frequency::yearly && !rule_.weeks.empty(); }

  RecurrenceRule rule_;
  const LocalSeconds start_;
  const DayNumber start_day_;
  const Date start_date_;
  const std::int64_t start_time_;  // seconds into the day
  std::int64_t& steps_;            // left
  std::int64_t counted_ = 0;
  bool every_day_ = false;      // no BYxxx part limits the days
  bool only_weekdays_ = false;  // only plain BYDAY entries do
  std::array<bool, 7> fits_plain_weekday_{};
  std::vector<std::int64_t> times_;
  std::vector<LocalSeconds> candidates_;
};

Expander::Expander(const RecurrenceRule& rule, LocalSeconds start, std::int64_t& steps)
    : rule_(rule),
      start_(start),
      start_day_(floor_div(start, kDaySeconds)),
      start_date_(date_of(start_day_)),
      start_time_(start - start_day_ * kDaySeconds),
      steps_(steps) {
  rule_.interval = std::max(1, rule_.interval);
  fill_in();
  times_ = times_of_day();
  const bool no_lists =
      rule_.months.empty() && rule_.weeks.empty() && rule_.year_days.empty() && rule_.month_days.empty();
  every_day_ = no_lists && rule_.weekdays.empty();
  only_weekdays_ = no_lists && !rule_.weekdays.empty();
  for (const auto& entry : rule_.weekdays) {
    const bool has_meaning = rule_.frequency == Frequency::monthly || rule_.frequency == Frequency::yearly;
    if (entry.ordinal != 0 && has_meaning) only_weekdays_ = false;
    fits_plain_weekday_[static_cast<std::size_t>(entry.weekday)] = true;
  }
}

void Expander::fill_in() {
  const int weekday = weekday_of(start_day_);
  const bool no_days = rule_.month_days.empty() && rule_.year_days.empty() && rule_.weekdays.empty();
  switch (rule_.frequency) {
    case Frequency::yearly:
      if (!rule_.weeks.empty()) {
        if (no_days) rule_.weekdays = {{0, weekday}};
      } else if (no_days) {
        if (rule_.months.empty()) rule_.months = {start_date_.month};
        rule_.month_days = {start_date_.day};
      } else if (rule_.months.empty() && !rule_.month_days.empty() && rule_.weekdays.empty() &&
                 rule_.year_days.empty()) {
        rule_.months = {start_date_.month};
      }
      break;
    case Frequency::monthly:
      if (no_days) rule_.month_days = {start_date_.day};
      break;
    case Frequency::weekly:
      if (rule_.weekdays.empty()) rule_.weekdays = {{0, weekday}};
      break;
    default:
      break;
  }
}

std::vector<std::int64_t> Expander::times_of_day() const {
  if (is_sub_daily()) return {};
  const auto or_start = [](const std::vector<int>& given, std::int64_t value) {
    return given.empty() ? std::vector<int>{static_cast<int>(value)} : given;
  };
  std::vector<std::int64_t> times;
  for (const int hour : or_start(rule_.hours, start_time_ / 3600)) {
    for (const int minute : or_start(rule_.minutes, start_time_ / 60 % 60)) {
      for (const int second : or_start(rule_.seconds, start_time_ % 60)) {
        times.push_back(hour * 3600 + minute * 60 + std::min(second, 59));
      }
    }
  }
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  return times;
}

// Periods are numbered so that those of the rule are DTSTART's plus multiples of the interval.
std::int64_t Expander::period_of(LocalSeconds time) const {
  const DayNumber day = floor_div(time, kDaySeconds);
  switch (rule_.frequency) {
    case Frequency::daily:
      return day;
    case Frequency::weekly: {
      const DayNumber monday_like = 4 + (rule_.week_start - 1);  // day 4 is a Monday, 1970-01-05
      return floor_div(day - monday_like, 7);
    }
    case Frequency::monthly: {
      const Date date = date_of(day);
      return std::int64_t{date.year} * 12 + date.month - 1;
    }
    default: {
      const int year = date_of(day).year;
      if (!by_week()) return year;
      if (day >= first_week_start(year + 1, rule_.week_start)) return year + 1;
      return day < first_week_start(year, rule_.week_start) ? year - 1 : year;
    }
  }
}

Expander::Span Expander::span_of(std::int64_t period) const {
  switch (rule_.frequency) {
    case Frequency::daily:
      return {period, period};
    case Frequency::weekly: {
      const DayNumber first = period * 7 + 4 + (rule_.week_start - 1);
      return {first, first + 6};
    }
    case Frequency::monthly: {
      const int year = static_cast<int>(floor_div(period, 12));
      const int month = static_cast<int>(period - std::int64_t{year} * 12) + 1;
      const DayNumber first = day_number(year, month, 1);
      return {first, first + days_in_month(year, month) - 1};
    }
    default: {
      const int year = static_cast<int>(period);
      if (by_week()) {
        return {first_week_start(year, rule_.week_start), first_week_start(year + 1, rule_.week_start) - 1};
      }
      return {day_number(year, 1, 1), day_number(year, 12, 31)};
    }
  }
}

bool Expander::fits_ordinal(DayNumber day, int ordinal, DayNumber first, DayNumber last) const {
  if (ordinal > 0) return (day - first) / 7 + 1 == ordinal;
  return (last - day) / 7 + 1 == -ordinal;
}

bool Expander::fits_weekday(DayNumber day, const Date& date, const Span& span) const {
  const int weekday = weekday_of(day);
  for (const auto& entry : rule_.weekdays) {
    if (entry.weekday != weekday) continue;
    const bool in_month = rule_.frequency == Frequency::monthly ||
                          (rule_.frequency == Frequency::yearly && !rule_.months.empty());
    const bool in_year = rule_.frequency == Frequency::yearly && !in_month && rule_.weeks.empty();
    if (entry.ordinal == 0 || (!in_month && !in_year)) return true;
    if (in_year && fits_ordinal(day, entry.ordinal, span.first, span.last)) return true;
    if (in_month) {
      const DayNumber first = day - date.day + 1;
      if (fits_ordinal(day, entry.ordinal, first, first + days_in_month(date.year, date.month) - 1))
        return true;
    }
  }
  return false;
}

bool Expander::fits_day(DayNumber day, const Span& span) const {
  if (only_weekdays_) return fits_plain_weekday_[static_cast<std::size_t>(weekday_of(day))];
  const Date date = date_of(day);
  if (!rule_.months.empty() && !contains(rule_.months, date.month)) return false;
  if (by_week()) {
    const int week = static_cast<int>((day - span.first) / 7) + 1;
    const int weeks = static_cast<int>((span.last - span.first + 1) / 7);
    if (!contains_counted(rule_.weeks, week, weeks)) return false;
  }
  if (!rule_.year_days.empty()) {
    const int year_day = static_cast<int>(day - day_number(date.year, 1, 1)) + 1;
    if (!contains_counted(rule_.year_days, year_day, days_in_year(date.year))) return false;
  }
  if (!rule_.month_days.empty() &&
      !contains_counted(rule_.month_days, date.day, days_in_month(date.year, date.month))) {
    return false;
  }
  return rule_.weekdays.empty() || fits_weekday(day, date, span);
}

Expander::Flow Expander::emit(std::vector<LocalSeconds>& candidates, LocalSeconds from, LocalSeconds to,
                              const std::function<bool(LocalSeconds)>& visit) {
  const auto one = [&](LocalSeconds time) {
    if (time < start_) return Flow::go_on;
    if (time >= to || (rule_.until && time > *rule_.until)) return Flow::stop;
    if (rule_.count && ++counted_ > *rule_.count) return Flow::stop;
    return time < from || visit(time) ? Flow::go_on : Flow::stop;
  };
  steps_ -= static_cast<std::int64_t>(candidates.size());
  if (rule_.positions.empty()) {
    for (const LocalSeconds time : candidates) {
      if (one(time) == Flow::stop) return Flow::stop;
    }
    return Flow::go_on;
  }
  const int length = static_cast<int>(candidates.size());
  for (int i = 0; i < length; ++i) {
    if (!contains_counted(rule_.positions, i + 1, length)) continue;
    if (one(candidates[static_cast<std::size_t>(i)]) == Flow::stop) return Flow::stop;
  }
  return Flow::go_on;
}

Expander::Flow Expander::emit_period(const Span& span, LocalSeconds from, LocalSeconds to,
                                     const std::function<bool(LocalSeconds)>& visit) {
  candidates_.clear();
  for (DayNumber day = span.first; day <= span.last; ++day) {
    if (!every_day_ && !fits_day(day, span)) continue;
    if (static_cast<std::int64_t>(candidates_.size()) > steps_) return Flow::stop;
    for (const std::int64_t time : times_) candidates_.push_back(day * kDaySeconds + time);
  }
  return emit(candidates_, from, to, visit);
}

Expander::Flow Expander::run_days(LocalSeconds from, LocalSeconds to,
                                  const std::function<bool(LocalSeconds)>& visit) {
  const std::int64_t first = period_of(start_);
  std::int64_t period = first;
  if (!rule_.count) {
    // Without a count nothing before the window matters: jump there in one step.
    const std::int64_t wanted = period_of(std::max(from, start_)) - 1;
    if (wanted > first) period = first + (wanted - first) / rule_.interval * rule_.interval;
  }
  const LocalSeconds end = rule_.until ? std::min(to, *rule_.until + 1) : to;
  for (; steps_-- > 0; period += rule_.interval) {
    const Span span = span_of(period);
    if (span.first * kDaySeconds >= end) return Flow::stop;
    if (emit_period(span, from, to, visit) == Flow::stop) return Flow::stop;
  }
  return Flow::stop;
}

// Hours, minutes or seconds: each step is a period; days that do not fit are jumped over whole.
Expander::Flow Expander::run_times(LocalSeconds from, LocalSeconds to,
                                   const std::function<bool(LocalSeconds)>& visit) {
  const std::int64_t unit = rule_.frequency == Frequency::hourly     ? 3600
                            : rule_.frequency == Frequency::minutely ? 60
                                                                     : 1;
  const std::int64_t step = unit * rule_.interval;
  const LocalSeconds base = floor_div(start_, unit) * unit;
  LocalSeconds period = base;
  if (!rule_.count && from > base) period = base + (from - base) / step * step;
  const LocalSeconds end = rule_.until ? std::min(to, *rule_.until + 1) : to;
  const auto next_on_or_after = [&](LocalSeconds time) {
    return base + floor_div(time - base + step - 1, step) * step;
  };
  for (; period < end && steps_-- > 0; period += step) {
    const DayNumber day = floor_div(period, kDaySeconds);
    if (!fits_day(day, {day, day})) {
      period = next_on_or_after((day + 1) * kDaySeconds) - step;
      continue;
    }
    const std::int64_t time = period - day * kDaySeconds;
    if (!rule_.hours.empty() && !contains(rule_.hours, static_cast<int>(time / 3600))) {
      period = next_on_or_after(day * kDaySeconds + (time / 3600 + 1) * 3600) - step;
      continue;
    }
    candidates_.clear();
    if (unit == 1) {
      if (!rule_.minutes.empty() && !contains(rule_.minutes, static_cast<int>(time / 60 % 60))) {
        period = next_on_or_after(day * kDaySeconds + (time / 60 + 1) * 60) - step;
        continue;
      }
      if (!rule_.seconds.empty() && !contains(rule_.seconds, static_cast<int>(time % 60))) continue;
      candidates_.push_back(period);
    } else {
      const int start_minute = static_cast<int>(start_time_ / 60 % 60);
      const int start_second = static_cast<int>(start_time_ % 60);
      if (unit == 60 && !rule_.minutes.empty() && !contains(rule_.minutes, static_cast<int>(time / 60 % 60)))
        continue;
      const std::vector<int> minutes = unit == 60              ? std::vector<int>{0}
                                       : rule_.minutes.empty() ? std::vector<int>{start_minute}
                                                               : rule_.minutes;
      const std::vector<int> seconds = rule_.seconds.empty() ? std::vector<int>{start_second} : rule_.seconds;
      for (const int minute : minutes) {
        for (const int second : seconds) candidates_.push_back(period + minute * 60 + std::min(second, 59));
      }
      std::sort(candidates_.begin(), candidates_.end());
    }
    if (emit(candidates_, from, to, visit) == Flow::stop) return Flow::stop;
  }
  return Flow::stop;
}

void Expander::run(LocalSeconds from, LocalSeconds to, const std::function<bool(LocalSeconds)>& visit) {
  if (is_sub_daily()) {
    run_times(from, to, visit);
  } else {
    run_days(from, to, visit);
  }
}

}  // namespace

void expand(const RecurrenceRule& rule, LocalSeconds start, LocalSeconds from, LocalSeconds to,
            std::int64_t& steps, const std::function<bool(LocalSeconds)>& visit) {
  Expander(rule, start, steps).run(from, to, visit);
}

}  // namespace crier
