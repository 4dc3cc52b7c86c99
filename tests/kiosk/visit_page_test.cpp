// SPDX-License-Identifier: Apache-2.0
// What is another page to who hears it, and how patient the kiosk is with it.
#include "kiosk/visit_page.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>

namespace crier {
namespace {

VisitState on(PanelKind panel) {
  VisitState state;
  state.trail.push_back({panel, "", 0});
  return state;
}

Receipt a_receipt() {
  return Receipt::from_random(std::array<std::uint8_t, Receipt::kRandomDigits>{});
}

TEST(VisitPage, is_another_one_where_an_answer_was_found) {
  VisitState state = on(PanelKind::status);
  const std::string asking = page_name(state);
  for (const LookUpStep step : {LookUpStep::searching, LookUpStep::missing}) {
    state.look_up.step = step;
    EXPECT_EQ(page_name(state), asking) << "only a line of it differs";
  }
  state.look_up.step = LookUpStep::found;
  EXPECT_NE(page_name(state), asking);
}

TEST(VisitPage, is_the_same_while_it_is_asked_whether_somebody_is_there) {
  VisitState state = on(PanelKind::cases);
  const std::string before = page_name(state);
  state.seconds_left = 30;
  EXPECT_EQ(page_name(state), before);
}

TEST(VisitPage, is_another_one_for_each_step_sheet_and_question) {
  VisitState state = on(PanelKind::report);
  std::string last = page_name(state);
  const auto differs = [&] { return std::exchange(last, page_name(state)) != last; };
  state.report.step = ReportStep::where;
  EXPECT_TRUE(differs());
  state.trail.back().sheet = 1;
  EXPECT_TRUE(differs());
  state.quiz.question = 1;
  EXPECT_TRUE(differs());
  state.trail.back().subject = "another";
  EXPECT_TRUE(differs());
  state.writes = true;
  EXPECT_FALSE(differs());
}

TEST(VisitPage, deserves_a_form_s_patience_only_where_something_is_written) {
  EXPECT_EQ(pastime_of(VisitState()), Pastime::reading);
  EXPECT_EQ(pastime_of(on(PanelKind::entry)), Pastime::reading);
  VisitState search = on(PanelKind::search);
  search.writes = true;
  EXPECT_EQ(pastime_of(search), Pastime::writing);
  VisitState report = on(PanelKind::report);
  EXPECT_EQ(pastime_of(report), Pastime::writing);
  report.report.receipt = a_receipt();
  report.writes = true;
  EXPECT_EQ(pastime_of(report), Pastime::receipt);
  VisitState status = on(PanelKind::status);
  EXPECT_EQ(pastime_of(status), Pastime::writing);
  status.look_up.step = LookUpStep::found;
  EXPECT_EQ(pastime_of(status), Pastime::reading) << "an answer is read";
}

}  // namespace
}  // namespace crier
