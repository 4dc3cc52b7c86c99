// SPDX-License-Identifier: Apache-2.0
// CueTimeline: which of many spans of time hold at a moment. Between two neighbouring boundaries that never
// changes, so that a moment's interval says it all. Internal to player/captions; plain value.
#pragma once

#include <optional>
#include <vector>

#include "config/clock.hpp"

namespace crier {

// From `begin` until before `end`.
struct CueSpan {
  Nanoseconds begin{0};
  Nanoseconds end{0};
};

class CueTimeline {
 public:
  CueTimeline() = default;
  explicit CueTimeline(std::vector<CueSpan> spans);

  // Equal for two moments only if no span begins or ends between them.
  std::size_t interval(Nanoseconds position) const;

  // The indices of the spans that hold, in order.
  std::vector<std::size_t> active(Nanoseconds position) const;

  // The first begin or end after `position`.
  std::optional<Nanoseconds> next_change(Nanoseconds position) const;

 private:
  std::vector<CueSpan> spans_;
  std::vector<Nanoseconds> boundaries_;  // ascending, each once
};

}  // namespace crier
