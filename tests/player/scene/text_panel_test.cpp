// SPDX-License-Identifier: Apache-2.0
#include "player/scene/text_panel.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "player/scene/office_name.hpp"
#include "tests/player/golden.hpp"
#include "tests/player/scene/samples.hpp"

namespace crier {
namespace {

const LocalizedText kText = {
    {"zh", "# 网络不是法外之地\n\n遇到网络违法信息，请**及时举报**：\n\n- 保存证据；\n- 不要转发。\n"},
    {"en",
     "# Not beyond the law\n\nWhen you see harm on the internet, **report it**:\n\n- keep the evidence;\n- "
     "do not pass it on.\n"}};

TEST(TextPanel, looks_as_it_should) {
  for (const char* const language : {"zh", "en"}) {
    const auto wide = draw_text(kText, {language}, 320, 240, house_style(360));
    ASSERT_EQ(wide.size(), 1U);
    EXPECT_TRUE(matches_golden(wide[0].picture, fmt::format("text-{}-landscape", language)));
    const auto high = draw_text(kText, {language}, 240, 320, house_style(360));
    ASSERT_EQ(high.size(), 1U);
    EXPECT_TRUE(matches_golden(high[0].picture, fmt::format("text-{}-portrait", language)));
  }
  ZoneLayout zone;
  zone.kind = ZoneKind::text;
  zone.text = kText;
  const auto through = draw_text(kText, {"zh", "en"}, 320, 360, style_of(zone, 360));
  ASSERT_EQ(through.size(), 1U);
  EXPECT_TRUE(matches_golden(through[0].picture, "text-see-through-zh-en"));
}

TEST(TextPanel, a_long_text_is_paged_within_bounds) {
  std::string words;
  for (int i = 0; i < 20'000; ++i) words += i % 40 == 39 ? "。\n\n" : "法";
  const auto pages = draw_text({{"zh", words}}, {"zh"}, 320, 240, house_style(360));
  EXPECT_EQ(pages.size(), 12U);
  for (const SheetPage& page : pages) EXPECT_GE(page.reading_time, kShortestPage);
}

TEST(TextPanel, no_text_and_no_room_are_drawn_too) {
  EXPECT_EQ(draw_text({}, {"zh"}, 320, 240, house_style(360)).size(), 1U);
  EXPECT_EQ(draw_text({{"zh", ""}}, {"en"}, 320, 240, house_style(360)).size(), 1U);
  EXPECT_FALSE(draw_text(kText, {"zh"}, 1, 1, house_style(360)).empty());
}

TEST(OfficeName, looks_as_it_should) {
  const SheetStyle style = house_style(360);
  EXPECT_TRUE(
      matches_golden(draw_office_name(samples::kOffice, {"zh", "en"}, 320, 60, style), "office-name-zh-en"));
  EXPECT_TRUE(matches_golden(draw_office_name(samples::kOffice, {"en"}, 200, 120, style), "office-name-en"));
  EXPECT_TRUE(draw_office_name({}, {"zh"}, 20, 20, style));
}

}  // namespace
}  // namespace crier
