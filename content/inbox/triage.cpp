// SPDX-License-Identifier: Apache-2.0
#include "content/inbox/triage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace crier {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using enum ReportStatus;

constexpr std::size_t kMostNoteBytes = 4'000;
constexpr std::size_t kMostNameBytes = 200;

std::vector<ReportStatus> followers(ReportStatus status) {
  switch (status) {
    case received:
      return {question, accepted, refused, transferred};
    case question:
    case reopened:
      return {question, accepted, refused, transferred, handling, answered};
    case accepted:
    case handling:
      return {question, refused, transferred, handling, answered};
    case refused:
    case transferred:
    case answered:
      return {reopened};
  }
  return {};
}

const std::string& name_of(ReportStatus status) {
  return report_status_names()[static_cast<std::size_t>(status)];
}

bool is_refusal(OutcomeCode code) {
  return code >= OutcomeCode::out_of_scope && code <= OutcomeCode::abusive;
}

bool is_answer(OutcomeCode code) {
  return code >= OutcomeCode::removed;
}

tl::unexpected<Error> missing(const TriageStep& step, const char* what) {
  return fail(ErrorCode::invalid_argument, fmt::format("\"{}\" needs {}", name_of(step.status), what));
}

// Codes out of one half of the list, for messages.
std::string codes(bool (*belongs)(OutcomeCode)) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < outcome_names().size(); ++i)
    if (belongs(static_cast<OutcomeCode>(i))) names.push_back(outcome_names()[i]);
  return fmt::format("{}", fmt::join(names, ", "));
}

Result<void> check_outcome(const TriageStep& step) {
  const std::string needed =
      fmt::format("an outcome: {}", codes(step.status == refused ? is_refusal : is_answer));
  if (step.status == refused && !is_refusal(step.outcome)) return missing(step, needed.c_str());
  if (step.status == answered && !is_answer(step.outcome)) return missing(step, needed.c_str());
  const bool may_have = step.status == refused || step.status == answered || step.status == handling;
  if (step.outcome != OutcomeCode::none && !may_have)
    return fail(ErrorCode::invalid_argument,
                fmt::format("\"{}\" has no outcome; leave it out", name_of(step.status)));
  if (step.status == handling && is_refusal(step.outcome)) return missing(step, needed.c_str());
  return {};
}

Result<void> check_sub_state(const TriageStep& step) {
  const bool is_acceptance = step.sub == SubState::assigned || step.sub == SubState::merged;
  const bool fits = step.sub == SubState::none || step.status == (is_acceptance ? accepted : handling);
  if (!fits)
    return fail(ErrorCode::invalid_argument,
                fmt::format("\"{}\" does not go with \"{}\"",
                            sub_state_names()[static_cast<std::size_t>(step.sub)], name_of(step.status)));
  if ((step.sub == SubState::merged) != step.merged_into.has_value())
    return fail(ErrorCode::invalid_argument, "\"merged\" goes with the number of the report that goes on");
  return {};
}

Result<void> check_words(const TriageStep& step) {
  if (step.happened.empty()) return missing(step, "words for the citizen on what happened");
  if ((step.status == refused || step.status == answered || step.status == reopened) && step.decided.empty())
    return missing(step, "words for the citizen on what was decided and why");
  if (step.status == question && step.next.empty())
    return missing(step, "the question to the citizen, as what comes next");
  if (step.status == accepted && step.officer.empty()) return missing(step, "an officer");
  if (step.status == transferred && step.body.empty()) return missing(step, "the body that it goes to");
  if (step.note.size() > kMostNoteBytes || step.body.size() > kMostNameBytes ||
      step.officer.size() > kMostNameBytes)
    return fail(ErrorCode::limit, "the note, the body or the officer's name is too long; shorten it");
  return {};
}

std::optional<sys_days> earlier(std::optional<sys_days> one, std::optional<sys_days> other) {
  if (!one || !other) return one ? one : other;
  return std::min(*one, *other);
}

}  // namespace

const std::vector<std::string>& sub_state_names() {
  static const std::vector<std::string> names = {"none",      "assigned",          "merged",
                                                 "verifying", "platform_notified", "police"};
  return names;
}

const std::vector<std::string>& outcome_names() {
  static const std::vector<std::string> names = {"none",    "out_of_scope", "insufficient",
                                                 "abusive", "removed",      "account_action",
                                                 "refuted", "no_violation", "evidence_insufficient"};
  return names;
}

bool is_open(ReportStatus status) {
  return status != refused && status != transferred && status != answered;
}

Result<void> check_step(const TriageState& state, const TriageStep& step) {
  const std::vector<ReportStatus> next = followers(state.status);
  if (std::find(next.begin(), next.end(), step.status) == next.end()) {
    std::vector<std::string> names;
    for (const ReportStatus status : next) names.push_back(name_of(status));
    return fail(ErrorCode::invalid_argument, fmt::format("the report is \"{}\"; next it can be: {}",
                                                         name_of(state.status), fmt::join(names, ", ")));
  }
  if (auto good = check_outcome(step); !good) return good;
  if (auto good = check_sub_state(step); !good) return good;
  return check_words(step);
}

TriageState apply_step(TriageState state, const TriageStep& step, sys_days today) {
  if (state.paused_since) {
    state.paused_days += std::max(0, static_cast<int>((today - *state.paused_since).count()));
    state.paused_since.reset();
  }
  if (!state.triaged) state.triaged = today;
  state.status = step.status;
  state.sub = step.sub;
  state.merged_into = step.merged_into;
  if (step.category) state.category = *step.category;
  if (!step.officer.empty()) state.officer = step.officer;
  if (step.outcome != OutcomeCode::none || !is_open(step.status) || step.status == reopened)
    state.outcome = step.outcome;
  if (step.status == accepted && !state.accepted) state.accepted = today;
  if (is_answer(step.outcome) && !state.decided) state.decided = today;
  if (step.status == question) state.paused_since = today;
  if (step.status == reopened) {
    state.reopened = today;
    state.closed.reset();
    state.decided.reset();
    state.paused_days = 0;
  }
  if (!is_open(step.status)) {
    state.closed = today;
    if (!state.kept_from) state.kept_from = today;
  }
  return state;
}

Deadlines deadlines_of(const TriageState& state, const WorkCalendar& calendar, const TimeLimits& limits) {
  Deadlines due;
  if (!is_open(state.status)) return due;
  const sys_days begin = state.reopened.value_or(state.received);
  if (state.status == received || state.status == reopened)
    due.triage = state.is_red ? begin : calendar.after(begin, limits.triage_workdays);
  if (state.status == question) return due;
  const days overall(limits.overall_days + state.paused_days);
  due.reply = begin + overall;
  if (state.decided && state.has_contact)
    due.reply = earlier(due.reply, calendar.after(*state.decided, limits.reply_workdays));
  if (state.filed && !state.reopened) due.citizen = *state.filed + overall;
  return due;
}

}  // namespace crier
