// SPDX-License-Identifier: Apache-2.0
// When a visit asks, how long it waits for the answer, and when it ends.
#include "kiosk/visit/visit_clock.hpp"

#include <gtest/gtest.h>

#include <random>

namespace crier {
namespace {

using namespace std::chrono_literals;

constexpr VisitTimes kTimes{120s, 60s, 90s, 30s};
constexpr MonotonicTime kBegin{1000s};

MonotonicTime at(Nanoseconds after) {
  return kBegin + after;
}

TEST(VisitClock, asks_and_ends_as_patient_as_the_panel_deserves) {
  const struct {
    const char* what;
    Pastime pastime;
    Nanoseconds now;
    std::optional<int> seconds_left;
    std::optional<VisitEnd> end;
    std::optional<Nanoseconds> next;
  } kRows[] = {
      {"reading, at once", Pastime::reading, 0s, {}, {}, 120s},
      {"reading, just before", Pastime::reading, 120s - 1ns, {}, {}, 120s},
      {"reading, asked", Pastime::reading, 120s, 30, {}, 121s},
      {"reading, a little later", Pastime::reading, 120s + 1ns, 30, {}, 121s},
      {"reading, a second later", Pastime::reading, 121s, 29, {}, 122s},
      {"reading, the last second", Pastime::reading, 149s, 1, {}, 150s},
      {"reading, the last moment", Pastime::reading, 150s - 1ns, 1, {}, 150s},
      {"reading, over", Pastime::reading, 150s, {}, VisitEnd::idle, {}},
      {"reading, long over", Pastime::reading, 9000s, {}, VisitEnd::idle, {}},
      {"writing, just before", Pastime::writing, 60s - 1ns, {}, {}, 60s},
      {"writing, asked", Pastime::writing, 60s, 30, {}, 61s},
      {"writing, in between", Pastime::writing, 75s + 500ms, 15, {}, 76s},
      {"writing, over", Pastime::writing, 90s, {}, VisitEnd::idle, {}},
      {"receipt, just before", Pastime::receipt, 90s - 1ns, {}, {}, 90s},
      {"receipt, asked", Pastime::receipt, 90s, 30, {}, 91s},
      {"receipt, over", Pastime::receipt, 120s, {}, VisitEnd::idle, {}},
  };
  for (const auto& row : kRows) {
    SCOPED_TRACE(row.what);
    VisitClock clock(kTimes, kBegin);
    clock.set_pastime(row.pastime, kBegin);
    EXPECT_EQ(clock.seconds_left(at(row.now)), row.seconds_left);
    EXPECT_EQ(clock.end(at(row.now)), row.end);
    const auto next = clock.next_change(at(row.now));
    ASSERT_EQ(next.has_value(), row.next.has_value());
    if (next) {
      EXPECT_EQ(*next, at(*row.next));
    }
    EXPECT_EQ(clock.extensions(), 0);
  }
}

// WCAG 2.1, 2.2.1: at least twenty seconds to extend by a simple action, at least ten times.
TEST(VisitClock, gives_twenty_seconds_and_ten_extensions_by_its_usual_times) {
  const VisitTimes times;
  EXPECT_GE(times.countdown, 20s);
  VisitClock clock(times, kBegin);
  clock.set_pastime(Pastime::writing, kBegin);
  MonotonicTime now = kBegin;
  for (int i = 1; i <= 50; ++i) {
    now += times.writing + times.countdown - 1ns;
    ASSERT_EQ(clock.seconds_left(now), 1);
    clock.activity(now);
    ASSERT_EQ(clock.extensions(), i);
    ASSERT_FALSE(clock.seconds_left(now));
    ASSERT_FALSE(clock.end(now));
  }
}

TEST(VisitClock, counts_only_answers_as_extensions) {
  VisitClock clock(kTimes, kBegin);
  clock.activity(at(50s));
  clock.activity(at(50s + 120s - 1ns));
  EXPECT_EQ(clock.extensions(), 0);
  EXPECT_FALSE(clock.seconds_left(at(240s)));
  clock.activity(at(290s));
  EXPECT_EQ(clock.extensions(), 1);
}

TEST(VisitClock, hears_nothing_any_more_when_it_is_over) {
  VisitClock clock(kTimes, kBegin);
  clock.activity(at(150s));
  EXPECT_EQ(clock.end(at(150s)), VisitEnd::idle);
  EXPECT_EQ(clock.extensions(), 0);
  clock.set_pastime(Pastime::writing, at(151s));
  EXPECT_FALSE(clock.seconds_left(at(151s)));
  EXPECT_FALSE(clock.next_change(at(151s)));
  EXPECT_EQ(clock.end(at(151s)), VisitEnd::idle);
}

TEST(VisitClock, ends_by_the_first_of_its_ends) {
  VisitClock finished(kTimes, kBegin);
  finished.finish(VisitEnd::finished, at(5s));
  finished.finish(VisitEnd::fault, at(6s));
  finished.activity(at(7s));
  EXPECT_EQ(finished.end(at(5s)), VisitEnd::finished);
  EXPECT_EQ(finished.end(at(900s)), VisitEnd::finished);
  EXPECT_FALSE(finished.next_change(at(6s)));
  EXPECT_FALSE(finished.seconds_left(at(130s)));

  VisitClock idle(kTimes, kBegin);
  idle.finish(VisitEnd::finished, at(150s));
  EXPECT_EQ(idle.end(at(150s)), VisitEnd::idle) << "it was over by then";

  VisitClock fault(kTimes, kBegin);
  fault.finish(VisitEnd::fault, at(149s));
  EXPECT_EQ(fault.end(at(200s)), VisitEnd::fault);
}

TEST(VisitClock, counts_from_the_last_activity_whichever_panel_opens) {
  VisitClock clock(kTimes, kBegin);
  clock.activity(at(10s));
  clock.set_pastime(Pastime::writing, at(30s));
  EXPECT_EQ(clock.next_change(at(30s)), at(70s));
  EXPECT_EQ(clock.seconds_left(at(70s)), 30);
  clock.set_pastime(Pastime::reading, at(71s));
  EXPECT_FALSE(clock.seconds_left(at(71s))) << "a panel with more patience takes the question back";
  EXPECT_EQ(clock.extensions(), 0);
  EXPECT_EQ(clock.next_change(at(71s)), at(130s));
}

TEST(VisitClock, lets_a_film_end_before_it_asks) {
  VisitClock clock(kTimes, kBegin);
  clock.watches(at(5s), at(305s));
  EXPECT_FALSE(clock.seconds_left(at(304s)));
  EXPECT_EQ(clock.next_change(at(304s)), at(425s)) << "patience counts from its end";
  clock.activity(at(20s));
  EXPECT_EQ(clock.next_change(at(20s)), at(140s)) << "it was stopped";
  EXPECT_EQ(clock.extensions(), 0);
}

TEST(VisitClock, does_not_interrupt_what_is_read_aloud_for_some_minutes) {
  VisitClock clock(kTimes, kBegin);
  clock.set_pastime(Pastime::writing, kBegin);
  MonotonicTime now = kBegin;
  while (now < at(kMostListening)) {
    clock.listens(now, now + 1s);
    ASSERT_FALSE(clock.seconds_left(now));
    now += 500ms;
  }
  clock.listens(now, now + 600s);
  EXPECT_EQ(clock.next_change(now), at(kMostListening) + 60s) << "it never ends otherwise";
  clock.activity(now);
  clock.listens(now, now + 100s);
  EXPECT_EQ(clock.next_change(now), now + 160s);
}

TEST(VisitClock, is_answered_by_nothing_that_is_only_heard) {
  VisitClock clock(kTimes, kBegin);
  clock.listens(at(121s), at(125s));
  clock.watches(at(121s), at(500s));
  EXPECT_EQ(clock.seconds_left(at(121s)), 29);
  EXPECT_EQ(clock.end(at(150s)), VisitEnd::idle);
  clock.watches(at(151s), at(500s));
  EXPECT_EQ(clock.end(at(151s)), VisitEnd::idle);
}

TEST(VisitClock, survives_times_that_come_out_of_order) {
  VisitClock clock(kTimes, kBegin);
  clock.activity(at(100s));
  clock.activity(at(40s));
  EXPECT_EQ(clock.next_change(at(100s)), at(220s));
}

// Whoever sleeps until next_change() misses nothing and is never woken in vain.
TEST(VisitClock, changes_exactly_when_it_said) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    VisitClock clock(kTimes, kBegin);
    MonotonicTime now = kBegin;
    clock.set_pastime(static_cast<Pastime>(random() % 3), now);
    for (int step = 0; step < 200; ++step) {
      const auto next = clock.next_change(now);
      if (!next) break;
      ASSERT_GT(*next, now);
      const auto before = clock.seconds_left(now);
      for (const Nanoseconds early : {(*next - now) / 2, *next - now - 1ns}) {
        ASSERT_EQ(clock.seconds_left(now + early), before);
        ASSERT_FALSE(clock.end(now + early));
      }
      now = *next;
      ASSERT_TRUE(clock.end(now) || clock.seconds_left(now) != before);
      if (random() % 20 == 0) clock.activity(now);
    }
  }
}

}  // namespace
}  // namespace crier
