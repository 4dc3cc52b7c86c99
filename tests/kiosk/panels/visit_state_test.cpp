// SPDX-License-Identifier: Apache-2.0
// The way of one citizen through the panels, command by command, and that nothing of it stays.
#include <gtest/gtest.h>

#include "tests/kiosk/panels/visit_state_fixture.hpp"

namespace crier {
namespace {

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

TEST_F(VisitStateTest, keeps_its_place_where_words_change_their_size) {
  open(PanelKind::entry, case_key("refund"));
  obey(command::Turn{2});
  obey(command::Shown{2, 7});
  obey(command::Enlarge{});
  EXPECT_EQ(state_.page().item, 7);
  obey(command::Shown{4, 6});
  EXPECT_EQ(state_.page().sheet, 4) << "the panel was cut anew";
  obey(command::Enlarge{});
  EXPECT_EQ(state_.page().item, 7) << "what was seen first, though the last sheet began before it";
  obey(command::Shown{2, 7});
  obey(command::Turn{1});
  EXPECT_EQ(state_.page().sheet, 3);
  EXPECT_FALSE(state_.page().item) << "who leafs goes by sheets";
}

// There may be fewer than there were: the first press back must be seen.
TEST_F(VisitStateTest, leafs_from_the_sheet_that_is_seen) {
  open(PanelKind::cases);
  obey(command::Turn{6});
  obey(command::Shown{2});
  obey(command::Turn{-1});
  EXPECT_EQ(state_.page().sheet, 1);
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

TEST_F(VisitStateTest, keeps_the_keyboard_that_was_chosen_when_the_text_is_touched) {
  obey(command::Choose{Language::english});
  open(PanelKind::search);
  obey(command::PressKey{"key.handwriting"});
  ASSERT_EQ(keyboard_.mode(), KeyboardMode::handwriting);
  obey(command::TouchText{0});
  EXPECT_EQ(keyboard_.mode(), KeyboardMode::handwriting);
}

}  // namespace
}  // namespace crier
