// SPDX-License-Identifier: Apache-2.0
// What the tests of the sheets show: made up, and long enough to be cut.
#pragma once

#include "content/model/localized_text.hpp"
#include "content/model/notice.hpp"

namespace crier::samples {

inline const LocalizedText kOffice = {{"zh", "示例区互联网普法办公室"},
                                      {"en", "Sample District Office for Internet Law"}};

inline Notice refutation() {
  using namespace std::chrono_literals;
  Notice notice;
  notice.id = "tap-water";
  notice.kind = NoticeKind::refutation;
  notice.date = 2026y / 11 / 24;
  notice.texts["zh"] = {
      "网传“全市自来水将停供三天”不属实",
      "经向供水公司核实，**全市供水正常**，没有停水计划。\n\n"
      "编造、传播谣言扰乱公共秩序的，依法承担*法律责任*。请以官方发布为准，不信谣、不传谣。\n"};
  notice.texts["en"] = {"The city’s tap water will not be cut off",
                        "The water company confirms that **supply is normal** and no cut is planned.\n\n"
                        "Whoever invents or spreads a rumour answers for it *before the law*.\n"};
  return notice;
}

inline Notice long_notice() {
  using namespace std::chrono_literals;
  Notice notice;
  notice.id = "law-week";
  notice.date = 2026y / 12 / 1;
  notice.texts["zh"] = {
      "“宪法宣传周”活动安排",
      "12月1日至7日，我区开展网络普法系列活动，欢迎市民参加。\n\n"
      "## 活动内容\n\n"
      "1. **现场咨询**：每日9:00—17:00，在地铁2号线站厅设咨询台，解答电信诈骗、个人信息保护（含快递面单、"
      "二维码扫描等）方面的问题。\n"
      "2. **以案说法**：展出十个典型案例。\n"
      "   - 冒充客服退款；\n"
      "   - 刷单返利。\n"
      "3. **举报体验**：学习如何保存证据、如何举报网络违法和不良信息。\n\n"
      "> 任何个人和组织使用网络应当遵守宪法法律，遵守公共秩序，尊重社会公德。\n\n"
      "---\n\n"
      "## 怎样参加\n\n"
      "无需预约，到场即可。团体参观请提前三天致电咨询台；未成年人须由监护人陪同。活动期间，站内各屏幕将循环播"
      "放"
      "普法短片，每部不超过一分钟。\n"};
  notice.texts["en"] = {
      "Constitution Week: what is on",
      "From 1 to 7 December our district holds a week of events about the law on the internet. Everybody is "
      "welcome.\n\n"
      "## What there is\n\n"
      "1. **Advice on the spot**: daily 9:00–17:00 in the concourse of metro line 2: fraud, personal data, "
      "and what to do when it has happened.\n"
      "2. **Cases explained**: ten cases on display.\n"
      "   - the “refund” by a false customer service;\n"
      "   - paid likes that are never paid.\n"
      "3. **Report it yourself**: how to keep evidence and how to report.\n\n"
      "> Everyone who uses the network shall obey the constitution and the laws.\n\n"
      "---\n\n"
      "## How to take part\n\n"
      "Just come. Groups please call three days ahead; minors come with a guardian. Short films are shown on "
      "all screens during the week, none longer than a minute.\n"};
  return notice;
}

}  // namespace crier::samples
