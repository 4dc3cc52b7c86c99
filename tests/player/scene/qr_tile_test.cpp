// SPDX-License-Identifier: Apache-2.0
#include "player/scene/qr_tile.hpp"

#include <gtest/gtest.h>

#include "tests/player/golden.hpp"

namespace crier {
namespace {

const std::vector<std::pair<std::string, std::string>> kWords = {{"zh", "扫码举报"},
                                                                 {"en", "Scan to report"}};

bool is_dark(const Picture& picture, int x, int y) {
  return picture.planes()[0]
             .data[std::ptrdiff_t{y} * picture.planes()[0].stride + std::ptrdiff_t{x} * 4 + 1] < 128;
}

TEST(QrTile, looks_as_it_should) {
  const auto tile = draw_qr("https://example.org/report", kWords, 200, 260, house_style(360));
  ASSERT_TRUE(tile);
  EXPECT_TRUE(matches_golden(*tile, "qr-zh-en"));
  const auto wide =
      draw_qr("https://example.org/report", {{"en", "Scan to report"}}, 320, 180, house_style(360));
  ASSERT_TRUE(wide);
  EXPECT_TRUE(matches_golden(*wide, "qr-wide-en"));
}

// "A" is a code of version 1: 21 modules, 29 with the quiet zone.
TEST(QrTile, modules_are_whole_pixels_with_four_of_quiet_around) {
  SheetStyle style = house_style(0);
  style.ground = {colour(0x000000), colour(0x000000)};
  const auto tile = draw_qr("A", {}, 330, 330, style);
  ASSERT_TRUE(tile);
  constexpr int kModule = 10;  // (330 less its margins) / 29
  constexpr int kLeft = (330 - 29 * kModule) / 2;
  for (int y = 0; y < 29; ++y) {
    for (int x = 0; x < 29; ++x) {
      const bool is_corner = (x == 0 || x == 28) && (y == 0 || y == 28);  // rounded
      if (is_corner) continue;
      const bool centre = is_dark(*tile, kLeft + x * kModule + 5, kLeft + y * kModule + 5);
      const bool is_quiet = x < 4 || y < 4 || x >= 25 || y >= 25;
      EXPECT_FALSE(is_quiet && centre) << x << "," << y;
      if (x > 1 && y > 1 && x < 27 && y < 27) {
        EXPECT_EQ(is_dark(*tile, kLeft + x * kModule, kLeft + y * kModule), centre) << x << "," << y;
        EXPECT_EQ(is_dark(*tile, kLeft + x * kModule + 9, kLeft + y * kModule + 9), centre) << x << "," << y;
      }
    }
  }
  EXPECT_TRUE(is_dark(*tile, kLeft + 4 * kModule + 5, kLeft + 4 * kModule + 5));  // finder pattern
  EXPECT_FALSE(is_dark(*tile, kLeft + 5 * kModule + 5, kLeft + 5 * kModule + 5));
}

TEST(QrTile, what_cannot_be_scanned_is_refused_with_a_reason) {
  struct Row {
    std::string code;
    int width;
    int height;
    const char* said;
  };
  const Row rows[] = {
      {"", 300, 300, "says nothing"},
      {std::string(2'332, 'x'), 4'000, 4'000, "has 2332 bytes"},
      {std::string(2'331, 'x'), 300, 300, "too many for 300x300 pixels"},
      {"https://example.org", 40, 40, "too many for 40x40 pixels"},
      {"https://example.org", 1, 1, "too many for 1x1 pixels"},
  };
  for (const Row& row : rows) {
    const auto tile = draw_qr(row.code, {}, row.width, row.height, house_style(360));
    ASSERT_FALSE(tile) << row.said;
    EXPECT_NE(tile.error().message.find(row.said), std::string::npos) << tile.error().message;
  }
  EXPECT_TRUE(draw_qr(std::string(2'331, 'x'), {}, 4'000, 4'000, house_style(360)));
}

}  // namespace
}  // namespace crier
