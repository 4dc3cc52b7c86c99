// SPDX-License-Identifier: Apache-2.0
// A small office to search in.
#pragma once

#include "content/catalogue/catalogue.hpp"

namespace crier {

inline Case a_case(std::string id, int day, CaseText zh, std::string en_title = "") {
  Case one;
  one.id = std::move(id);
  one.date = std::chrono::year{2026} / 11 / static_cast<unsigned>(day);
  one.texts["zh"] = std::move(zh);
  if (!en_title.empty()) one.texts["en"] = {std::move(en_title), "", "", {}, {}, {}};
  return one;
}

inline Office small_office() {
  Office office;
  office.categories.push_back({"gambling", {{"zh", "网络赌博"}}, CategoryIcon::gambling, 0});
  office.cases.push_back(a_case(
      "fraud", 1, {"谨防网络诈骗", "骗子冒充客服。", "先**转账**，再退款。", {}, {"拨打 96110"}, {"刷单"}},
      "Beware of online fraud"));
  office.cases.push_back(
      a_case("summary", 5, {"一通电话", "这是网络诈骗的开头。", "他挂断了。", {}, {}, {}}, "A call"));
  office.cases.push_back(a_case("body", 9,
                                {"一条短信",
                                 "点开以后。",
                                 "后来才知道是网络诈骗。去银行查了查。",
                                 {{"刑法", "第二百六十六条", "诈骗罪"}},
                                 {},
                                 {}},
                                "A message on Wi-Fi"));
  Case bet = a_case("bet", 3, {"先赢后输", "庄家改数字。", "输了。", {}, {}, {}});
  bet.category = "gambling";
  office.cases.push_back(bet);
  Notice notice;
  notice.id = "water";
  notice.kind = NoticeKind::refutation;
  notice.date = std::chrono::year{2026} / 11 / 20;
  notice.until = std::chrono::sys_days{std::chrono::year{2026} / 12 / 1};
  notice.texts["zh"] = {"停水是谣言", "网络谣言不可信。"};
  office.notices.push_back(notice);
  return office;
}

inline const WallTime kNow = std::chrono::sys_days{std::chrono::year{2026} / 11 / 25};

}  // namespace crier
