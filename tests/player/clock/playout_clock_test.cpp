// SPDX-License-Identifier: Apache-2.0
#include "player/clock/playout_clock.hpp"

#include <gtest/gtest.h>

namespace crier {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr WallTime kNow = std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + hours{9};

TEST(PlayoutClock, MapsBothWaysAndFollowsTheMachine) {
  ManualClock machine(kNow);
  PlayoutClock clock(machine, Nanoseconds{0});
  machine.advance(seconds{10});
  EXPECT_EQ(clock.now(), kNow + seconds{10});
  EXPECT_EQ(clock.monotonic(clock.now()), machine.monotonic());
  EXPECT_EQ(clock.observe(), PlayoutClock::Change::none);
}

TEST(PlayoutClock, ALeadShiftsTheWallTime) {
  ManualClock machine(kNow);
  const PlayoutClock clock(machine, hours{-3});
  EXPECT_EQ(clock.now(), kNow - hours{3});
}

TEST(PlayoutClock, ALargeStepAsksForARelockAndIsFollowedAtOnce) {
  for (const auto step : {seconds{5}, seconds{-5}, seconds{86'400}}) {
    ManualClock machine(kNow);
    PlayoutClock clock(machine, Nanoseconds{0});
    machine.step_wall(step);
    machine.advance(milliseconds{33});
    EXPECT_EQ(clock.observe(), PlayoutClock::Change::relock);
    EXPECT_EQ(clock.now(), kNow + step + milliseconds{33});
    EXPECT_EQ(clock.observe(), PlayoutClock::Change::none);
  }
}

TEST(PlayoutClock, ASmallStepIsWorkedOffUnseen) {
  for (const auto step : {milliseconds{80}, milliseconds{-80}}) {
    ManualClock machine(kNow);
    PlayoutClock clock(machine, Nanoseconds{0});
    machine.step_wall(step);
    WallTime last = clock.now();
    int frames = 0;
    for (; clock.observe() == PlayoutClock::Change::slewing || frames == 0; ++frames) {
      machine.advance(milliseconds{33});
      const Nanoseconds frame = clock.now() - last;
      EXPECT_GT(frame, milliseconds{32});
      EXPECT_LT(frame, milliseconds{34});
      last = clock.now();
      ASSERT_LT(frames, 5'000);
    }
    EXPECT_LE(std::chrono::abs(machine.wall() - clock.now()), kIgnoredStep);
    EXPECT_GT(frames, 1'000);
  }
}

TEST(PlayoutClock, AYearBeforeTheProgramIsUnknownUnlessAskedFor) {
  ManualClock machine(std::chrono::sys_days{std::chrono::year{1970} / 1 / 1});
  EXPECT_FALSE(PlayoutClock(machine, Nanoseconds{0}).is_known());
  EXPECT_TRUE(PlayoutClock(machine, hours{1}).is_known());
  ManualClock now(kNow);
  EXPECT_TRUE(PlayoutClock(now, Nanoseconds{0}).is_known());
}

}  // namespace
}  // namespace crier
