// SPDX-License-Identifier: Apache-2.0
#include "player/sound/drift_servo.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace crier {
namespace {

using std::chrono::milliseconds;

// A device whose crystal is off by `crystal_ppm` and whose callbacks come late by chance. Returns the largest
// error of the last minute, in milliseconds.
double simulate(double crystal_ppm, double start_ms, int seconds) {
  DriftServo servo;
  std::mt19937 random(3);
  std::uniform_real_distribution<double> late(0, 2.0);
  double error_ms = start_ms;
  double worst = 0;
  for (int period = 0; period < seconds * 10; ++period) {
    const double seen = error_ms + late(random) - 1.0;
    const double ppm = servo.correct(Nanoseconds{static_cast<std::int64_t>(seen * 1e6)}, milliseconds{100});
    error_ms += (crystal_ppm - ppm) * 100 / 1e6;
    if (period > (seconds - 60) * 10) worst = std::max(worst, std::abs(error_ms));
  }
  return worst;
}

TEST(DriftServo, HoldsSoundWithinTwoMillisecondsOfTheClockWhateverTheCrystal) {
  for (const double ppm : {0.0, 20.0, -100.0, 300.0, -300.0}) EXPECT_LT(simulate(ppm, 0, 600), 2.0) << ppm;
}

TEST(DriftServo, CatchesUpFromALateStartAndFollowsAPoorDevice) {
  EXPECT_LT(simulate(0, 60, 600), 2.0);
  EXPECT_LT(simulate(-2'000, 0, 1'200), 3.0);
}

TEST(DriftServo, StaysInaudibleOnceLocked) {
  DriftServo servo;
  for (int i = 0; i < 1'000; ++i) {
    EXPECT_LE(std::abs(servo.correct(milliseconds{i % 5 - 2}, milliseconds{100})), 500.0);
  }
}

TEST(DriftServo, KnowsWhenItIsLost) {
  DriftServo servo;
  servo.correct(milliseconds{400}, milliseconds{100});
  EXPECT_FALSE(servo.is_lost());
  servo.correct(milliseconds{400}, milliseconds{100});
  servo.correct(milliseconds{400}, milliseconds{100});
  EXPECT_TRUE(servo.is_lost());
  servo.reset();
  EXPECT_FALSE(servo.is_lost());
}

}  // namespace
}  // namespace crier
