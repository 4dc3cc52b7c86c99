// SPDX-License-Identifier: Apache-2.0
#include "config/time_text.hpp"

#include <gtest/gtest.h>

namespace crier {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

TEST(Duration, IsReadInEveryUnitAndInSums) {
  const std::pair<const char*, Nanoseconds> rows[] = {
      {"90s", seconds{90}}, {"5m", minutes{5}},
      {"1h", hours{1}},     {"250ms", milliseconds{250}},
      {"2d", hours{48}},    {"1h30m", minutes{90}},
      {"0s", seconds{0}},   {"1d2h3m4s5ms", hours{26} + minutes{3} + seconds{4} + milliseconds{5}}};
  for (const auto& [text, expected] : rows) {
    const auto duration = parse_duration(text);
    ASSERT_TRUE(duration) << text;
    EXPECT_EQ(*duration, expected) << text;
    EXPECT_EQ(*parse_duration(format_duration(expected)), expected) << text;
  }
}

TEST(Duration, RefusesWhatIsNone) {
  for (const char* text : {"", "s", "5", "-5s", "5 s", "5x", "5s1h", "1.5h", "5S", "99999999999999999999s",
                           "1e3s", "9999999d"}) {
    const auto duration = parse_duration(text);
    ASSERT_FALSE(duration) << text;
    EXPECT_EQ(duration.error().code, ErrorCode::invalid_argument);
  }
}

TEST(TimeOfDay, IsReadOrRefused) {
  EXPECT_EQ(*parse_time_of_day("00:00"), minutes{0});
  EXPECT_EQ(*parse_time_of_day("06:30"), minutes{390});
  EXPECT_EQ(*parse_time_of_day("24:00"), minutes{1440});
  for (const char* text :
       {"", "6:30", "24:01", "25:00", "06:60", "06-30", "06:30:00", "06:3", "06:30 ", "noon"}) {
    EXPECT_FALSE(parse_time_of_day(text)) << text;
  }
}

TEST(Time, IsReadWithAndWithoutOffset) {
  const auto plain = parse_time("2026-11-24T08:30:00");
  ASSERT_TRUE(plain);
  EXPECT_FALSE(plain->offset);
  const auto east = parse_time("2026-11-24 08:30:15.250+08:00");
  ASSERT_TRUE(east);
  EXPECT_EQ(*east->offset, minutes{480});
  EXPECT_EQ(east->local - plain->local, seconds{15} + milliseconds{250});
  EXPECT_EQ(*parse_time("2026-11-24t00:00:00z")->offset, minutes{0});
  EXPECT_EQ(*parse_time("2026-11-24T00:00-03:30")->offset, minutes{-210});
  EXPECT_EQ(parse_time("2026-11-24")->local, parse_time("2026-11-24T00:00")->local);
  EXPECT_TRUE(parse_time("2028-02-29"));
  EXPECT_TRUE(parse_time("2016-12-31T23:59:60Z"));
}

TEST(Time, RefusesWhatDoesNotExist) {
  for (const char* text : {"", "2026", "2026-13-01", "2026-02-29", "2026-11-24T24:00:00", "2026-11-24T08:60",
                           "2026-11-24T08:30:00+25:00", "2026-11-24T08:30:00 Z", "24.11.2026",
                           "2026-11-24T8:30", "2026-11-24T08:30:"}) {
    EXPECT_FALSE(parse_time(text)) << text;
  }
}

TEST(Time, IsWrittenWithItsOffset) {
  const WallTime time = std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + minutes{30};
  EXPECT_EQ(format_time(time, hours{8}), "2026-11-24T08:30:00+08:00");
  EXPECT_EQ(format_time(time + milliseconds{1500}, -minutes{210}), "2026-11-23T21:00:01.5-03:30");
}

}  // namespace
}  // namespace crier
