// SPDX-License-Identifier: Apache-2.0
#include "player/stage/ticker_zone.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/player/stage/pages.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

TEST(TickerPace, takes_equal_steps_that_a_display_can_show) {
  struct Row {
    double speed;
    double rate;
    int pixels;
  };
  for (const Row& row : {Row{120, 60, 2}, Row{60, 60, 1}, Row{61, 60, 2}, Row{30, 60, 1}, Row{1, 60, 1},
                         Row{90.5, 30, 4}, Row{119.88, 59.94, 2}, Row{1000, 25, 40}}) {
    const TickerPace pace(row.speed, row.rate);
    EXPECT_EQ(pace.pixels_per_step(), row.pixels) << row.speed << " at " << row.rate;
    const double nominal = row.pixels / row.speed * 1e9;
    const std::int64_t first = pace.step_at(kNine);
    for (std::int64_t step = first; step < first + 1000; ++step) {
      const auto length = double((pace.begin_of(step + 1) - pace.begin_of(step)).count());
      ASSERT_NEAR(length, nominal, 1.0) << row.speed;
      ASSERT_GE(length, 1e9 / row.rate - 1.0) << "more steps than the display shows";
    }
  }
}

TEST(TickerPace, begins_each_step_exactly_where_it_says) {
  for (const double speed : {120.0, 90.5, 33.333, 0.001, 4000.0}) {
    const TickerPace pace(speed, 60);
    const std::int64_t first = pace.step_at(kNine);
    for (std::int64_t step = first; step < first + 500; ++step) {
      const WallTime begin = pace.begin_of(step);
      ASSERT_EQ(pace.step_at(begin), step) << speed;
      ASSERT_EQ(pace.step_at(begin - 1ns), step - 1) << speed;
    }
  }
}

TEST(TickerPace, does_not_drift_in_a_year) {
  const TickerPace pace(120, 60);
  const auto year = std::chrono::hours{24 * 365};
  const std::int64_t steps = pace.step_at(kNine + year) - pace.step_at(kNine);
  EXPECT_EQ(steps, std::int64_t{60} * 86'400 * 365);
  EXPECT_EQ(pace.begin_of(pace.step_at(kNine) + steps), pace.begin_of(pace.step_at(kNine)) + year);
}

class Ticker : public testing::Test {
 protected:
  static constexpr Rectangle kArea{4, 2, 50, 6};
  static constexpr int kWidth = 60;
  static constexpr int kHeight = 10;

  // Strips of two tiles; the second strip comes in at kNine + 1 s.
  void start() {
    auto feed = std::make_unique<PageFeed>(
        artist_,
        [](WallTime time) {
          if (time < kNine + 1s)
            return page(tiles(columns(40, 6, 1000), columns(37, 6, 1040)), WallTime::min(), kNine + 1s);
          return page(tiles(columns(64, 6, 5000), columns(9, 6, 5064)), kNine + 1s, WallTime::max());
        },
        kNine);
    zone_.emplace(std::move(feed), kArea, 0x0b1a33, TickerPace(60, 60), 1000);
    artist_.begin();
    zone_->wait();
  }

  // The zone's columns at that time. Everything else must be untouched.
  std::vector<Rgb> columns_at(WallTime time) {
    if (zone_->certain_until() <= time) zone_->wait();
    zone_->pull(time);
    damage_.clear();
    zone_->advance(time, damage_);
    const std::vector<Rgb> pixels = drawn(*zone_, kWidth, kHeight);
    for (int y = 0; y < kHeight; ++y) {
      for (int x = 0; x < kWidth; ++x) {
        const bool is_inside = kArea.contains({x, y, 1, 1});
        EXPECT_EQ(is_inside, pixels[static_cast<std::size_t>(y * kWidth + x)] != 0) << x << "," << y;
      }
    }
    const auto first = pixels.begin() + kArea.y * kWidth + kArea.x;
    return {first, first + kArea.width};
  }

  std::optional<TickerZone> zone_;
  std::vector<Rectangle> damage_;
  Artist artist_;  // last: stops drawing before the zone goes
};

TEST_F(Ticker, wraps_without_a_seam_and_moves_a_pixel_a_step) {
  start();
  const TickerPace pace(60, 60);
  std::vector<Rgb> before;
  for (std::int64_t step = pace.step_at(kNine); step < pace.step_at(kNine) + 50; ++step) {
    const std::vector<Rgb> now = columns_at(pace.begin_of(step));
    ASSERT_EQ(damage_, std::vector<Rectangle>{kArea});
    for (std::size_t x = 1; x < now.size(); ++x)
      ASSERT_EQ(now[x], now[x - 1] == 1076 ? 1000 : now[x - 1] + 1) << x;
    ASSERT_TRUE(before.empty() || std::equal(now.begin(), now.end() - 1, before.begin() + 1));
    before = now;
  }
}

TEST_F(Ticker, draws_nothing_between_two_steps) {
  start();
  const TickerPace pace(60, 60);
  const WallTime begin = pace.begin_of(pace.step_at(kNine) + 5);
  const std::vector<Rgb> now = columns_at(begin);
  EXPECT_EQ(zone_->next_change(), pace.begin_of(pace.step_at(begin) + 1));
  EXPECT_EQ(columns_at(*zone_->next_change() - 1ns), now);
  EXPECT_TRUE(damage_.empty());
}

TEST_F(Ticker, a_new_strip_comes_in_from_the_right_and_nothing_jumps) {
  start();
  const TickerPace pace(60, 60);
  const std::int64_t change = pace.step_at(kNine + 1s);
  std::vector<Rgb> before;
  for (std::int64_t step = change - 10; step < change + 150; ++step) {
    const std::vector<Rgb> now = columns_at(pace.begin_of(step));
    ASSERT_TRUE(before.empty() || std::equal(now.begin(), now.end() - 1, before.begin() + 1)) << step;
    if (step > change) {
      const auto moved = static_cast<std::size_t>(std::min<std::int64_t>(step - change, kArea.width));
      for (std::size_t x = 0; x < now.size(); ++x)
        ASSERT_EQ(now[x] >= 5000, x >= now.size() - moved) << x << " at " << step - change;
    }
    before = now;
  }
}

TEST_F(Ticker, stands_where_the_time_says_however_it_came_there) {
  start();
  const std::vector<Rgb> slowly = columns_at(kNine + 300ms);
  columns_at(kNine + 400ms);
  const std::vector<Rgb> later = columns_at(kNine + 500ms);
  EXPECT_NE(slowly, later);
  zone_->relock(kNine + 300ms);
  zone_->wait();
  EXPECT_EQ(columns_at(kNine + 300ms), slowly);
}

}  // namespace
}  // namespace crier
