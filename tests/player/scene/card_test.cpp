// SPDX-License-Identifier: Apache-2.0
#include "player/scene/card.hpp"

#include <gtest/gtest.h>

namespace crier {
namespace {

TEST(Card, ShowsTheNameOnAGroundThatIsNeverBlack) {
  Picture card = draw_card(960, 540, {"示例区互联网普法办公室", "Sample District Office"});
  ASSERT_TRUE(card);
  const Plane plane = card.planes()[0];
  int brightest = 0;
  for (int y = 0; y < 540; ++y) {
    for (int x = 0; x < 960; ++x) {
      const std::uint8_t* const pixel = plane.data + y * plane.stride + x * 4;
      ASSERT_GT(pixel[0] + pixel[1] + pixel[2], 30) << x << "," << y;
      brightest = std::max<int>(brightest, pixel[1]);
    }
  }
  EXPECT_GT(brightest, 200);
}

TEST(Card, TakesAnySizeAndNoName) {
  EXPECT_TRUE(draw_card(1080, 1920, {"示例区互联网普法办公室"}));
  EXPECT_TRUE(draw_card(16, 16, {}));
}

}  // namespace
}  // namespace crier
