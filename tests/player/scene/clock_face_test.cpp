// SPDX-License-Identifier: Apache-2.0
#include "player/scene/clock_face.hpp"

#include <gtest/gtest.h>

#include <cstring>

#include "tests/player/golden.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

constexpr WallTime kMorning{std::chrono::sys_days{2026y / 11 / 24} + 35min};  // 08:35 in Shanghai

bool is_same(const Picture& one, const Picture& other) {
  const Plane a = one.planes()[0];
  const Plane b = other.planes()[0];
  for (int y = 0; y < one.shape().height; ++y) {
    if (std::memcmp(a.data + std::ptrdiff_t{y} * a.stride, b.data + std::ptrdiff_t{y} * b.stride,
                    static_cast<std::size_t>(one.shape().width) * 4) != 0)
      return false;
  }
  return true;
}

TEST(ClockFace, looks_as_it_should) {
  const SheetStyle style = house_style(360);
  EXPECT_TRUE(matches_golden(draw_clock(kMorning, 8h, {"zh"}, 240, 160, style), "clock-zh"));
  EXPECT_TRUE(matches_golden(draw_clock(kMorning, 8h, {"en"}, 240, 160, style), "clock-en"));
  EXPECT_TRUE(matches_golden(draw_clock(kMorning, 8h, {"zh", "en"}, 400, 72, style), "clock-low-zh-en"));
  EXPECT_TRUE(matches_golden(draw_clock(kMorning, 8h, {"zh", "en"}, 120, 200, style), "clock-high-zh-en"));
  ZoneLayout zone;
  zone.kind = ZoneKind::clock;
  EXPECT_TRUE(matches_golden(draw_clock(kMorning, 8h, {"zh"}, 240, 160, style_of(zone, 360)),
                             "clock-see-through-zh"));
}

TEST(ClockFace, changes_with_the_minute_and_not_before) {
  const SheetStyle style = house_style(360);
  const auto at = [&style](WallTime time) { return draw_clock(time, 8h, {"zh"}, 240, 160, style); };
  EXPECT_TRUE(is_same(at(kMorning), at(kMorning + 59s)));
  EXPECT_FALSE(is_same(at(kMorning), at(kMorning + 60s)));
  struct Row {
    WallTime time;
    WallTime next;
  };
  const Row rows[] = {{kMorning, kMorning + 1min},
                      {kMorning + 1ns, kMorning + 1min},
                      {kMorning + 1min - 1ns, kMorning + 1min},
                      {WallTime{-1s}, WallTime{0s}}};
  for (const Row& row : rows) EXPECT_EQ(next_clock_change(row.time), row.next);
}

TEST(ClockFace, the_offset_turns_the_day) {
  const SheetStyle style = house_style(360);
  const WallTime evening{std::chrono::sys_days{2026y / 11 / 23} + 17h};
  EXPECT_TRUE(is_same(draw_clock(evening, 8h, {"zh"}, 240, 160, style),
                      draw_clock(evening + 8h, 0s, {"zh"}, 240, 160, style)));
}

TEST(ClockFace, any_zone_and_no_language) {
  for (const auto& [width, height] : {std::pair{1, 1}, {1000, 8}, {8, 1000}})
    EXPECT_EQ(draw_clock(kMorning, 8h, {}, width, height, house_style(360)).shape().width, width);
}

}  // namespace
}  // namespace crier
