// SPDX-License-Identifier: Apache-2.0
#include "kiosk/glass/dissolve.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace crier {
namespace {

using std::chrono::milliseconds;

constexpr int kCanvasWidth = 8;
constexpr int kCanvasHeight = 6;
constexpr int kCanvasStride = kCanvasWidth * 4 + 12;
constexpr Rectangle kPart{2, 1, 5, 4};

class DissolveTest : public testing::Test {
 protected:
  // A white panel that a black one takes the place of inside kPart.
  void begin() {
    std::ranges::fill(pixels_, 255);
    dissolve_.leave(pixels_.data(), kCanvasStride, kCanvasWidth, kCanvasHeight);
    for (int y = kPart.y; y < kPart.bottom(); ++y)
      for (int x = kPart.x * 4; x < kPart.right() * 4; ++x) at(x, y) = 0;
    dissolve_.enter(pixels_.data(), kCanvasStride, kPart, kNow);
  }
  std::uint8_t& at(int byte, int y) { return pixels_[static_cast<std::size_t>(y * kCanvasStride + byte)]; }
  int shade() { return at(kPart.x * 4, kPart.y); }
  bool is_even() {
    for (int y = 0; y < kCanvasHeight; ++y)
      for (int x = 0; x < kCanvasWidth * 4; ++x)
        if (at(x, y) != (kPart.contains(Rectangle{x / 4, y, 1, 1}) ? shade() : 255)) return false;
    return true;
  }
  Rectangle step(milliseconds after) { return dissolve_.step(pixels_.data(), kCanvasStride, kNow + after); }

  static constexpr MonotonicTime kNow{std::chrono::seconds{1'000}};
  std::vector<std::uint8_t> pixels_ = std::vector<std::uint8_t>(kCanvasStride * kCanvasHeight);
  Dissolve dissolve_;
};

TEST_F(DissolveTest, answers_at_once_and_ends_with_the_next_panel_whole) {
  begin();
  int before = shade();
  EXPECT_LT(before, 200) << "a touch must be seen to do something";
  EXPECT_GT(before, 0);
  for (int after = 16; after < 160; after += 16) {
    EXPECT_EQ(step(milliseconds{after}), kPart);
    EXPECT_LT(shade(), before);
    EXPECT_TRUE(is_even()) << "what does not differ stays";
    before = shade();
  }
  EXPECT_TRUE(dissolve_.is_running());
  EXPECT_EQ(step(kDissolveTime / milliseconds{1} * milliseconds{1}), kPart);
  EXPECT_FALSE(dissolve_.is_running());
  EXPECT_EQ(shade(), 0);
  EXPECT_TRUE(is_even());
}

TEST_F(DissolveTest, lets_time_pass_between_its_steps) {
  begin();
  EXPECT_EQ(dissolve_.next_step(), kNow + kDissolveStep);
  step(milliseconds{40});
  EXPECT_EQ(dissolve_.next_step(), kNow + milliseconds{40} + kDissolveStep);
}

TEST_F(DissolveTest, is_cut_short_by_what_comes_next) {
  begin();
  EXPECT_EQ(dissolve_.settle(pixels_.data(), kCanvasStride), kPart);
  EXPECT_EQ(shade(), 0);
  EXPECT_FALSE(dissolve_.is_running());
  EXPECT_TRUE(dissolve_.settle(pixels_.data(), kCanvasStride).empty());
}

TEST_F(DissolveTest, leaves_from_what_is_seen_where_one_follows_another) {
  begin();
  const int seen = shade();
  EXPECT_EQ(dissolve_.leave(pixels_.data(), kCanvasStride, kCanvasWidth, kCanvasHeight), kPart);
  EXPECT_EQ(shade(), 0);
  std::ranges::fill(pixels_, 255);
  dissolve_.enter(pixels_.data(), kCanvasStride, kPart, kNow);
  EXPECT_GT(shade(), seen);
  EXPECT_LT(shade(), 255);
}

}  // namespace
}  // namespace crier
