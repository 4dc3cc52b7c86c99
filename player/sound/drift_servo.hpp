// SPDX-License-Identifier: Apache-2.0
// DriftServo: how fast the timeline must be read so that the device, whose crystal is not the wall clock,
// plays each sample at its time. A smoothed proportional-integral controller; arithmetic only, no clock of
// its own.
#pragma once

#include "config/clock.hpp"

namespace crier {

class DriftServo {
 public:
  // `error` is where the sound should be minus where it is (above zero: the sound is late); `period` is the
  // time since the last call. Returns the correction in parts per million: above zero reads the timeline
  // faster.
  double correct(Nanoseconds error, Nanoseconds period);

  // True where no small correction helps any more: jump instead, then `reset`.
  bool is_lost() const { return lost_periods_ >= kLostPeriods; }

  // After a jump: forgets the error, keeps what was learnt of the device's crystal.
  void reset();

  double smoothed_error_ms() const { return error_ms_; }

 private:
  static constexpr int kLostPeriods = 3;

  double error_ms_ = 0;
  double learnt_ppm_ = 0;
  int lost_periods_ = 0;
  bool primed_ = false;
};

}  // namespace crier
