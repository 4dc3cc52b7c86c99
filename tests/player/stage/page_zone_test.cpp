// SPDX-License-Identifier: Apache-2.0
#include "player/stage/page_zone.hpp"

#include <gtest/gtest.h>

#include "tests/player/stage/pages.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

class Pages : public testing::Test {
 protected:
  static constexpr Rectangle kArea{2, 2, 20, 10};

  // A page a second, each with a colour of its own, for three seconds; then nothing.
  void start(std::optional<Rgb> ground, int width = 20, int height = 10) {
    auto feed = std::make_unique<PageFeed>(
        artist_,
        [width, height](WallTime time) {
          const std::int64_t second = std::chrono::floor<std::chrono::seconds>(time - kNine).count();
          if (second >= 3) return page({}, kNine + 3s, WallTime::max());
          return page(tiles(even(width, height, static_cast<Rgb>(0x101010 * (second + 1)))),
                      kNine + std::chrono::seconds{second}, kNine + std::chrono::seconds{second + 1});
        },
        kNine);
    zone_.emplace(std::move(feed), kArea, ground, 1000);
    artist_.begin();
    zone_->wait();
  }

  bool advance(WallTime time) {
    std::vector<Rectangle> damage;
    zone_->advance(time, damage);
    EXPECT_TRUE(damage.empty() || damage == std::vector<Rectangle>{kArea});
    return !damage.empty();
  }
  Rgb pixel(int x, int y) const { return drawn(*zone_, 24, 14)[static_cast<std::size_t>(y * 24 + x)]; }

  std::optional<PageZone> zone_;
  Artist artist_;  // last: stops drawing before the zone goes
};

TEST_F(Pages, follow_each_other_at_their_moments) {
  start(std::nullopt);
  for (int second = 0; second < 3; ++second) {
    const WallTime begins = kNine + std::chrono::seconds{second};
    EXPECT_EQ(zone_->next_change(), begins);
    EXPECT_EQ(zone_->certain_until(), begins);
    EXPECT_FALSE(advance(begins - 1ns));
    EXPECT_TRUE(advance(begins));
    EXPECT_FALSE(advance(begins + 500ms)) << "a page that stays costs nothing";
    EXPECT_EQ(zone_->certain_until(), begins + 1s);
    EXPECT_EQ(pixel(5, 5), static_cast<Rgb>(0x101010 * (second + 1)));
    EXPECT_EQ(pixel(1, 5), 0U) << "outside";
    zone_->wait();
  }
  EXPECT_TRUE(advance(kNine + 3s));
  EXPECT_EQ(pixel(5, 5), 0U) << "nothing to show";
  EXPECT_EQ(zone_->next_change(), std::nullopt);
  EXPECT_EQ(zone_->certain_until(), WallTime::max());
}

TEST_F(Pages, that_are_smaller_than_their_zone_stand_in_its_middle_as_they_are) {
  start(0x334455, 10, 4);
  EXPECT_TRUE(advance(kNine));
  EXPECT_EQ(pixel(3, 3), 0x334455U);
  EXPECT_EQ(pixel(7, 5), 0x101010U);
  EXPECT_EQ(pixel(16, 8), 0x101010U);
  EXPECT_EQ(pixel(17, 8), 0x334455U);
  EXPECT_EQ(pixel(16, 9), 0x334455U);
}

TEST_F(Pages, find_their_place_anew_after_a_step_of_the_clock) {
  start(std::nullopt);
  EXPECT_TRUE(advance(kNine));
  zone_->relock(kNine + 2500ms);
  zone_->wait();
  EXPECT_TRUE(advance(kNine + 2500ms));
  EXPECT_EQ(pixel(5, 5), 0x303030U);
}

}  // namespace
}  // namespace crier
