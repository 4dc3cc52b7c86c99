// SPDX-License-Identifier: Apache-2.0
// What a citizen seeks and what is found, letter by letter.
#include <gtest/gtest.h>

#include "tests/kiosk/panels/visit_state_fixture.hpp"

namespace crier {
namespace {

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
