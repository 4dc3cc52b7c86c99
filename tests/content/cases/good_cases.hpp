// SPDX-License-Identifier: Apache-2.0
// A workspace with a case, a quiz and categories without a mistake, for tests to spoil.
#pragma once

#include "tests/content/workspace/good_workspace.hpp"

namespace crier {

inline constexpr const char* kCategories =
    "[[category]]\n"
    "key = \"fraud\"\n"
    "name = { zh = \"网络诈骗\", en = \"Online fraud\" }\n"
    "icon = \"fraud\"\n"
    "colour = \"#C8442F\"\n"
    "[[category]]\n"
    "key = \"other\"\n"
    "name = { zh = \"其他\", en = \"Other\" }\n";
inline constexpr const char* kCaseZh =
    "+++\n"
    "title = \"退款是假的\"\n"
    "summary = \"报得出订单号，也不一定是客服。\"\n"
    "category = \"fraud\"\n"
    "date = 2026-11-20\n"
    "film = \"media/film.mp4\"\n"
    "keywords = [\"退款\", \"客服\"]\n"
    "what_to_do = [\"挂断电话\", \"拨打 96110\"]\n"
    "[[law]]\n"
    "law = \"刑法\"\n"
    "article = \"第二百六十六条\"\n"
    "text = \"诈骗要负刑事责任。\"\n"
    "+++\n"
    "## 经过\n"
    "\n"
    "电话来了。\n"
    "\n"
    "![海报](media/poster.png)\n";
inline constexpr const char* kCaseEn =
    "+++\n"
    "title = \"The refund was false\"\n"
    "summary = \"Knowing your order number proves nothing.\"\n"
    "+++\n"
    "The phone rang.\n";
inline constexpr const char* kQuiz =
    "title = { zh = \"测验\", en = \"Quiz\" }\n"
    "category = \"fraud\"\n"
    "[[question]]\n"
    "text = { zh = \"给谁？\", en = \"To whom?\" }\n"
    "options = [{ zh = \"客服\", en = \"The agent\" }, { zh = \"谁也不给\", en = \"Nobody\" }]\n"
    "answer = 2\n"
    "explanation = { zh = \"谁也不给。\", en = \"To nobody.\" }\n";

inline void add_cases(Good& good) {
  good.write("cases/categories.toml", kCategories);
  good.write("cases/refund.zh.md", kCaseZh);
  good.write("cases/refund.en.md", kCaseEn);
  good.write("cases/fraud.quiz.toml", kQuiz);
  make_clip(good / "media/poster.png", kPicture);
}

}  // namespace crier
