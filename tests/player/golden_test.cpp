// SPDX-License-Identifier: Apache-2.0
#include "tests/player/golden.hpp"

#include <gtest/gtest.h>

#include "player/scene/sheet.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

Picture card(double x, const std::string& words, double alpha = 1) {
  Sheet sheet(320, 90);
  sheet.fill(colour(0x0e254a, alpha));
  TextStyle style;
  style.size = 40;
  style.ink = colour(0xf6f8fc);
  sheet.text(words, x, 12, style);
  return std::move(sheet).take();
}

class Golden : public testing::Test {
 protected:
  testing::AssertionResult compare(const Picture& picture) {
    return matches_golden_file(picture, folder_ / "card.png", folder_ / "output");
  }

  TemporaryFolder folder_;
};

TEST_F(Golden, a_picture_equals_itself_read_back) {
  ASSERT_TRUE(write_png(card(10, "谣言"), folder_ / "card.png"));
  EXPECT_TRUE(compare(card(10, "谣言")));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "output"));
}

TEST_F(Golden, a_tenth_of_a_pixel_passes) {
  ASSERT_TRUE(write_png(card(10, "谣言"), folder_ / "card.png"));
  EXPECT_TRUE(compare(card(10.1, "谣言")));
}

TEST_F(Golden, another_word_or_place_or_transparency_does_not_pass) {
  ASSERT_TRUE(write_png(card(10, "谣言"), folder_ / "card.png"));
  EXPECT_FALSE(compare(card(10, "公告")));
  EXPECT_FALSE(compare(card(16, "谣言")));
  EXPECT_FALSE(compare(card(10, "谣言", 0.9)));
  EXPECT_FALSE(compare(Picture::blank(320, 91)));
  EXPECT_FALSE(compare(Picture()));
}

TEST_F(Golden, a_failure_leaves_what_was_drawn_and_where_it_differs) {
  EXPECT_FALSE(compare(card(10, "公告")));
  EXPECT_TRUE(read_png(folder_ / "output/card.actual.png"));
  ASSERT_TRUE(write_png(card(10, "谣言"), folder_ / "card.png"));
  const testing::AssertionResult result = compare(card(10, "公告"));
  EXPECT_NE(std::string(result.message()).find("card.difference.png"), std::string::npos);
  EXPECT_TRUE(read_png(folder_ / "output/card.difference.png"));
}

}  // namespace
}  // namespace crier
