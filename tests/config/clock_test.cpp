// SPDX-License-Identifier: Apache-2.0
#include "config/clock.hpp"

#include <gtest/gtest.h>

namespace crier {
namespace {

using namespace std::chrono_literals;

constexpr WallTime kSomeTime{std::chrono::seconds{1'795'482'000}};

TEST(Clock, that_is_stepped_stands_still_until_it_is_moved) {
  SteppedClock clock(kSomeTime);
  EXPECT_EQ(clock.wall(), kSomeTime);
  const MonotonicTime before = clock.monotonic();
  EXPECT_EQ(clock.monotonic(), before);
  clock.set(kSomeTime + 40ms);
  EXPECT_EQ(clock.wall(), kSomeTime + 40ms);
  EXPECT_EQ(clock.monotonic() - before, 40ms) << "both move alike";
}

TEST(Clock, that_is_ahead_moves_as_the_other_does) {
  ManualClock machine(kSomeTime);
  const AheadClock ahead(machine, 3h);
  EXPECT_EQ(ahead.wall(), kSomeTime + 3h);
  EXPECT_EQ(ahead.monotonic(), machine.monotonic());
  machine.advance(5s);
  EXPECT_EQ(ahead.wall(), kSomeTime + 3h + 5s);
  EXPECT_EQ(ahead.monotonic(), machine.monotonic());
  machine.step_wall(-1h);
  EXPECT_EQ(ahead.wall(), kSomeTime + 2h + 5s);
}

TEST(Clock, of_the_machine_never_goes_back) {
  const SystemClock clock;
  MonotonicTime before = clock.monotonic();
  for (int i = 0; i < 1000; ++i) {
    const MonotonicTime now = clock.monotonic();
    ASSERT_GE(now, before);
    before = now;
  }
}

}  // namespace
}  // namespace crier
