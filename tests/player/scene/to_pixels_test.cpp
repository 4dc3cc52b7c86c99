// SPDX-License-Identifier: Apache-2.0
// Rectangles and parts of a screen in pixels.
#include <gtest/gtest.h>

#include "player/scene/geometry.hpp"

namespace crier {
namespace {

TEST(ToPixels, neighbours_share_an_edge_on_an_even_pixel) {
  for (const auto& [width, height] :
       {std::pair(1920, 1080), std::pair(1366, 768), std::pair(641, 359), std::pair(17, 16)}) {
    for (int part = 1; part < 100; ++part) {
      const double cut = part / 100.0;
      const Rectangle left = to_pixels({0, 0, cut, 1}, width, height);
      const Rectangle right = to_pixels({cut, 0, 1 - cut, 1}, width, height);
      EXPECT_EQ(left.right(), right.x) << cut << " of " << width;
      EXPECT_EQ(right.right(), width);
      EXPECT_TRUE(left.right() % 2 == 0 || left.right() == width) << cut << " of " << width;
      const Rectangle above = to_pixels({0, 0, 1, cut}, width, height);
      const Rectangle below = to_pixels({0, cut, 1, 1 - cut}, width, height);
      EXPECT_EQ(above.bottom(), below.y);
      EXPECT_EQ(below.bottom(), height);
      EXPECT_TRUE(above.bottom() % 2 == 0 || above.bottom() == height);
    }
  }
}

TEST(ToPixels, the_whole_is_the_screen_and_nothing_reaches_beyond) {
  EXPECT_EQ(to_pixels({}, 1921, 1081), (Rectangle{0, 0, 1921, 1081}));
  EXPECT_EQ(to_pixels({0.25, 0.5, 0.5, 0.25}, 640, 360), (Rectangle{160, 180, 320, 90}));
  EXPECT_TRUE(to_pixels({0.5, 0.5, 0.0001, 0.2}, 640, 360).empty());
  EXPECT_TRUE((Rectangle{0, 0, 101, 57}.contains(to_pixels({0.1, 0.7, 0.9, 0.3}, 101, 57))));
}

TEST(Rectangles, meet_or_do_not) {
  const Rectangle a{0, 0, 10, 10};
  EXPECT_EQ(intersection(a, {5, 6, 10, 10}), (Rectangle{5, 6, 5, 4}));
  EXPECT_TRUE(intersection(a, {10, 0, 5, 5}).empty()) << "they touch";
  EXPECT_TRUE(intersection(a, {}).empty());
  EXPECT_EQ(bounding_box(a, {20, 5, 1, 1}), (Rectangle{0, 0, 21, 10}));
  EXPECT_EQ(bounding_box(a, {}), a);
  EXPECT_EQ(bounding_box({}, a), a);
}

}  // namespace
}  // namespace crier
