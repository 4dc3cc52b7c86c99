// SPDX-License-Identifier: Apache-2.0
// The rules of triage: which status follows which, what each needs to be entered, and by when something must
// be done. Pure functions over plain values; any thread.
//
// Two clocks run for every report: the citizen's from the day of filing, the office's from the day on which
// the envelope was fetched. What binds the office is counted on its own clock; a report that waited long in a
// kiosk without a network is shown as late to the citizen all the same.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/result.hpp"
#include "content/model/localized_text.hpp"
#include "content/model/report_form.hpp"
#include "content/workdays/work_calendar.hpp"

namespace crier {

// What the office does meanwhile; citizens are told the status alone.
enum class SubState { none, assigned, merged, verifying, platform_notified, police };

// Why a report was refused, or how it ended. "Closed" alone says nothing, and never means "solved".
enum class OutcomeCode {
  none,
  out_of_scope,  // refused, as the next two
  insufficient,
  abusive,
  removed,  // answered, as those that follow
  account_action,
  refuted,
  no_violation,
  evidence_insufficient,
};

// The words of the command line, in the enums' order: "none", "assigned" ...
const std::vector<std::string>& sub_state_names();
const std::vector<std::string>& outcome_names();

// Days, and where triage has got to.
struct TriageState {
  ReportStatus status = ReportStatus::received;
  SubState sub = SubState::none;
  OutcomeCode outcome = OutcomeCode::none;
  std::string category;  // a key of the form, or kUnknownCategory
  std::string officer;
  std::optional<std::int64_t> merged_into;
  bool is_red = false;  // money just lost, or a child: to be looked at on the same day
  bool has_contact = false;
  std::chrono::sys_days received{};
  std::optional<std::chrono::sys_days> filed;
  std::optional<std::chrono::sys_days> triaged;    // left "received" for the first time
  std::optional<std::chrono::sys_days> accepted;   // for the first time
  std::optional<std::chrono::sys_days> decided;    // the outcome was first known
  std::optional<std::chrono::sys_days> closed;     // last; none while it is open
  std::optional<std::chrono::sys_days> kept_from;  // closed for the first time: reopening does not prolong it
  std::optional<std::chrono::sys_days> reopened;   // last
  std::optional<std::chrono::sys_days> paused_since;  // a question waits for the citizen
  int paused_days = 0;

  bool operator==(const TriageState&) const = default;
};

inline constexpr const char* kUnknownCategory = "unknown";

// What an officer does.
struct TriageStep {
  ReportStatus status = ReportStatus::accepted;
  SubState sub = SubState::none;
  OutcomeCode outcome = OutcomeCode::none;
  std::string officer;                      // accepted: who takes it on
  std::string body;                         // transferred: to whom
  std::optional<std::int64_t> merged_into;  // accepted, with sub-state merged: the report that goes on
  std::optional<std::string> category;      // sorted anew
  LocalizedText happened;                   // told to the citizen
  LocalizedText decided;
  LocalizedText next;
  std::string note;  // for the office alone
};

// Fails, naming what is missing or what may follow instead.
Result<void> check_step(const TriageState& state, const TriageStep& step);

// The state after a step that check_step lets pass.
TriageState apply_step(TriageState state, const TriageStep& step, std::chrono::sys_days today);

bool is_open(ReportStatus status);

struct TimeLimits {
  int triage_workdays = 7;
  int reply_workdays = 5;  // after the decision, to who left contact details
  int overall_days = 60;
};

// None where nothing is owed.
struct Deadlines {
  std::optional<std::chrono::sys_days> triage;
  std::optional<std::chrono::sys_days> reply;    // rests while a question waits
  std::optional<std::chrono::sys_days> citizen;  // the overall limit, from the day of filing
};
Deadlines deadlines_of(const TriageState& state, const WorkCalendar& calendar, const TimeLimits& limits);

}  // namespace crier
