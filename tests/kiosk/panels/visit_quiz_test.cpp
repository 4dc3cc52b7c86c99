// SPDX-License-Identifier: Apache-2.0
// A quiz played by a citizen.
#include <gtest/gtest.h>

#include "tests/kiosk/panels/visit_state_fixture.hpp"

namespace crier {
namespace {

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

// No panel offers such an option.
TEST_F(VisitStateTest, takes_no_answer_that_is_not_offered) {
  obey(command::BeginQuiz{"calls"});
  obey(command::Answer{3});
  EXPECT_FALSE(state_.quiz.answer);
}

}  // namespace
}  // namespace crier
