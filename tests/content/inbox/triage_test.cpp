// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "content/inbox/triage.hpp"

namespace crier {
namespace {

using std::chrono::sys_days;
using enum ReportStatus;

sys_days day(int month, int number) {
  return sys_days{std::chrono::year{2026} / month / number};
}

// A step with all that any status asks for, but for outcomes.
TriageStep step_to(ReportStatus status, OutcomeCode outcome = OutcomeCode::none) {
  TriageStep step;
  step.status = status;
  step.outcome = outcome;
  step.officer = "li";
  step.body = "another office";
  step.happened = step.decided = step.next = {{"zh", "话"}};
  return step;
}

TriageState state_in(ReportStatus status) {
  TriageState state;
  state.status = status;
  state.received = day(11, 24);
  return state;
}

TEST(Triage, lets_a_status_follow_only_where_it_makes_sense) {
  const struct {
    ReportStatus from;
    ReportStatus to;
    bool may;
  } rows[] = {
      {received, accepted, true},    {received, question, true},     {received, refused, true},
      {received, transferred, true}, {received, answered, false},    {received, handling, false},
      {received, reopened, false},   {question, accepted, true},     {accepted, handling, true},
      {accepted, accepted, false},   {handling, answered, true},     {handling, handling, true},
      {answered, reopened, true},    {answered, answered, false},    {refused, accepted, false},
      {refused, reopened, true},     {transferred, answered, false}, {reopened, handling, true},
      {accepted, received, false},
  };
  for (const auto& row : rows) {
    const OutcomeCode outcome = row.to == refused    ? OutcomeCode::abusive
                                : row.to == answered ? OutcomeCode::removed
                                                     : OutcomeCode::none;
    EXPECT_EQ(check_step(state_in(row.from), step_to(row.to, outcome)).has_value(), row.may)
        << static_cast<int>(row.from) << " " << static_cast<int>(row.to);
  }
}

TEST(Triage, demands_a_code_and_words_for_every_end) {
  EXPECT_FALSE(check_step(state_in(received), step_to(refused)));
  EXPECT_FALSE(check_step(state_in(received), step_to(refused, OutcomeCode::removed)));
  EXPECT_TRUE(check_step(state_in(received), step_to(refused, OutcomeCode::out_of_scope)));
  EXPECT_FALSE(check_step(state_in(handling), step_to(answered)));
  EXPECT_FALSE(check_step(state_in(handling), step_to(answered, OutcomeCode::insufficient)));
  EXPECT_TRUE(check_step(state_in(handling), step_to(answered, OutcomeCode::no_violation)));
  EXPECT_FALSE(check_step(state_in(received), step_to(accepted, OutcomeCode::removed)));
  const auto without = [](TriageStep step, auto member) {
    step.*member = {};
    return step;
  };
  const TriageStep refusal = step_to(refused, OutcomeCode::abusive);
  EXPECT_FALSE(check_step(state_in(received), without(refusal, &TriageStep::decided)));
  EXPECT_FALSE(check_step(state_in(received), without(refusal, &TriageStep::happened)));
  EXPECT_FALSE(check_step(state_in(received), without(step_to(question), &TriageStep::next)));
  EXPECT_FALSE(check_step(state_in(received), without(step_to(accepted), &TriageStep::officer)));
  EXPECT_FALSE(check_step(state_in(received), without(step_to(transferred), &TriageStep::body)));
  EXPECT_FALSE(check_step(state_in(answered), without(step_to(reopened), &TriageStep::decided)));
  TriageStep merged = step_to(accepted);
  merged.sub = SubState::merged;
  EXPECT_FALSE(check_step(state_in(received), merged));
  merged.merged_into = 3;
  EXPECT_TRUE(check_step(state_in(received), merged));
  TriageStep wrong = step_to(accepted);
  wrong.sub = SubState::police;
  EXPECT_FALSE(check_step(state_in(received), wrong));
}

TEST(TimeLimits, run_on_two_clocks) {
  WorkCalendar calendar;
  calendar.holidays = {day(11, 26)};
  TriageState state = state_in(received);
  state.filed = day(11, 2);
  Deadlines due = deadlines_of(state, calendar, {});
  EXPECT_EQ(due.triage, day(12, 4));  // seven working days, one holiday and one weekend between
  EXPECT_EQ(due.reply, day(11, 24) + std::chrono::days(60));
  EXPECT_EQ(due.citizen, day(11, 2) + std::chrono::days(60));

  state.is_red = true;
  EXPECT_EQ(deadlines_of(state, calendar, {}).triage, day(11, 24));  // the same day

  state = apply_step(state, step_to(question), day(11, 25));
  due = deadlines_of(state, calendar, {});
  EXPECT_FALSE(due.triage || due.reply || due.citizen);  // it waits for the citizen

  state = apply_step(state, step_to(accepted), day(12, 5));
  EXPECT_EQ(state.paused_days, 10);
  EXPECT_EQ(state.triaged, day(11, 25));
  EXPECT_EQ(state.accepted, day(12, 5));
  EXPECT_EQ(deadlines_of(state, calendar, {}).reply, day(11, 24) + std::chrono::days(70));

  state = apply_step(state, step_to(handling, OutcomeCode::removed), day(12, 7));
  EXPECT_EQ(state.decided, day(12, 7));
  EXPECT_EQ(deadlines_of(state, calendar, {}).reply, day(11, 24) + std::chrono::days(70));
  state.has_contact = true;  // told within five working days of the decision
  EXPECT_EQ(deadlines_of(state, calendar, {}).reply, day(12, 14));

  state = apply_step(state, step_to(answered, OutcomeCode::removed), day(12, 8));
  due = deadlines_of(state, calendar, {});
  EXPECT_FALSE(due.triage || due.reply || due.citizen);
  EXPECT_EQ(state.closed, day(12, 8));

  state = apply_step(state, step_to(reopened), day(12, 20));
  EXPECT_EQ(deadlines_of(state, calendar, {}).reply, day(12, 20) + std::chrono::days(60));
  EXPECT_EQ(state.outcome, OutcomeCode::none);
  state = apply_step(state, step_to(answered, OutcomeCode::no_violation), day(12, 28));
  EXPECT_EQ(state.kept_from, day(12, 8));  // reopening does not prolong the retention
  EXPECT_EQ(state.closed, day(12, 28));
}

}  // namespace
}  // namespace crier
