// SPDX-License-Identifier: Apache-2.0
// Answer: what the office tells a reporter about a report, step by step. Plain values; any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <vector>

#include "content/model/localized_text.hpp"
#include "content/model/report_form.hpp"

namespace crier {

inline constexpr std::size_t kMostAnswerSteps = 24;

struct AnswerStep {
  ReportStatus status = ReportStatus::received;
  std::chrono::sys_days day{};
  LocalizedText happened;  // what happened
  LocalizedText decided;   // what was decided, and why; may be empty, as the next
  LocalizedText next;      // what comes next

  bool operator==(const AnswerStep&) const = default;
};

struct Answer {
  std::vector<AnswerStep> steps;  // the oldest first, at least one

  bool operator==(const Answer&) const = default;
};

}  // namespace crier
