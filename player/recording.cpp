// SPDX-License-Identifier: Apache-2.0
#include "player/recording.hpp"

#include <algorithm>

namespace crier {

Result<void> Recording::run(WallTime end, const std::atomic<bool>& stopped, const FrameTaker& take) {
  const WallTime begin = clock_.wall();
  WallTime waited_for = WallTime::min();
  while (true) {
    if (stopped) return fail(ErrorCode::cancelled, "the recording was stopped");
    const WallTime now = clock_.wall();
    stage_.pull(now);
    const WallTime next = stage_.next_change().value_or(WallTime::max());
    const WallTime certain = std::max(stage_.certain_until(), begin);
    if (certain <= next && certain < end) {
      // Some zone does not know yet what it shows then. Time goes on to that moment, so that it is made.
      if (certain == waited_for) return fail(ErrorCode::io, "no picture was decoded within half a minute");
      clock_.set(std::max(now, certain));
      stage_.wait_for_certainty(certain);
      stage_.pull(clock_.wall());
      waited_for = stage_.certain_until() <= certain ? certain : WallTime::min();
      continue;
    }
    if (next >= end) return {};
    const WallTime due = std::max(now, next);
    clock_.set(due);
    if (!stage_.advance(due)) continue;
    const auto drawn = display_.draw(stage_.composition());
    stage_.drawn();
    if (!drawn) return drawn;
    if (const auto taken = take(display_.canvas(), due); !taken) return taken;
  }
}

}  // namespace crier
