// SPDX-License-Identifier: Apache-2.0
// The way of one citizen through the panels, command by command, and that nothing of it stays.
#include "kiosk/panels/visit_state.hpp"

#include <gtest/gtest.h>

#include <array>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crier {
namespace {

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

KeyboardEngines engines() {
  KeyboardEngines made;
  made.handwriting = std::make_unique<OneCharacter>();
  return made;
}

Quiz quiz(const std::string& id, const std::vector<std::size_t>& answers) {
  Quiz made;
  made.id = id;
  for (const std::size_t answer : answers)
    made.questions.push_back({{{"zh", "问"}}, {{{"zh", "甲"}}, {{"zh", "乙"}}, {{"zh", "丙"}}}, answer, {}});
  return made;
}

Case a_case(const std::string& id, const std::string& title, const std::string& english) {
  Case made;
  made.id = id;
  made.category = "fraud";
  made.texts["zh"].title = title;
  made.texts["en"].title = english;
  return made;
}

Office office() {
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

TEST_F(VisitStateTest, begins_at_home) {
  EXPECT_EQ(panel(), PanelKind::home);
  EXPECT_EQ(state_.trail.size(), 1U);
  EXPECT_EQ(state_.mode, Mode{});
  EXPECT_FALSE(state_.writes);
  EXPECT_EQ(field_of(state_), nullptr);
}

TEST_F(VisitStateTest, goes_back_the_way_it_came_and_home_at_once) {
  open(PanelKind::cases, "fraud");
  obey(command::Turn{2});
  open(PanelKind::entry, case_key("refund"));
  EXPECT_EQ(state_.page().subject, "case:refund");
  EXPECT_EQ(state_.page().sheet, 0);
  obey(command::Back{});
  EXPECT_EQ(panel(), PanelKind::cases);
  EXPECT_EQ(state_.page().subject, "fraud");
  EXPECT_EQ(state_.page().sheet, 2) << "where the citizen was";
  obey(command::Back{});
  EXPECT_EQ(panel(), PanelKind::home);
  obey(command::Back{});
  EXPECT_EQ(panel(), PanelKind::home) << "there is nothing before it";
  EXPECT_EQ(state_.trail.size(), 1U);

  for (int i = 0; i < 5; ++i) open(PanelKind::help);
  obey(command::Home{});
  EXPECT_EQ(panel(), PanelKind::home);
  EXPECT_EQ(state_.trail.size(), 1U);
}

TEST_F(VisitStateTest, keeps_a_way_of_bounded_length) {
  for (int i = 0; i < 1000; ++i) open(PanelKind::entry, case_key(std::to_string(i)));
  EXPECT_LE(state_.trail.size(), 100U);
  EXPECT_EQ(state_.page().subject, "case:999") << "what was asked for is shown all the same";
  for (int i = 0; i < 1000; ++i) obey(command::Back{});
  EXPECT_EQ(panel(), PanelKind::home);
}

TEST_F(VisitStateTest, turns_sheets_but_not_below_the_first) {
  open(PanelKind::cases);
  obey(command::Turn{1});
  obey(command::Turn{1});
  EXPECT_EQ(state_.page().sheet, 2);
  obey(command::Turn{-1});
  EXPECT_EQ(state_.page().sheet, 1);
  obey(command::Turn{-5});
  EXPECT_EQ(state_.page().sheet, 0);
}

TEST_F(VisitStateTest, changes_its_mode_and_nothing_else) {
  open(PanelKind::cases);
  for (const Language language : {Language::english, Language::traditional, Language::simplified}) {
    obey(command::Choose{language});
    EXPECT_EQ(state_.mode.language, language);
  }
  for (const bool on : {true, false}) {
    obey(command::Enlarge{});
    EXPECT_EQ(state_.mode.text_size, on ? TextSize::large : TextSize::standard);
    obey(command::Contrast{});
    EXPECT_EQ(state_.mode.contrast, on ? Contrast::high : Contrast::normal);
    obey(command::LowerReach{});
    EXPECT_EQ(state_.mode.lower_reach, on);
  }
  for (const SpeechVolume volume : {SpeechVolume::normal, SpeechVolume::loud, SpeechVolume::off}) {
    obey(command::ReadAloud{});
    EXPECT_EQ(state_.volume, volume);
  }
  EXPECT_EQ(panel(), PanelKind::cases);
  EXPECT_EQ(state_.trail.size(), 2U);
}

TEST_F(VisitStateTest, begins_at_the_first_sheet_where_words_change_their_size) {
  open(PanelKind::entry, case_key("refund"));
  obey(command::Turn{3});
  obey(command::Contrast{});
  EXPECT_EQ(state_.page().sheet, 3);
  obey(command::Enlarge{});
  EXPECT_EQ(state_.page().sheet, 0);
}

TEST_F(VisitStateTest, ends_when_it_is_told_and_stays_when_it_is_asked) {
  state_.seconds_left = 12;
  obey(command::Stay{});
  EXPECT_FALSE(state_.seconds_left);
  EXPECT_FALSE(state_.is_over);
  obey(command::Finish{});
  EXPECT_TRUE(state_.is_over);
}

TEST_F(VisitStateTest, knows_which_field_a_panel_has) {
  for (const PanelKind kind : {PanelKind::home, PanelKind::cases, PanelKind::entry, PanelKind::quiz,
                               PanelKind::help, PanelKind::service}) {
    open(kind);
    EXPECT_EQ(field_of(state_), nullptr) << static_cast<int>(kind);
    obey(command::Write{});
    EXPECT_FALSE(state_.writes) << "there is nothing to write in";
  }
  open(PanelKind::search);
  EXPECT_EQ(field_of(state_), &state_.query);
  EXPECT_EQ(field_kind_of(state_), FieldKind::text);
  open(PanelKind::status);
  EXPECT_EQ(field_of(state_), &state_.code);
  EXPECT_EQ(field_kind_of(state_), FieldKind::digits);
  open(PanelKind::report);
  EXPECT_EQ(field_of(state_), nullptr) << "first what it is about";
  obey(command::Category{"other"});
  EXPECT_EQ(field_of(state_), &state_.report.place);
  EXPECT_EQ(field_kind_of(state_), FieldKind::web_address);
  obey(command::PlaceKindIs{PlaceKind::account});
  EXPECT_EQ(field_kind_of(state_), FieldKind::text);
}

TEST_F(VisitStateTest, raises_the_keyboard_where_there_is_only_writing_to_do) {
  open(PanelKind::search);
  EXPECT_TRUE(state_.writes);
  EXPECT_EQ(keyboard_.field(), &state_.query);
  open(PanelKind::cases);
  EXPECT_FALSE(state_.writes);
  EXPECT_EQ(keyboard_.field(), nullptr);
  open(PanelKind::status);
  EXPECT_TRUE(state_.writes);
  EXPECT_EQ(keyboard_.mode(), KeyboardMode::digits);
  obey(command::StopWriting{});
  EXPECT_FALSE(state_.writes);
  EXPECT_EQ(keyboard_.field(), nullptr);
  obey(command::Write{});
  EXPECT_TRUE(state_.writes);
  obey(command::Back{});
  EXPECT_FALSE(state_.writes);
  open(PanelKind::status);
  obey(command::Home{});
  EXPECT_FALSE(state_.writes);
  EXPECT_EQ(keyboard_.field(), nullptr);
}

TEST_F(VisitStateTest, lowers_the_keyboard_at_its_own_key) {
  open(PanelKind::status);
  press_letters("12");
  obey(command::PressKey{"key.done"});
  EXPECT_FALSE(state_.writes);
  EXPECT_EQ(state_.code.text(), "12");
  obey(command::PressKey{"key.3"});
  EXPECT_EQ(state_.code.text(), "12") << "a key that is not up writes nothing";
}

TEST_F(VisitStateTest, takes_no_more_figures_than_a_code_has) {
  open(PanelKind::status);
  press_letters("12345678901234567890");
  EXPECT_EQ(state_.code.text(), "1234567890123456");
}

TEST_F(VisitStateTest, writes_english_for_those_who_read_it) {
  obey(command::Choose{Language::english});
  open(PanelKind::search);
  EXPECT_EQ(keyboard_.mode(), KeyboardMode::english);
  open(PanelKind::status);
  EXPECT_EQ(keyboard_.mode(), KeyboardMode::digits) << "a code is figures in any language";
}

TEST_F(VisitStateTest, finds_while_it_is_being_written) {
  open_search_for_letters();
  EXPECT_TRUE(state_.hits.empty());
  press_letters("shuadan");
  ASSERT_EQ(state_.hits.size(), 1U);
  EXPECT_EQ(state_.hits[0].id, "brushing");
  obey(command::Turn{2});
  obey(command::PressKey{"key.backspace"});
  EXPECT_EQ(state_.page().sheet, 0) << "what is found anew begins at its first sheet";
  press_letters("zzz");
  EXPECT_TRUE(state_.hits.empty());
  for (int i = 0; i < 20; ++i) obey(command::PressKey{"key.backspace"});
  EXPECT_EQ(state_.query.text(), "");
  EXPECT_TRUE(state_.hits.empty()) << "nothing asked, nothing found";
}

TEST_F(VisitStateTest, prefers_the_language_it_is_read_in) {
  obey(command::Choose{Language::english});
  open_search_for_letters();
  press_letters("refund");
  ASSERT_FALSE(state_.hits.empty());
  EXPECT_EQ(state_.hits[0].language, "en");
}

TEST_F(VisitStateTest, finds_nothing_where_there_is_no_catalogue) {
  open(PanelKind::search);
  keyboard_.set_mode(KeyboardMode::english);
  press_letters("shuadan");
  EXPECT_TRUE(state_.hits.empty());
  EXPECT_FALSE(state_.query.empty());
}

TEST_F(VisitStateTest, comes_back_from_what_was_found) {
  open_search_for_letters();
  press_letters("shuadan");
  open(PanelKind::entry, case_key("brushing"));
  obey(command::Back{});
  EXPECT_EQ(panel(), PanelKind::search);
  EXPECT_EQ(state_.hits.size(), 1U);
  EXPECT_EQ(state_.query.text(), "shuadan");
}

TEST_F(VisitStateTest, writes_by_hand) {
  open_search_for_letters();
  keyboard_.set_mode(KeyboardMode::handwriting);
  obey(command::WriteStroke{{{1, 2}, {30, 40}}});
  ASSERT_EQ(keyboard_.strokes().size(), 1U);
  EXPECT_EQ(keyboard_.strokes()[0].back(), (StrokePoint{30, 40}));
  obey(command::PressKey{"candidate.0"});
  EXPECT_EQ(state_.query.text(), "骗");
  EXPECT_FALSE(state_.hits.empty());
}

TEST_F(VisitStateTest, puts_the_caret_where_the_text_is_touched) {
  open(PanelKind::search);
  keyboard_.set_mode(KeyboardMode::english);
  press_letters("abc");
  obey(command::StopWriting{});
  obey(command::TouchText{1});
  EXPECT_TRUE(state_.writes) << "a touch raises the keyboard";
  press_letters("x");
  EXPECT_EQ(state_.query.text(), "axbc");
  open(PanelKind::home);
  obey(command::TouchText{1});  // no field: nothing to touch
  EXPECT_FALSE(state_.writes);
}

TEST_F(VisitStateTest, goes_through_a_report_and_back_without_losing_a_word) {
  open(PanelKind::report);
  EXPECT_FALSE(state_.writes);
  obey(command::Category{"nothing of the kind"});
  EXPECT_EQ(state_.report.step, ReportStep::category);
  obey(command::Category{"fraud"});
  EXPECT_EQ(state_.report.step, ReportStep::subtype);
  obey(command::Subtype{"tasks"});
  EXPECT_EQ(state_.report.step, ReportStep::where);
  EXPECT_TRUE(state_.writes);
  keyboard_.set_mode(KeyboardMode::english);
  press_letters("abc");
  obey(command::PlaceKindIs{PlaceKind::account});
  ASSERT_EQ(state_.report.places.size(), 1U) << "what was written is kept under its kind";
  EXPECT_EQ(state_.report.places[0].text.view(), "abc");
  EXPECT_EQ(state_.report.places[0].kind, PlaceKind::address);
  obey(command::GoOn{});
  EXPECT_EQ(state_.report.step, ReportStep::where) << "faster than anybody reads";
  go_on();
  EXPECT_EQ(state_.report.step, ReportStep::what);
  keyboard_.set_mode(KeyboardMode::english);
  press_letters("xyz");
  go_on();
  EXPECT_EQ(state_.report.step, ReportStep::contact);
  EXPECT_FALSE(state_.writes) << "it may be left out";
  go_on();
  EXPECT_EQ(state_.report.step, ReportStep::check);
  for (const ReportStep step : {ReportStep::contact, ReportStep::what, ReportStep::where, ReportStep::subtype,
                                ReportStep::category}) {
    obey(command::Back{});
    EXPECT_EQ(state_.report.step, step);
    EXPECT_EQ(panel(), PanelKind::report);
  }
  EXPECT_EQ(state_.report.what.text(), "xyz");
  EXPECT_EQ(state_.report.places.size(), 1U);
  obey(command::Category{"other"});
  EXPECT_TRUE(state_.report.subtype.empty()) << "it was of another category";
  EXPECT_EQ(state_.report.step, ReportStep::where) << "no kinds to choose from, no advice to read";
  obey(command::Back{});
  obey(command::Back{});
  EXPECT_EQ(panel(), PanelKind::home);
}

TEST_F(VisitStateTest, asks_for_one_of_where_and_what) {
  open(PanelKind::report);
  obey(command::Category{"other"});
  go_on();
  go_on();
  EXPECT_EQ(state_.report.step, ReportStep::what);
  EXPECT_EQ(state_.report.trouble, ReportTrouble::says_nothing);
  keyboard_.set_mode(KeyboardMode::english);
  press_letters("x");
  go_on();
  EXPECT_EQ(state_.report.trouble, ReportTrouble::none);
  EXPECT_EQ(state_.report.step, ReportStep::contact);
}

TEST_F(VisitStateTest, shows_the_numbers_before_it_goes_on_where_a_child_is_in_danger) {
  open(PanelKind::report);
  obey(command::Category{"minors"});
  EXPECT_EQ(state_.report.step, ReportStep::advice);
  obey(command::Advice{true});
  EXPECT_EQ(state_.report.step, ReportStep::advice) << "to be read first";
  EXPECT_TRUE(state_.report.is_urgent);
  go_on();
  EXPECT_EQ(state_.report.step, ReportStep::where);
  const Report report = state_.report.report(office_.report_form, "zh");
  EXPECT_TRUE(report.is_urgent);
  EXPECT_TRUE(report.is_minor);
}

TEST_F(VisitStateTest, sends_what_was_written_and_keeps_it_until_the_receipt_is_noted) {
  open(PanelKind::report);
  obey(command::Category{"other"});
  keyboard_.set_mode(KeyboardMode::english);
  press_letters("abc");
  go_on();
  go_on();
  go_on();
  ASSERT_EQ(state_.report.step, ReportStep::check);
  obey(command::Send{});
  EXPECT_EQ(state_.report.step, ReportStep::sending);
  obey(command::Send{});
  const Report report = state_.report.report(office_.report_form, "en");
  EXPECT_TRUE(can_be_sent(report));
  EXPECT_NE(report.id, ReportId{});
  EXPECT_EQ(report.category.view(), "other");
  EXPECT_EQ(report.form_version, "test");
  EXPECT_EQ(report.language, "en");
  constexpr std::array<std::uint8_t, Receipt::kRandomDigits> kFigures{1, 2, 3, 4, 5, 6, 7, 8,
                                                                      9, 0, 1, 2, 3, 4, 5};
  state_.report.receipt = Receipt::from_random(kFigures);
  state_.report.asked_group = 1;
  state_.report.step = ReportStep::receipt;
  obey(command::TouchText{0});
  for (const char* const key : {"key.5", "key.6", "key.7"}) obey(command::PressKey{key});
  EXPECT_FALSE(state_.report.is_proved) << "not yet whole";
  obey(command::PressKey{"key.9"});
  EXPECT_EQ(state_.report.is_proved, false);
  obey(command::PressKey{"key.backspace"});
  obey(command::PressKey{"key.8"});
  EXPECT_EQ(state_.report.is_proved, true);
  obey(command::KeepReceipt{});
  EXPECT_EQ(panel(), PanelKind::home);
  EXPECT_EQ(state_.report.step, ReportStep::category);
  EXPECT_FALSE(state_.report.receipt);
  EXPECT_TRUE(state_.report.places.empty());
}

TEST_F(VisitStateTest, looks_up_a_whole_receipt_only) {
  open(PanelKind::status);
  obey(command::LookUp{});
  EXPECT_EQ(state_.look_up.step, LookUpStep::asking);
  for (std::size_t i = 0; i < kCodeDigits; ++i) obey(command::PressKey{"key.7"});
  obey(command::LookUp{});
  EXPECT_EQ(state_.look_up.step, LookUpStep::searching);
  state_.look_up = {LookUpStep::found, Answer{{AnswerStep{}}}};
  obey(command::Back{});
  EXPECT_EQ(panel(), PanelKind::status) << "back to the figures";
  EXPECT_FALSE(state_.look_up.answer);
  EXPECT_TRUE(state_.writes);
}

TEST_F(VisitStateTest, names_what_an_entry_is_about) {
  ASSERT_NE(case_of(office_, case_key("refund")), nullptr);
  EXPECT_EQ(case_of(office_, case_key("refund"))->id, "refund");
  ASSERT_NE(notice_of(office_, notice_key("rumour")), nullptr);
  EXPECT_EQ(notice_of(office_, notice_key("rumour"))->id, "rumour");
  EXPECT_EQ(case_of(office_, notice_key("rumour")), nullptr);
  EXPECT_EQ(notice_of(office_, case_key("refund")), nullptr);
  for (const char* const key : {"", "case:", "case:none", "refund", "notice:", "notice:none"}) {
    EXPECT_EQ(case_of(office_, key), nullptr) << key;
    EXPECT_EQ(notice_of(office_, key), nullptr) << key;
  }
}

TEST_F(VisitStateTest, plays_a_quiz_to_its_end) {
  obey(command::BeginQuiz{"calls"});
  EXPECT_EQ(panel(), PanelKind::quiz);
  EXPECT_EQ(state_.page().subject, "calls");
  EXPECT_EQ(state_.quiz.question, 0U);
  obey(command::NextQuestion{});
  EXPECT_EQ(state_.quiz.question, 0U) << "not before an answer";
  obey(command::Answer{1});
  EXPECT_EQ(state_.quiz.answer, 1U);
  EXPECT_EQ(state_.quiz.right, 1U);
  obey(command::Answer{1});
  obey(command::Answer{0});
  EXPECT_EQ(state_.quiz.answer, 1U) << "the first answer counts, and once";
  EXPECT_EQ(state_.quiz.right, 1U);
  obey(command::NextQuestion{});
  EXPECT_EQ(state_.quiz.question, 1U);
  EXPECT_FALSE(state_.quiz.answer);
  obey(command::Answer{2});  // wrong
  obey(command::NextQuestion{});
  obey(command::Answer{2});
  EXPECT_EQ(state_.quiz.right, 2U);
  EXPECT_FALSE(state_.quiz.is_over) << "the last explanation is still to be read";
  obey(command::NextQuestion{});
  EXPECT_TRUE(state_.quiz.is_over);
  obey(command::Answer{0});
  obey(command::NextQuestion{});
  EXPECT_EQ(state_.quiz.right, 2U);
  EXPECT_EQ(state_.quiz.question, 3U);
  EXPECT_FALSE(state_.quiz.answer);
}

TEST_F(VisitStateTest, plays_a_quiz_once_more_and_another_one_anew) {
  obey(command::BeginQuiz{"links"});
  obey(command::Answer{0});
  obey(command::NextQuestion{});
  ASSERT_TRUE(state_.quiz.is_over);
  const std::size_t way = state_.trail.size();
  obey(command::BeginQuiz{"links"});
  EXPECT_EQ(state_.trail.size(), way) << "once more is no further panel";
  EXPECT_FALSE(state_.quiz.is_over);
  EXPECT_EQ(state_.quiz.right, 0U);
  obey(command::Answer{0});
  obey(command::BeginQuiz{"calls"});
  EXPECT_EQ(state_.page().subject, "calls");
  EXPECT_EQ(state_.quiz.question, 0U);
  EXPECT_FALSE(state_.quiz.answer);
  EXPECT_EQ(state_.quiz.right, 0U);
}

TEST_F(VisitStateTest, minds_no_quiz_that_is_not_there) {
  obey(command::Answer{0});
  obey(command::NextQuestion{});
  obey(command::BeginQuiz{"none"});
  obey(command::Answer{0});
  obey(command::NextQuestion{});
  EXPECT_FALSE(state_.quiz.answer);
  EXPECT_EQ(state_.quiz.question, 0U);
  open(PanelKind::quiz);
  obey(command::Answer{0});
  EXPECT_FALSE(state_.quiz.answer) << "among the topics nothing is asked";
}

TEST_F(VisitStateTest, forgets_all_that_a_citizen_chose_and_wrote) {
  obey(command::Choose{Language::english});
  obey(command::Enlarge{});
  obey(command::Contrast{});
  obey(command::LowerReach{});
  obey(command::ReadAloud{});
  open_search_for_letters();
  for (const char* const key : {"key.r", "key.e", "key.f"}) obey(command::PressKey{key});
  obey(command::Open{{PanelKind::status, "", 0}});
  obey(command::PressKey{"key.7"});
  obey(command::BeginQuiz{"calls"});
  obey(command::Answer{1});
  obey(command::Open{{PanelKind::report, "", 0}});
  obey(command::Category{"other"});
  obey(command::PressKey{"key.x"});
  state_.seconds_left = 3;
  ASSERT_FALSE(state_.query.empty() || state_.code.empty() || state_.report.place.empty());
  ASSERT_FALSE(state_.hits.empty());
  ASSERT_TRUE(state_.writes);
  wipe(state_, keyboard_);
  EXPECT_EQ(state_.mode, Mode{});
  EXPECT_EQ(state_.volume, SpeechVolume::off);
  EXPECT_EQ(panel(), PanelKind::home);
  EXPECT_EQ(state_.trail.size(), 1U);
  EXPECT_EQ(state_.quiz.question, 0U);
  EXPECT_FALSE(state_.quiz.answer);
  EXPECT_EQ(state_.quiz.right, 0U);
  EXPECT_FALSE(state_.quiz.is_over);
  for (TextField* const field : {&state_.query, &state_.report.place, &state_.code}) {
    EXPECT_TRUE(field->empty());
    EXPECT_TRUE(field->composing().empty());
    EXPECT_FALSE(field->can_undo());
    EXPECT_FALSE(field->undo());
    EXPECT_FALSE(field->redo());
  }
  EXPECT_TRUE(state_.hits.empty());
  EXPECT_EQ(state_.hits.capacity(), 0U);
  EXPECT_TRUE(state_.report.category.empty());
  EXPECT_FALSE(state_.writes);
  EXPECT_FALSE(state_.seconds_left);
  EXPECT_EQ(keyboard_.field(), nullptr);
  EXPECT_TRUE(keyboard_.strokes().empty());
}

// wipe() leaves these as they were; to be enabled with its repair.
TEST_F(VisitStateTest, forgets_a_stroke_that_is_being_written_and_that_all_is_over) {
  open(PanelKind::search);
  state_.stroke = {{1, 2}, {3, 4}};
  state_.finger = {5, 6};
  obey(command::Finish{});
  wipe(state_, keyboard_);
  EXPECT_TRUE(state_.stroke.empty());
  EXPECT_EQ(state_.stroke.capacity(), 0U);
  EXPECT_EQ(state_.finger, StrokePoint{});
  EXPECT_FALSE(state_.is_over);
}

// No panel offers such an option, but the answer counts as given.
TEST_F(VisitStateTest, takes_no_answer_that_is_not_offered) {
  obey(command::BeginQuiz{"calls"});
  obey(command::Answer{3});
  EXPECT_FALSE(state_.quiz.answer);
}

// A touch in the text turns to English letters whatever was being written with.
TEST_F(VisitStateTest, keeps_the_keyboard_that_was_chosen_when_the_text_is_touched) {
  obey(command::Choose{Language::english});
  open(PanelKind::search);
  obey(command::PressKey{"key.handwriting"});
  ASSERT_EQ(keyboard_.mode(), KeyboardMode::handwriting);
  obey(command::TouchText{0});
  EXPECT_EQ(keyboard_.mode(), KeyboardMode::handwriting);
}

// What was found stays in the language of before until the next key.
TEST_F(VisitStateTest, finds_anew_when_the_language_changes) {
  open_search_for_letters();
  press_letters("app");
  ASSERT_FALSE(state_.hits.empty());
  ASSERT_EQ(state_.hits[0].language, "zh");
  obey(command::Choose{Language::english});
  EXPECT_EQ(state_.hits[0].language, "en");
}

}  // namespace
}  // namespace crier
