// SPDX-License-Identifier: Apache-2.0
#include "player/scene/ticker_strip.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "tests/player/golden.hpp"
#include "tests/player/scene/samples.hpp"

namespace crier {
namespace {

std::vector<TickerEntry> entries(const std::vector<std::string>& languages) {
  return {ticker_entry(samples::refutation(), languages), ticker_entry(samples::long_notice(), languages)};
}

// All tiles side by side.
Picture joined(const TickerStrip& strip) {
  const int height = strip.tiles.front().shape().height;
  Picture whole = Picture::blank(strip.width, height);
  int x = 0;
  for (const Picture& tile : strip.tiles) {
    for (int y = 0; y < height; ++y)
      std::memcpy(
          whole.writable_pixels() + std::ptrdiff_t{y} * whole.writable_stride() + std::ptrdiff_t{x} * 4,
          tile.planes()[0].data + std::ptrdiff_t{y} * tile.planes()[0].stride,
          static_cast<std::size_t>(tile.shape().width) * 4);
    x += tile.shape().width;
  }
  EXPECT_EQ(x, strip.width);
  return whole;
}

const std::uint8_t* pixel(const Picture& picture, int x, int y) {
  return picture.planes()[0].data + std::ptrdiff_t{y} * picture.planes()[0].stride + std::ptrdiff_t{x} * 4;
}

TEST(TickerStrip, looks_as_it_should) {
  const SheetStyle style = house_style(360);
  EXPECT_TRUE(matches_golden(joined(make_ticker_strip(entries({"zh"}), 36, 0, style)), "ticker-zh"));
  EXPECT_TRUE(matches_golden(joined(make_ticker_strip(entries({"en"}), 36, 0, style)), "ticker-en"));
  EXPECT_TRUE(matches_golden(joined(make_ticker_strip(entries({"zh", "en"}), 36, 0, style)), "ticker-zh-en"));
}

TEST(TickerStrip, tiles_are_joined_without_a_seam) {
  const SheetStyle style = house_style(360);
  const Picture whole = joined(make_ticker_strip(entries({"zh", "en"}), 40, 0, style));
  for (const int tile_width : {64, 101, 500}) {
    const TickerStrip strip = make_ticker_strip(entries({"zh", "en"}), 40, 0, style, tile_width);
    EXPECT_GT(strip.tiles.size(), 1U);
    const Picture tiled = joined(strip);
    ASSERT_EQ(tiled.shape().width, whole.shape().width);
    // Cairo rounds the edge of a shape that a tile cuts its own way: by a level or two that nobody sees.
    int most = 0;
    for (int y = 0; y < 40; ++y)
      for (int x = 0; x < strip.width * 4; ++x)
        most = std::max(most, std::abs(pixel(tiled, 0, y)[x] - pixel(whole, 0, y)[x]));
    EXPECT_LE(most, 2) << tile_width;
  }
}

TEST(TickerStrip, its_end_goes_on_with_its_beginning) {
  const TickerStrip strip = make_ticker_strip(entries({"zh"}), 40, 0, house_style(360));
  const Picture whole = joined(strip);
  // Only ground stands at the end, the same as between any two entries.
  for (int x = strip.width - 10; x < strip.width; ++x)
    for (int y = 0; y < 40; ++y)
      ASSERT_EQ(std::memcmp(pixel(whole, x, y), pixel(whole, strip.width - 1, y), 4), 0) << x << "," << y;
}

TEST(TickerStrip, is_opaque_even_where_the_style_is_not) {
  SheetStyle style = house_style(360);
  style.ground.reset();
  const Picture whole = joined(make_ticker_strip(entries({"zh", "en"}), 40, 0, style));
  for (int y = 0; y < 40; ++y)
    for (int x = 0; x < whole.shape().width; ++x) ASSERT_EQ(pixel(whole, x, y)[3], 255);
}

TEST(TickerStrip, fills_the_zone_so_that_nothing_is_seen_twice) {
  const SheetStyle style = house_style(360);
  const int own = make_ticker_strip(entries({"zh"}), 36, 0, style).width;
  EXPECT_EQ(make_ticker_strip(entries({"zh"}), 36, own + 777, style).width, own + 777);
  EXPECT_EQ(make_ticker_strip(entries({"zh"}), 36, own - 1, style).width, own);
  EXPECT_EQ(make_ticker_strip({}, 36, 640, style).width, 640);
  EXPECT_EQ(make_ticker_strip({}, 1, 0, style).width, 1);
}

TEST(TickerStrip, is_bounded) {
  const std::vector<TickerEntry> many(2'000, {NoticeKind::notice, {{"zh", std::string(600, 'x')}}});
  const TickerStrip strip = make_ticker_strip(many, 20, 0, house_style(360));
  EXPECT_GE(strip.width, kMostTickerWidth);
  EXPECT_LT(strip.width, kMostTickerWidth + 2 * kTickerTileWidth);
  for (const Picture& tile : strip.tiles) EXPECT_LE(tile.shape().width, kTickerTileWidth);
}

TEST(TickerStrip, odd_titles_stay_in_one_line) {
  const std::vector<TickerEntry> odd = {{NoticeKind::notice, {{"zh", "一\n二\r三"}}},
                                        {NoticeKind::notice, {}},
                                        {NoticeKind::refutation, {{"en", ""}, {"zh", "\xFF"}}}};
  EXPECT_GT(make_ticker_strip(odd, 36, 0, house_style(360)).width, 100);
}

}  // namespace
}  // namespace crier
