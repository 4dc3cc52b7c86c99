// SPDX-License-Identifier: Apache-2.0
#include "player/sound/stretcher.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "player/media/media_source.hpp"

namespace crier {
namespace {

constexpr double kTone = 440.0;

// Runs seconds of a sine through the stretcher while the pace changes; returns output and how much was
// pulled.
struct Stretched {
  std::vector<float> left;
  std::int64_t pulled = 0;
};

Stretched stretch(double ppm_first, double ppm_second, int periods) {
  Stretcher stretcher;
  Stretched result;
  std::vector<float> out(4800 * kChannels);
  for (int period = 0; period < periods; ++period) {
    stretcher.fill(
        out.data(), 4800, period < periods / 2 ? ppm_first : ppm_second,
        [&result](float* chunk, std::int64_t frames) {
          for (std::int64_t i = 0; i < frames; ++i) {
            const double phase = 2 * std::numbers::pi * kTone * double(result.pulled + i) / kSampleRate;
            chunk[i * kChannels] = chunk[i * kChannels + 1] = static_cast<float>(0.5 * std::sin(phase));
          }
          result.pulled += frames;
        });
    for (std::size_t i = 0; i < out.size(); i += kChannels) result.left.push_back(out[i]);
  }
  result.pulled -= stretcher.waiting();
  return result;
}

TEST(Stretcher, NeverBreaksTheWaveWhenThePaceChanges) {
  const Stretched result = stretch(0, 400, 40);
  const double steepest = 0.5 * 2 * std::numbers::pi * kTone / kSampleRate * 1.05;
  for (std::size_t i = 200; i < result.left.size(); ++i) {
    ASSERT_LE(std::abs(result.left[i] - result.left[i - 1]), steepest) << i;
  }
}

TEST(Stretcher, ReadsFasterOrSlowerByWhatItIsTold) {
  for (const double ppm : {-500.0, 0.0, 500.0, 4'000.0}) {
    const Stretched result = stretch(ppm, ppm, 100);
    const double expected = 480'000 * (1 + ppm / 1e6);
    EXPECT_NEAR(double(result.pulled), expected, 40) << ppm;
  }
}

}  // namespace
}  // namespace crier
