// SPDX-License-Identifier: Apache-2.0
#include "content/inbox/inbox_row.hpp"

#include <algorithm>

namespace crier {
namespace {

// Whoever writes to the database by hand must not make us look beyond a list's end.
template <class Enum>
Enum enum_of(std::int64_t value, std::size_t count) {
  return static_cast<Enum>(std::clamp<std::int64_t>(value, 0, static_cast<std::int64_t>(count) - 1));
}

}  // namespace

ReportLine line_of(const InboxQuery& row) {
  ReportLine line;
  TriageState& state = line.state;
  line.number = row.integer(0);
  state.status = enum_of<ReportStatus>(row.integer(1), kReportStatuses);
  state.sub = enum_of<SubState>(row.integer(2), sub_state_names().size());
  state.outcome = enum_of<OutcomeCode>(row.integer(3), outcome_names().size());
  state.category = row.text(4);
  state.officer = row.text(5);
  state.merged_into = row.optional_integer(6);
  line.marks = static_cast<std::uint32_t>(row.integer(7));
  line.site = row.text(8);
  state.received = day_of(row.integer(9));
  state.filed = day_of(row.optional_integer(10));
  state.triaged = day_of(row.optional_integer(11));
  state.accepted = day_of(row.optional_integer(12));
  state.decided = day_of(row.optional_integer(13));
  state.closed = day_of(row.optional_integer(14));
  state.kept_from = day_of(row.optional_integer(15));
  state.reopened = day_of(row.optional_integer(16));
  state.paused_since = day_of(row.optional_integer(17));
  state.paused_days = static_cast<int>(row.integer(18));
  line.due.triage = day_of(row.optional_integer(19));
  line.due.reply = day_of(row.optional_integer(20));
  line.due.citizen = day_of(row.optional_integer(21));
  line.is_purged = row.integer(22) != 0;
  state.is_red = (line.marks & (kMarkUrgent | kMarkMinor)) != 0;
  state.has_contact = (line.marks & kMarkContact) != 0;
  return line;
}

}  // namespace crier
