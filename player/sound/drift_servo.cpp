// SPDX-License-Identifier: Apache-2.0
#include "player/sound/drift_servo.hpp"

#include <algorithm>
#include <cmath>

namespace crier {
namespace {

constexpr double kSmoothingSeconds = 1.5;  // callbacks come late by chance; their mean does not
constexpr double kDeadBandMs = 0.5;
constexpr double kPpmPerMs = 100.0;        // an error dies away in about ten seconds
constexpr double kPpmPerMsSecond = 2.0;    // the integral is slow enough not to ring
constexpr double kLockedPpm = 500.0;       // inaudible
constexpr double kAcquiringPpm = 5'000.0;  // a twelfth of a semitone, for devices that are far off
constexpr double kAcquiringMs = 20.0;
constexpr double kLostMs = 150.0;

}  // namespace

double DriftServo::correct(Nanoseconds error, Nanoseconds period) {
  const double raw_ms = double(error.count()) / 1e6;
  const double seconds = std::clamp(double(period.count()) / 1e9, 0.001, 1.0);
  lost_periods_ = std::abs(raw_ms) > kLostMs ? lost_periods_ + 1 : 0;
  if (!primed_) {
    error_ms_ = raw_ms;
    primed_ = true;
  }
  error_ms_ += (raw_ms - error_ms_) * std::min(1.0, seconds / kSmoothingSeconds);
  const double effective = std::abs(error_ms_) < kDeadBandMs ? 0.0 : error_ms_;
  const double limit =
      std::abs(error_ms_) > kAcquiringMs || std::abs(learnt_ppm_) > kLockedPpm ? kAcquiringPpm : kLockedPpm;
  learnt_ppm_ =
      std::clamp(learnt_ppm_ + effective * kPpmPerMsSecond * seconds, -kAcquiringPpm, kAcquiringPpm);
  return std::clamp(learnt_ppm_ + effective * kPpmPerMs, -limit, limit);
}

void DriftServo::reset() {
  error_ms_ = 0;
  lost_periods_ = 0;
  primed_ = false;
}

}  // namespace crier
