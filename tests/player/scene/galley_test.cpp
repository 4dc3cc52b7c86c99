// SPDX-License-Identifier: Apache-2.0
#include "player/scene/galley.hpp"

#include <gtest/gtest.h>

#include "tests/player/scene/samples.hpp"

namespace crier {
namespace {

Galley galley(const std::string& markdown, double width = 400, double size = 20) {
  return {parse_markdown(markdown), "zh", size, width, house_style(0)};
}

std::string paragraph(int characters) {
  std::string text;
  for (int i = 0; i < characters; ++i) text += "法";
  return text;
}

TEST(Galley, pages_hold_every_line_once_and_none_is_too_high) {
  const Galley column = galley(samples::long_notice().texts.at("zh").body);
  for (double height = 60; height < 1500; height += 37) {
    std::size_t next = 0;
    for (const GalleyPage& page : column.pages(height)) {
      EXPECT_EQ(page.first, next);
      EXPECT_GT(page.count, 0U);
      EXPECT_LE(page.height, height) << height;
      next = page.first + page.count;
    }
    EXPECT_EQ(next, column.all().count);
  }
}

TEST(Galley, what_fits_is_one_page) {
  const Galley column = galley("一段。\n\n两段。");
  EXPECT_EQ(column.pages(column.height()).size(), 1U);
  EXPECT_EQ(column.pages(column.height() - 1).size(), 2U);
}

TEST(Galley, a_heading_stays_with_what_it_heads) {
  const Galley column = galley(paragraph(60) + "\n\n## 标题\n\n" + paragraph(60));
  const double three_lines = galley(paragraph(60)).height();
  const auto pages = column.pages(three_lines + 70);
  ASSERT_EQ(pages.size(), 2U);
  EXPECT_TRUE(column.text_of(pages[1]).starts_with("标题")) << column.text_of(pages[1]);
}

TEST(Galley, no_single_line_is_left_alone) {
  const Galley column = galley(paragraph(20 * 11));  // eleven lines
  for (const GalleyPage& page : column.pages(20 * 1.62 * 10 + 1)) EXPECT_GE(page.count, 2U);
}

TEST(Galley, pages_are_about_equally_full) {
  const Galley column = galley(paragraph(20 * 12));
  const auto pages = column.pages(20 * 1.62 * 10 + 1);
  ASSERT_EQ(pages.size(), 2U);
  EXPECT_EQ(pages[0].count, 6U);
}

TEST(Galley, nothing_is_no_page) {
  EXPECT_TRUE(galley("").pages(100).empty());
  EXPECT_EQ(galley("").height(), 0);
  EXPECT_EQ(galley(paragraph(30)).pages(1).size(), 2U);  // a line is the least
}

}  // namespace
}  // namespace crier
