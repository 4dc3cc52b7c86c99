// SPDX-License-Identifier: Apache-2.0
#include "player/clock/playout_clock.hpp"

#include <algorithm>
#include <cstdlib>

namespace crier {
namespace {

constexpr WallTime kProgramWritten = std::chrono::sys_days{std::chrono::year{2026} / 1 / 1};
constexpr int kReadings = 3;

}  // namespace

PlayoutClock::PlayoutClock(const Clock& clock, Nanoseconds lead)
    : clock_(clock), lead_(lead), offset_(0), observed_at_(clock.monotonic()) {
  offset_ = measured_offset().count();
}

bool PlayoutClock::is_known() const {
  return clock_.wall() + lead_ >= kProgramWritten || lead_ != Nanoseconds{0};
}

// The reading between whose two monotonic readings the least time passed is the least disturbed by
// preemption.
Nanoseconds PlayoutClock::measured_offset() const {
  Nanoseconds best{0};
  Nanoseconds narrowest = Nanoseconds::max();
  for (int i = 0; i < kReadings; ++i) {
    const MonotonicTime before = clock_.monotonic();
    const WallTime wall = clock_.wall();
    const Nanoseconds width = clock_.monotonic() - before;
    if (width >= narrowest) continue;
    narrowest = width;
    best = wall.time_since_epoch() - (before + width / 2).time_since_epoch();
  }
  return best + lead_;
}

PlayoutClock::Change PlayoutClock::observe() {
  const MonotonicTime now = clock_.monotonic();
  const Nanoseconds passed = now - observed_at_;
  observed_at_ = now;
  const Nanoseconds error = measured_offset() - offset();
  const Nanoseconds distance = std::chrono::abs(error);
  if (distance <= kIgnoredStep) return Change::none;
  if (distance > kSlewLimit) {
    offset_ += error.count();
    return Change::relock;
  }
  const Nanoseconds most = passed * kSlewPartsPerMillion / 1'000'000;
  offset_ += std::clamp(error, -most, most).count();
  return Change::slewing;
}

}  // namespace crier
