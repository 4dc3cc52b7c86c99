// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "content/workdays/work_calendar_file.hpp"

namespace crier {
namespace {

using std::chrono::sys_days;

sys_days day(int month, int number, int year = 2026) {
  return sys_days{std::chrono::year{year} / month / number};
}

constexpr const char* kCalendar = R"(
[[year]]
year = 2026
holidays = ["2026-01-01/2026-01-03", "2026-02-16/2026-02-22", "2026-10-01/2026-10-07", "2026-04-06"]
workdays = ["2026-01-04", "2026-02-14", "2026-02-28", "2026-10-10"]
)";

WorkCalendar calendar() {
  Diagnostics diagnostics;
  WorkCalendar read = parse_work_calendar(kCalendar, "forms/workdays.toml", diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  return read;
}

TEST(WorkCalendar, knows_weekends_holidays_and_make_up_days) {
  const struct {
    sys_days day;
    bool is_worked;
  } rows[] = {
      {day(1, 1), false},   // a holiday on a Thursday
      {day(1, 3), false},   // a holiday on a Saturday
      {day(1, 4), true},    // a Sunday that is worked
      {day(1, 5), true},    // a Monday
      {day(1, 10), false},  // a Saturday
      {day(2, 14), true},   // a Saturday that is worked
      {day(2, 15), false},  // a Sunday
      {day(2, 16), false}, {day(2, 22), false}, {day(2, 23), true},  {day(4, 6), false},
      {day(10, 7), false}, {day(10, 8), true},  {day(10, 10), true}, {day(10, 11), false},
  };
  const WorkCalendar known = calendar();
  for (const auto& row : rows)
    EXPECT_EQ(known.is_workday(row.day), row.is_worked) << row.day.time_since_epoch().count();
}

TEST(WorkCalendar, counts_limits_from_the_day_after) {
  const struct {
    sys_days from;
    int workdays;
    sys_days last;
  } rows[] = {
      {day(11, 24), 0, day(11, 24)},      {day(11, 24), 1, day(11, 25)},
      {day(11, 24), 7, day(12, 3)},       {day(11, 27), 1, day(11, 30)},  // over a weekend
      {day(2, 13), 1, day(2, 14)},                                        // the Saturday is worked
      {day(2, 13), 2, day(2, 23)},                                        // over the festival
      {day(2, 13), 7, day(2, 28)},                                        // and the Saturday after it
      {day(9, 30), 3, day(10, 10)},                                       // 8, 9 and the worked Saturday
      {day(12, 31), 7, day(1, 11, 2027)},  // into a year that nobody wrote down
  };
  const WorkCalendar known = calendar();
  for (const auto& row : rows) {
    EXPECT_EQ(known.after(row.from, row.workdays), row.last) << row.workdays;
    EXPECT_EQ(known.between(row.from, row.last), row.workdays);
  }
  EXPECT_EQ(known.between(day(11, 24), day(11, 20)), 0);
  EXPECT_TRUE(known.knows(day(12, 31)));
  EXPECT_FALSE(known.knows(day(1, 1, 2027)));
}

TEST(WorkCalendar, an_office_without_a_file_has_weekends) {
  Diagnostics diagnostics;
  const WorkCalendar none = read_work_calendar("no such workspace", diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  EXPECT_EQ(none.after(day(1, 1), 1), day(1, 2));
}

TEST(WorkCalendar, names_each_mistake_with_its_line) {
  const struct {
    const char* text;
    int line;
    const char* what;
  } rows[] = {
      {"[[year]]\nyear = 2026\nholidays = [\"2026-02-30\"]", 3, "no day"},
      {"[[year]]\nyear = 2026\nholidays = [\"2026-01-03/2026-01-01\"]", 3, "no day"},
      {"[[year]]\nyear = 2026\nholidays = [\"2026-01-01/2026-12-31\"]", 3, "no day"},
      {"[[year]]\nyear = 2026\nholidays = [\"2026-01-01T10:00\"]", 3, "no day"},
      {"[[year]]\nyear = 2026\nholidays = [\"2025-01-01\"]", 3, "not in the year"},
      {"[[year]]\nyear = 2026\nworkdays = [\"2026-01-05\"]", 3, "no day of a weekend"},
      {"[[year]]\nyear = 2026\nholidays = [\"2026-01-04\"]\nworkdays = [\"2026-01-04\"]", 4,
       "holiday as well"},
      {"[[year]]\nyear = 2026\n[[year]]\nyear = 2026", 4, "twice"},
      {"[[year]]\nholidays = []", 1, "does not say its year"},
      {"[[year]]\nyear = 1926", 2, ""},
      {"[[year]]\nyear = 2026\nholiday = []", 3, ""},
      {"[[years]]\nyear = 2026", 1, ""},
      {"year", 1, ""},
  };
  for (const auto& row : rows) {
    Diagnostics diagnostics;
    parse_work_calendar(row.text, "w.toml", diagnostics);
    ASSERT_EQ(diagnostics.size(), 1U) << row.text;
    EXPECT_EQ(diagnostics.front().line, row.line) << row.text;
    EXPECT_NE(diagnostics.front().what.find(row.what), std::string::npos) << diagnostics.front().what;
    EXPECT_FALSE(diagnostics.front().remedy.empty());
  }
}

}  // namespace
}  // namespace crier
