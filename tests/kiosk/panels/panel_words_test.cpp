// SPDX-License-Identifier: Apache-2.0
// What single panels must say and show, beyond the rules that hold for all of them.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "kiosk/semantics/checks.hpp"
#include "tests/kiosk/panels/panel_office.hpp"
#include "tests/kiosk/panels/panel_shots.hpp"

namespace crier {
namespace {

constexpr Mode kChinese{Language::simplified, TextSize::standard, Contrast::normal, false};

class PanelWords : public testing::TestWithParam<bool> {
 protected:
  static const Office& office() { return panel_office(); }

  PanelWords() : darkroom_(office(), GetParam() ? 1080 : 1920, GetParam() ? 1920 : 1080) {}

  // The panel of that name, changed by `prepare`.
  const Registry& draw(const std::string& name, const Mode& mode = kChinese,
                       const std::function<void(Shot&)>& prepare = {}) {
    const auto shots = all_shots(office());
    auto shot = *std::ranges::find(shots, name, &Shot::name);
    if (prepare) prepare(shot);
    static_cast<void>(darkroom_.take(shot, mode));
    return darkroom_.registry();
  }

  Element element(const std::string& id) const {
    const Element* const found = darkroom_.registry().find(id);
    EXPECT_NE(found, nullptr) << id;
    return found == nullptr ? Element{} : *found;
  }

  Darkroom darkroom_;
};

TEST_P(PanelWords, home_says_whom_to_call) {
  draw("home");
  for (const char* const number : {"110", "96110", "12377"}) {
    EXPECT_EQ(element(std::string("home.number.") + number).value, number);
    EXPECT_FALSE(element(std::string("home.number.") + number).label.empty());
  }
}

TEST_P(PanelWords, a_door_is_read_with_a_pause_where_its_line_ends) {
  draw("home");
  EXPECT_EQ(element("home.status").value, "凭 16 位查询码，随时查看处理情况");
}

// By more than a line around it, for those who need high contrast.
TEST_P(PanelWords, the_chosen_language_lies_on_another_ground) {
  for (const Contrast contrast : {Contrast::normal, Contrast::high}) {
    draw("home", {Language::simplified, TextSize::standard, contrast, false});
    EXPECT_GE(contrast_ratio(element("language.0").ground, element("language.1").ground), 3);
    EXPECT_EQ(element("language.1").ground, element("language.2").ground);
    EXPECT_FALSE(element("language.0").value.empty());
    EXPECT_TRUE(element("language.1").value.empty());
  }
}

TEST_P(PanelWords, the_receipt_names_its_code) {
  draw("report-receipt");
  EXPECT_EQ(element("receipt.name").label, "您的查询码");
  EXPECT_LE(element("receipt.name").place.bottom(), element("receipt.figures").place.y);
  EXPECT_NE(element("receipt.keep").label.find("查询码"), std::string::npos);
  EXPECT_NE(element("receipt.keep").label.find("几天"), std::string::npos);
  draw("status-missing");
  EXPECT_NE(element("status.note").label.find("几天"), std::string::npos) << "as the receipt says";
  EXPECT_NE(element("status.ask").label.find("查询码"), std::string::npos);
}

TEST_P(PanelWords, categories_say_what_belongs_to_them) {
  draw("report");
  for (const ReportCategory& category : office().report_form.categories)
    EXPECT_EQ(element("category." + category.key).value, category.hint.at("zh"));
}

TEST_P(PanelWords, choices_fill_a_last_row_that_is_not_full) {
  const Registry& registry = draw("report-subtype");
  int right = 0;
  for (const Element& one : registry.elements())
    if (one.id.starts_with("subtype.")) right = std::max(right, one.place.right());
  EXPECT_NEAR(element("report.skip").place.right(), right, 4);
}

TEST_P(PanelWords, the_right_answer_is_green_and_stays_where_it_was) {
  for (const Contrast contrast : {Contrast::normal, Contrast::high}) {
    const Mode mode{Language::simplified, TextSize::standard, contrast, false};
    const Theme theme = make_theme(mode, office().accent);
    const Registry& registry = draw("quiz", mode);
    std::vector<Element> before;
    for (const Element& one : registry.elements())
      if (one.id.starts_with("quiz.option.")) before.push_back(one);
    ASSERT_GE(before.size(), 2U);
    draw("quiz-answered", mode);
    const std::size_t right = office().quizzes.front().questions.front().answer;
    for (std::size_t i = 0; i < before.size(); ++i) {
      const Element after = element(before[i].id);
      EXPECT_EQ(after.ground == theme.good, i == right);
      EXPECT_FALSE(after.enabled);
      EXPECT_EQ(after.place.y, before[i].place.y) << "no option moves when one is chosen";
      EXPECT_EQ(after.place.height, before[i].place.height);
    }
    EXPECT_FALSE(element("quiz.option." + std::to_string(right)).value.empty()) << "said in a word, too";
  }
}

TEST_P(PanelWords, a_quiz_praises_only_what_was_right) {
  const auto said = [&](std::size_t right) {
    draw("quiz-over", kChinese,
         [right](Shot& shot) { shot.prepare = [right](VisitState& state) { state.quiz.right = right; }; });
    return element("quiz.thanks").label;
  };
  const std::size_t asked = office().quizzes.front().questions.size();
  ASSERT_GE(asked, 3U);
  EXPECT_NE(said(asked), said(asked - 1));
  EXPECT_NE(said(asked - 1), said(0));
  EXPECT_EQ(said(0), said(1));
}

// A hole in a card looks as if something were missing.
TEST_P(PanelWords, the_question_whether_one_is_there_is_as_high_as_its_words) {
  draw("stay");
  const Element words = element("stay.words");
  const Element yes = element("stay.yes");
  EXPECT_GT(yes.place.y, words.place.bottom());
  EXPECT_LT(darkroom_.metrics().mm(yes.place.y - words.place.bottom()), 12);
}

INSTANTIATE_TEST_SUITE_P(Upright, PanelWords, testing::Bool(),
                         [](const testing::TestParamInfo<bool>& upright) {
                           return std::string(upright.param ? "portrait" : "landscape");
                         });

}  // namespace
}  // namespace crier
