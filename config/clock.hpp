// SPDX-License-Identifier: Apache-2.0
// Clock: where every program gets its time from, so that tests can set it. Implementations are safe on any
// thread.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace crier {

using Nanoseconds = std::chrono::nanoseconds;

// A point on the wall clock: nanoseconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX time).
using WallTime = std::chrono::sys_time<Nanoseconds>;

// A point on a clock that never steps: nanoseconds since an arbitrary start (CLOCK_MONOTONIC).
using MonotonicTime = std::chrono::time_point<std::chrono::steady_clock, Nanoseconds>;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual MonotonicTime monotonic() const = 0;
  virtual WallTime wall() const = 0;
};

// The machine's own clocks.
class SystemClock final : public Clock {
 public:
  MonotonicTime monotonic() const override;
  WallTime wall() const override;
};

// A clock that stands still until it is told to move. Set from one thread, read from any after.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(WallTime wall) : wall_(wall) {}
  MonotonicTime monotonic() const override { return monotonic_; }
  WallTime wall() const override { return wall_; }
  void advance(Nanoseconds by) {
    monotonic_ += by;
    wall_ += by;
  }
  // A step of the wall clock alone, as by an operator or a late NTP answer.
  void step_wall(Nanoseconds by) { wall_ += by; }

 private:
  MonotonicTime monotonic_{};
  WallTime wall_;
};

// Another clock's time, with the wall clock ahead by `lead`. As thread-safe as the other.
class AheadClock final : public Clock {
 public:
  // `clock` outlives this one.
  AheadClock(const Clock& clock, Nanoseconds lead) : clock_(clock), lead_(lead) {}
  MonotonicTime monotonic() const override { return clock_.monotonic(); }
  WallTime wall() const override { return clock_.wall() + lead_; }

 private:
  const Clock& clock_;
  const Nanoseconds lead_;
};

// A clock whose owner moves it on, for work that is not done in real time. Set from one thread, read from
// any.
class SteppedClock final : public Clock {
 public:
  explicit SteppedClock(WallTime wall) : wall_(wall.time_since_epoch().count()) {}
  MonotonicTime monotonic() const override { return MonotonicTime{Nanoseconds{wall_.load()}}; }
  WallTime wall() const override { return WallTime{Nanoseconds{wall_.load()}}; }
  void set(WallTime wall) { wall_ = wall.time_since_epoch().count(); }

 private:
  std::atomic<std::int64_t> wall_;
};

}  // namespace crier
