// SPDX-License-Identifier: Apache-2.0
#include "kiosk/visit/visit_clock.hpp"

#include <algorithm>

namespace crier {

VisitClock::VisitClock(const VisitTimes& times, MonotonicTime begin)
    : times_(times), last_(begin), occupied_until_(begin) {}

MonotonicTime VisitClock::question() const {
  const MonotonicTime from = std::max(last_, occupied_until_);
  switch (pastime_) {
    case Pastime::reading:
      return from + times_.reading;
    case Pastime::writing:
      return from + times_.writing;
    case Pastime::receipt:
      return from + times_.receipt;
  }
  return from;
}

MonotonicTime VisitClock::deadline() const {
  return question() + times_.countdown;
}

void VisitClock::activity(MonotonicTime now) {
  if (end(now)) return;
  if (now >= question()) ++extensions_;
  last_ = std::max(last_, now);
  occupied_until_ = last_;
}

void VisitClock::watches(MonotonicTime now, MonotonicTime until) {
  if (end(now) || now >= question()) return;
  occupied_until_ = std::max(occupied_until_, until);
}

void VisitClock::listens(MonotonicTime now, MonotonicTime until) {
  watches(now, std::min(until, last_ + times_.listening));
}

void VisitClock::set_pastime(Pastime pastime, MonotonicTime now) {
  if (!end(now)) pastime_ = pastime;
}

void VisitClock::finish(VisitEnd reason, MonotonicTime now) {
  if (const auto before = end(now)) {
    end_ = before;
  } else {
    end_ = reason;
  }
}

std::optional<VisitEnd> VisitClock::end(MonotonicTime now) const {
  if (end_) return end_;
  return now >= deadline() ? std::optional(VisitEnd::idle) : std::nullopt;
}

std::optional<int> VisitClock::seconds_left(MonotonicTime now) const {
  if (end(now) || now < question()) return std::nullopt;
  return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(deadline() - now).count());
}

std::optional<MonotonicTime> VisitClock::next_change(MonotonicTime now) const {
  const auto left = seconds_left(now);
  if (end(now)) return std::nullopt;
  if (!left) return question();
  return deadline() - std::chrono::seconds{*left - 1};
}

}  // namespace crier
