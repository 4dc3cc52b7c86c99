// SPDX-License-Identifier: Apache-2.0
#include "player/scene/set_text.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace crier {
namespace {

constexpr const char* kDense =
    "经核实，网传“全市停水三天”的消息（含图片、视频）不属实；请勿转发！《网络安全法》规定：任何个人和组织使用"
    "网络，"
    "应当遵守宪法法律。您知道吗？转发“5000次”以上，可能被追究责任……（详见《刑法》第二百九十一条）、咨询电话12"
    "377，"
    "每日9:00—17:00。“真的吗？”“真的！”他说：“请以（官方）发布为准。”";

TextStyle style(double width) {
  TextStyle made;
  made.size = 20;
  made.width = width;
  made.line_height = 1.5;
  return made;
}

TEST(SetText, no_chinese_line_begins_or_ends_with_a_forbidden_mark) {
  constexpr const char* kNotFirst[] = {"，", "。", "！", "？", "；", "：", "、", "”", "’", "）", "》", "…"};
  constexpr const char* kNotLast[] = {"（", "《", "“", "‘"};
  int lines = 0;
  for (int width = 120; width <= 700; width += 7) {
    const SetText text(kDense, style(width));
    lines += text.lines();
    for (int i = 0; i < text.lines(); ++i) {
      const std::string line = text.line(i);
      for (const char* const mark : kNotFirst) EXPECT_FALSE(line.starts_with(mark)) << width << ": " << line;
      for (const char* const mark : kNotLast) EXPECT_FALSE(line.ends_with(mark)) << width << ": " << line;
      EXPECT_LE(text.width(), width + 0.5);
    }
  }
  EXPECT_GT(lines, 500);
}

// Characters of a text in UTF-8.
std::size_t characters_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

TEST(SetText, no_chinese_paragraph_ends_with_a_character_alone) {
  constexpr const char* kSecond = "明天上午九点在社区广场讲网络安全";
  for (int width = 120; width <= 700; width += 3) {
    const SetText text(std::string(kDense) + "\n" + kSecond, style(width));
    EXPECT_LE(text.width(), width + 0.5);
    EXPECT_GE(characters_of(text.line(text.lines() - 1)), 3U) << width;
    for (int i = 0; i < text.lines(); ++i) {
      const std::string line = text.line(i);
      if (line.ends_with("。”")) {
        EXPECT_GE(characters_of(line), 3U) << width << ": " << line;
      }
    }
  }
}

TEST(SetText, words_and_numbers_stay_whole) {
  for (int width = 140; width <= 500; width += 9) {
    const SetText text("请拨打12377举报，或访问example.org。Whoever spreads a rumour answers for it.",
                       style(width));
    std::string with_bars;
    for (int i = 0; i < text.lines(); ++i) with_bars += text.line(i) + "|";
    for (const char* const word : {"12377", "example.org", "Whoever", "rumour", "answers"})
      EXPECT_NE(with_bars.find(word), std::string::npos) << width << ": " << with_bars;
  }
}

TEST(SetText, lines_are_as_high_as_the_style_says) {
  for (const double line_height : {1.0, 1.5, 2.0}) {
    TextStyle made = style(200);
    made.line_height = line_height;
    const SetText text(kDense, made);
    EXPECT_GT(text.lines(), 5);
    EXPECT_DOUBLE_EQ(text.height(), text.lines() * 20 * line_height);
  }
}

TEST(SetText, latin_text_has_narrow_quotation_marks) {
  TextStyle english = style(0);
  english.language = "en";
  TextStyle chinese = style(0);
  EXPECT_LT(SetText("don’t", english).width() + 8, SetText("don’t", chinese).width());
}

TEST(SetText, odd_texts_are_set_too) {
  EXPECT_EQ(SetText("", style(100)).lines(), 1);
  EXPECT_EQ(SetText(std::vector<TextRun>{}, style(100)).lines(), 1);
  EXPECT_EQ(SetText("a\nb", style(100)).lines(), 2);
  EXPECT_EQ(SetText({{"\xFF\xFE", TextWeight::bold, {}}, {"普法", TextWeight::normal, colour(0xffffff)}},
                    style(100))
                .line(0),
            "\uFFFD\uFFFD普法");
  TextStyle cut = style(100);
  cut.most_lines = 2;
  EXPECT_EQ(SetText(kDense, cut).lines(), 2);
}

}  // namespace
}  // namespace crier
