// SPDX-License-Identifier: Apache-2.0
#include "content/schedule/zone.hpp"

#include <gtest/gtest.h>

#include "content/schedule/civil.hpp"

namespace crier {
namespace {

LocalSeconds local(int year, int month, int day, int hour, int minute = 0) {
  return day_number(year, month, day) * kDaySeconds + hour * 3600 + minute * 60;
}

TEST(Zone, ReadsAGapWithTheOffsetBeforeIt) {
  const auto zone = Zone::find("America/New_York");
  ASSERT_TRUE(zone);
  EXPECT_EQ(zone->to_utc(local(2026, 3, 8, 2, 30)), local(2026, 3, 8, 7, 30));
  EXPECT_EQ(zone->to_local(zone->to_utc(local(2026, 3, 8, 2, 30))), local(2026, 3, 8, 3, 30));
}

TEST(Zone, ReadsAnOverlapAsTheFirst) {
  const auto zone = Zone::find("America/New_York");
  ASSERT_TRUE(zone);
  EXPECT_EQ(zone->to_utc(local(2026, 11, 1, 1, 30)), local(2026, 11, 1, 5, 30));
  EXPECT_EQ(zone->to_utc(local(2026, 11, 1, 2, 0)), local(2026, 11, 1, 7, 0));
}

TEST(Zone, KnowsShanghaisSummerTimeOf1990AndNoneToday) {
  const auto zone = Zone::find("Asia/Shanghai");
  ASSERT_TRUE(zone);
  EXPECT_EQ(zone->offset_at(local(1990, 7, 1, 0)), 9 * 3600);
  EXPECT_EQ(zone->offset_at(local(2026, 7, 1, 0)), 8 * 3600);
}

TEST(Zone, GoesOnAfterThePublishedYears) {
  const auto zone = Zone::find("Europe/Berlin");
  ASSERT_TRUE(zone);
  EXPECT_EQ(zone->offset_at(local(2050, 7, 1, 12)), 2 * 3600);
  EXPECT_EQ(zone->offset_at(local(2050, 1, 1, 12)), 3600);
  EXPECT_EQ(zone->offset_at(local(2080, 7, 1, 12)), 2 * 3600);
}

TEST(Zone, SteadyStretchesAgreeWithEachConversion) {
  const auto zone = Zone::find("Australia/Lord_Howe");
  ASSERT_TRUE(zone);
  for (LocalSeconds time = local(2025, 1, 1, 0); time < local(2027, 1, 1, 0); time += 3 * 3600 + 11) {
    const Zone::Steady steady = zone->steady_around(time);
    if (steady.from == steady.to) continue;
    EXPECT_EQ(time - steady.offset, zone->to_utc(time));
  }
}

TEST(Zone, UnknownNamesAreRefused) {
  for (const char* name : {"", "Mars/Olympus", "asia/shanghai ", "../etc/passwd"})
    EXPECT_FALSE(Zone::find(name)) << name;
}

}  // namespace
}  // namespace crier
