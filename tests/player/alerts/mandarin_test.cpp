// SPDX-License-Identifier: Apache-2.0
#include "player/alerts/mandarin.hpp"

#include <gtest/gtest.h>

namespace crier {
namespace {

TEST(Mandarin, spells_figures_as_they_are_said) {
  const std::pair<const char*, const char*> rows[] = {
      {"2026年11月24日", "二零二六年十一月二十四日"},
      {"08时05分", "八时五分"},
      {"08:30", "八点三十分"},
      {"8:00", "八点"},
      {"请拨打12379", "请拨打一二三七九"},
      {"100毫米", "一百毫米"},
      {"1005", "一千零五"},
      {"2小时", "两小时"},
      {"12小时", "十二小时"},
      {"3.5级", "三点五级"},
      {"80%", "百分之八十"},
      {"0", "零"},
      {"没有数字", "没有数字"},
      {"", ""},
      {"1:", "一:"},
      {"1.", "一."},
  };
  for (const auto& [text, spelled] : rows) EXPECT_EQ(spell_figures(text), spelled) << text;
}

TEST(Mandarin, becomes_pinyin_with_figures_for_tones) {
  EXPECT_EQ(to_pinyin("8时发布暴雨橙色预警。"), "ba1 shi2 fa1 bu4 bao4 yu3 cheng2 se4 yu4 jing3.");
  EXPECT_EQ(to_pinyin("重庆，降雨"), "chong2 qing4, jiang4 yu3");
  EXPECT_EQ(to_pinyin("[II级/严重]"), ", er4 ji2, yan2 zhong4,");
  EXPECT_EQ(to_pinyin("乘 Line 2 出行"), "cheng2 Line er4 chu1 xing2");
  EXPECT_EQ(to_pinyin(""), "");
  EXPECT_NO_FATAL_FAILURE(to_pinyin("\xE9"));
}

}  // namespace
}  // namespace crier
