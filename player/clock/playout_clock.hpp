// SPDX-License-Identifier: Apache-2.0
// PlayoutClock: the wall clock made smooth. Maps wall time to the monotonic clock by an offset that is
// constant while nobody sets the clock: NTP slews both clocks alike, only steps change their difference. A
// step of up to kSlewLimit is worked off at kSlewRate without a visible trace; a larger one asks for a
// relock. `observe` belongs to the main thread; everything else is safe on any thread.
#pragma once

#include <atomic>

#include "config/clock.hpp"

namespace crier {

inline constexpr Nanoseconds kIgnoredStep = std::chrono::milliseconds{2};
inline constexpr Nanoseconds kSlewLimit = std::chrono::milliseconds{100};
inline constexpr std::int64_t kSlewPartsPerMillion = 1'500;

class PlayoutClock {
 public:
  // `lead` is added to the machine's wall time: above zero to play what will be on later (--at).
  PlayoutClock(const Clock& clock, Nanoseconds lead);

  MonotonicTime monotonic() const { return clock_.monotonic(); }
  WallTime now() const { return wall(clock_.monotonic()); }
  WallTime wall(MonotonicTime time) const { return WallTime{time.time_since_epoch() + offset()}; }
  MonotonicTime monotonic(WallTime time) const { return MonotonicTime{time.time_since_epoch() - offset()}; }

  // True where the machine's clock cannot be right: it says a year before this program was written. The lead
  // of --at counts as knowledge.
  bool is_known() const;

  enum class Change { none, slewing, relock };

  // Compares the clocks; call at every presentation, and at least once a second. After `relock` the mapping
  // is already the new one.
  Change observe();

 private:
  Nanoseconds offset() const { return Nanoseconds{offset_.load(std::memory_order_relaxed)}; }
  Nanoseconds measured_offset() const;

  const Clock& clock_;
  const Nanoseconds lead_;
  std::atomic<std::int64_t> offset_;  // wall minus monotonic, ns, as played
  MonotonicTime observed_at_;
};

}  // namespace crier
