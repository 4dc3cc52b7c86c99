// SPDX-License-Identifier: Apache-2.0
#include "kiosk/look/metrics.hpp"

#include <gtest/gtest.h>

namespace crier {
namespace {

TEST(Metrics, takes_the_pitch_that_is_known) {
  const Metrics metrics = Metrics::of(2160, 3840, 0.317);  // 55 inches
  EXPECT_EQ(metrics.width, 2160);
  EXPECT_EQ(metrics.height, 3840);
  EXPECT_EQ(metrics.px(20), 63);
  EXPECT_NEAR(metrics.mm(63), 20, 0.5);
  EXPECT_NEAR(metrics.mm(3840), 1217, 1);
}

TEST(Metrics, takes_a_screen_of_no_known_pitch_for_21_5_inches) {
  for (const double unknown : {0.0, -1.0}) {
    const Metrics portrait = Metrics::of(1080, 1920, unknown);
    const Metrics landscape = Metrics::of(1920, 1080, unknown);
    EXPECT_NEAR(portrait.mm(1080), 268, 1e-9);
    EXPECT_NEAR(landscape.mm(1080), 268, 1e-9);
    EXPECT_TRUE(portrait.is_portrait());
    EXPECT_FALSE(landscape.is_portrait());
  }
  EXPECT_FALSE(Metrics::of(1000, 1000, 0).is_portrait());
}

TEST(Metrics, rounds_to_the_nearest_pixel) {
  Metrics metrics;
  metrics.px_per_mm = 4;
  EXPECT_EQ(metrics.px(0), 0);
  EXPECT_EQ(metrics.px(1.1), 4);
  EXPECT_EQ(metrics.px(1.13), 5);
  EXPECT_EQ(metrics.px(-1.13), -5);
  for (int pixels = 0; pixels < 3000; ++pixels) ASSERT_EQ(metrics.px(metrics.mm(pixels)), pixels);
}

}  // namespace
}  // namespace crier
