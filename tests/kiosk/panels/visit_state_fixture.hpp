// SPDX-License-Identifier: Apache-2.0
// A citizen's visit to a small office, told command by command.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/panels/visit_state.hpp"

namespace crier {

// Takes any stroke and knows one character.
class OneCharacter final : public InputEngine {
 public:
  bool write(const Stroke& stroke) override {
    strokes_.push_back(stroke);
    return true;
  }
  bool backspace() override {
    if (strokes_.empty()) return false;
    strokes_.pop_back();
    return true;
  }
  void clear() override { strokes_.clear(); }
  bool empty() const override { return strokes_.empty(); }
  SecretText preedit() const override { return {}; }
  SecretText raw() const override { return {}; }
  std::vector<SecretText> candidates(std::size_t first, std::size_t /*count*/) override {
    if (strokes_.empty() || first > 0) return {};
    std::vector<SecretText> one;
    one.emplace_back("骗");
    return one;
  }
  std::optional<SecretText> select(std::size_t /*candidate*/) override {
    strokes_.clear();
    return SecretText("骗");
  }
  const std::vector<Stroke>& strokes() const override { return strokes_; }

 private:
  std::vector<Stroke> strokes_;
};

inline KeyboardEngines engines() {
  KeyboardEngines made;
  made.handwriting = std::make_unique<OneCharacter>();
  return made;
}

inline Quiz quiz(const std::string& id, const std::vector<std::size_t>& answers) {
  Quiz made;
  made.id = id;
  for (const std::size_t answer : answers)
    made.questions.push_back({{{"zh", "问"}}, {{{"zh", "甲"}}, {{"zh", "乙"}}, {{"zh", "丙"}}}, answer, {}});
  return made;
}

inline Case a_case(const std::string& id, const std::string& title, const std::string& english) {
  Case made;
  made.id = id;
  made.category = "fraud";
  made.texts["zh"].title = title;
  made.texts["en"].title = english;
  return made;
}

inline Office office() {
  Office made;
  made.categories.push_back({"fraud", {{"zh", "网络诈骗"}, {"en", "Fraud"}}, CategoryIcon::fraud, 0});
  for (const char* const key : {"fraud", "other", "minors"}) {
    ReportCategory category;
    category.key = key;
    made.report_form.categories.push_back(category);
  }
  made.report_form.categories[0].subtypes.push_back({"tasks", {{"zh", "刷单"}}});
  made.report_form.categories[2].advice = "child";
  made.report_form.categories[2].about_minors = true;
  made.report_form.advice.push_back({"child", {{"zh", "有危险吗？"}}, {{"zh", "请打 110"}}, {"110"}});
  made.report_form.version = "test";
  made.cases.push_back(a_case("brushing", "刷单返利", "Brushing orders"));
  made.cases.push_back(a_case("refund", "退款骗局", "A refund call"));
  made.cases.push_back(a_case("loan", "APP 贷款陷阱", "A loan by APP"));
  Notice notice;
  notice.id = "rumour";
  notice.kind = NoticeKind::refutation;
  notice.texts["zh"].title = "关于停水的谣言";
  made.notices.push_back(notice);
  made.quizzes.push_back(quiz("calls", {1, 0, 2}));
  made.quizzes.push_back(quiz("links", {0}));
  return made;
}

class VisitStateTest : public testing::Test {
 protected:
  // Building it takes most of a second: only where something is sought.
  void open_search_for_letters() {
    auto built = Catalogue::build(office_);
    ASSERT_TRUE(built) << built.error().message;
    catalogue_.emplace(std::move(*built));
    open(PanelKind::search);
    keyboard_.set_mode(KeyboardMode::english);
  }
  void obey(const Command& command) {
    apply(command, state_, {office_, catalogue_ ? &*catalogue_ : nullptr, keyboard_, now_});
  }
  // As somebody does who reads before.
  void go_on() {
    now_ += std::chrono::seconds{2};
    obey(command::GoOn{});
  }
  void open(PanelKind panel, const std::string& subject = "") { obey(command::Open{{panel, subject, 0}}); }
  void press_letters(std::string_view letters) {
    for (const char letter : letters) obey(command::PressKey{std::string("key.") + letter});
  }
  PanelKind panel() const { return state_.page().panel; }

  WallTime now_{};
  const Office office_ = office();
  std::optional<Catalogue> catalogue_;
  Keyboard keyboard_{engines()};
  VisitState state_;
};

}  // namespace crier
