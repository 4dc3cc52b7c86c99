// SPDX-License-Identifier: Apache-2.0
#include "player/captions/line_breaker.hpp"

#include <gtest/gtest.h>

namespace crier {
namespace {

struct BreakingRow {
  const char* text;
  double ems;
  const char* broken;
};

class Breaking : public testing::TestWithParam<BreakingRow> {};

TEST_P(Breaking, LinesAreFewEvenAndEndBehindPunctuation) {
  const LineBreaker breaker;
  const double em = 50;
  EXPECT_EQ(breaker.broken(GetParam().text, {"Noto Sans CJK SC", em, em * GetParam().ems + 1, "zh"}),
            GetParam().broken);
}

INSTANTIATE_TEST_SUITE_P(
    Good, Breaking,
    testing::Values(BreakingRow{"谣言止于智者", 6, "谣言止于智者"},
                    BreakingRow{"谣言止于智者", 5, "谣言止\n于智者"},
                    BreakingRow{"凡是要求先交保证金的，都是诈骗。", 12, "凡是要求先交保证金的，\n都是诈骗。"},
                    BreakingRow{"先核实，再转发。不信谣，不传谣。", 10, "先核实，再转发。\n不信谣，不传谣。"},
                    BreakingRow{"第一行\n第二行", 10, "第一行\n第二行"},
                    BreakingRow{"a rumour stops at the wise", 9, "a rumour stops\nat the wise"}));
INSTANTIATE_TEST_SUITE_P(Odd, Breaking,
                         testing::Values(BreakingRow{"", 5, ""}, BreakingRow{"一", 0.5, "一"},
                                         BreakingRow{"   ", 5, ""},
                                         BreakingRow{"，，，，", 2, "，，\n，，"}));

TEST(Breaking, AWordWiderThanTheLineIsParted) {
  const std::string word(40, 'm');
  const std::string broken = LineBreaker().broken(word, {"Noto Sans CJK SC", 50, 500, "en"});
  std::string joined;
  std::size_t length = 0;
  for (const char c : broken) {
    length = c == '\n' ? 0 : length + 1;
    EXPECT_LE(length, 12U);
    if (c != '\n') joined += c;
  }
  EXPECT_EQ(joined, word);
}

}  // namespace
}  // namespace crier
