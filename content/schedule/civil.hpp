// SPDX-License-Identifier: Apache-2.0
// Dates as day numbers: plain integer arithmetic on the proleptic Gregorian calendar. Pure functions; any
// thread.
#pragma once

#include <chrono>
#include <cstdint>

namespace crier {

using DayNumber = std::int64_t;  // days since 1970-01-01

inline constexpr std::int64_t kDaySeconds = 86'400;

struct Date {
  int year = 1970;
  int month = 1;
  int day = 1;
};

constexpr DayNumber day_number(int year, int month, int day) {
  const std::chrono::year_month_day date{
      std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)}, std::chrono::day{1}};
  return std::chrono::sys_days{date}.time_since_epoch().count() + day - 1;
}

constexpr Date date_of(DayNumber number) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{number}}};
  return {int{date.year()}, static_cast<int>(unsigned{date.month()}), static_cast<int>(unsigned{date.day()})};
}

constexpr bool is_leap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}
constexpr int days_in_year(int year) {
  return is_leap(year) ? 366 : 365;
}

constexpr int days_in_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[month - 1];
}

// 0 Sunday to 6 Saturday.
constexpr int weekday_of(DayNumber number) {
  return static_cast<int>(((number % 7) + 11) % 7);
}

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

// The first day of week 1 of that year: the week, begun on `week_start`, that holds at least four days of it.
constexpr DayNumber first_week_start(int year, int week_start) {
  const DayNumber january_first = day_number(year, 1, 1);
  const int after_start = (weekday_of(january_first) - week_start + 7) % 7;
  return after_start <= 3 ? january_first - after_start : january_first + 7 - after_start;
}

}  // namespace crier
