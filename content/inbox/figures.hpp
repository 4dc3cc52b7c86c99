// SPDX-License-Identifier: Apache-2.0
// Figures: what became of reports between two days, for the office's yearly account. Reads the database; one
// thread.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>

#include "content/inbox/inbox.hpp"

namespace crier {

struct ReportCounts {
  std::int64_t received = 0;
  std::int64_t accepted = 0;     // for the first time
  std::int64_t transferred = 0;  // these three: closed so, and not opened again since
  std::int64_t refused = 0;
  std::int64_t answered = 0;

  std::int64_t handled() const { return transferred + refused + answered; }
};

// Times in days.
struct DaySpread {
  std::int64_t reports = 0;
  double median = 0;
  std::int64_t longest = 0;
};

struct Figures {
  ReportCounts all;
  std::map<std::string, ReportCounts> by_category;  // a report counts where it is sorted now
  std::map<std::string, std::int64_t> by_outcome;   // of those closed
  DaySpread to_triage;          // from arrival to the first decision on it, of those triaged in the period
  DaySpread to_end;             // from arrival to the end, of those closed in the period
  DaySpread for_citizen;        // from filing to the end, of those whose day of filing is known
  std::int64_t still_open = 0;  // received in the period
};

// Both days included.
Result<Figures> figures(Inbox& inbox, std::chrono::sys_days from, std::chrono::sys_days to);

}  // namespace crier
