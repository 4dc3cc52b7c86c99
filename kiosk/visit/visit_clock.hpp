// SPDX-License-Identifier: Apache-2.0
// VisitClock: when a visit ends by itself, and how often it asks before. Rules only: the time is handed in.
// One thread.
#pragma once

#include <chrono>
#include <optional>

#include "config/clock.hpp"

namespace crier {

// What a citizen is doing, as far as patience goes.
enum class Pastime { reading, writing, receipt };

// Reading aloud counts as activity for so long after the last touch: nothing keeps a visit open for ever.
inline constexpr std::chrono::minutes kMostListening{5};

enum class VisitEnd { finished, idle, fault };

struct VisitTimes {
  std::chrono::milliseconds reading{120'000};  // without activity, before the question
  std::chrono::milliseconds writing{60'000};
  std::chrono::milliseconds receipt{120'000};
  std::chrono::milliseconds countdown{30'000};  // from the question to the end
  std::chrono::milliseconds listening{kMostListening};
};

class VisitClock {
 public:
  // A touch began the visit.
  VisitClock(const VisitTimes& times, MonotonicTime begin);

  // Every touch, key, stroke and candidate. Takes back the question, as often as it is asked; too late it
  // changes nothing.
  void activity(MonotonicTime now);

  // The citizen watches a film, which ends at `until`, or hears what is read aloud, known until then: like
  // activity until it is over, what is heard no longer than VisitTimes::listening after the last activity.
  // Nothing while it is asked: the question itself is heard. Activity forgets it.
  void watches(MonotonicTime now, MonotonicTime until);
  void listens(MonotonicTime now, MonotonicTime until);

  // Which panel is open; no activity by itself. Patience counts from the last activity.
  void set_pastime(Pastime pastime, MonotonicTime now);

  // "Finish and clear", or a panel failed. The first end stays.
  void finish(VisitEnd reason, MonotonicTime now);

  // The rest reads the rules at a time that never goes back.

  // None while the visit goes on.
  std::optional<VisitEnd> end(MonotonicTime now) const;

  // Whole seconds that are left to answer the question, rounded up; none while it is not asked or all is
  // over.
  std::optional<int> seconds_left(MonotonicTime now) const;

  // When one of the two answers changes next; none when all is over.
  std::optional<MonotonicTime> next_change(MonotonicTime now) const;

  // How often a question was answered.
  int extensions() const { return extensions_; }

 private:
  MonotonicTime question() const;  // when it is asked
  MonotonicTime deadline() const;  // when nobody has answered

  VisitTimes times_;
  Pastime pastime_ = Pastime::reading;
  MonotonicTime last_;            // activity
  MonotonicTime occupied_until_;  // by what is watched or heard
  std::optional<VisitEnd> end_;
  int extensions_ = 0;
};

}  // namespace crier
