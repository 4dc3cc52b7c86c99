// SPDX-License-Identifier: Apache-2.0
// A citizen's report from its first step to its receipt, and the way back with the receipt's code.
#include <gtest/gtest.h>

#include <array>

#include "tests/kiosk/panels/visit_state_fixture.hpp"

namespace crier {
namespace {

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

}  // namespace
}  // namespace crier
