// SPDX-License-Identifier: Apache-2.0
// Sound on the wall clock: sample frames are counted at 48 kHz from 1970-01-01T00:00:00Z, so that what
// follows whatever abuts to the sample and nothing ever adds up. Pure functions; any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "config/clock.hpp"
#include "player/media/media_source.hpp"

namespace crier {

// The sample frame that begins at or before `time`.
constexpr std::int64_t sample_at(WallTime time) {
  constexpr std::int64_t kNumerator = 6;  // 48000 / 10^9 reduced
  constexpr std::int64_t kDenominator = 125'000;
  static_assert(kNumerator * 1'000'000'000 == kDenominator * kSampleRate);
  const std::int64_t ns = time.time_since_epoch().count();
  const std::int64_t whole = ns >= 0 ? ns / kDenominator : -((-ns + kDenominator - 1) / kDenominator);
  return whole * kNumerator + (ns - whole * kDenominator) * kNumerator / kDenominator;
}

constexpr WallTime time_of_sample(std::int64_t sample) {
  const std::int64_t whole = sample / kSampleRate;
  return WallTime{std::chrono::seconds{whole} +
                  Nanoseconds{(sample - whole * kSampleRate) * 1'000'000'000 / kSampleRate}};
}

// Sound at its place on the wall clock.
struct TimedBlock {
  std::uint64_t epoch = 0;    // blocks of an older epoch are not played: the timeline was laid anew since
  std::int64_t position = 0;  // of its first sample frame
  std::vector<float> samples;

  std::int64_t frames() const { return static_cast<std::int64_t>(samples.size()) / kChannels; }
};

}  // namespace crier
