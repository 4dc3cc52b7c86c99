// SPDX-License-Identifier: Apache-2.0
// How loud a medium sounds, by EBU R 128 (ITU-R BS.1770-4), and the one gain that brings it to a target.
#pragma once

#include <atomic>
#include <filesystem>
#include <limits>

#include "config/result.hpp"

namespace crier {

struct Loudness {
  // Over the whole programme, in LUFS; minus infinity for silence and for what is shorter than 0.4 s.
  double integrated_lufs = -std::numeric_limits<double>::infinity();
  double true_peak_dbtp = -std::numeric_limits<double>::infinity();  // over both channels

  bool is_silent() const { return integrated_lufs == -std::numeric_limits<double>::infinity(); }
};

// What an office may ask for.
inline constexpr double kLeastTargetLufs = -40;
inline constexpr double kMostTargetLufs = -10;

// Measures the sound that a player chooses (content/media/streams.hpp), in stereo at 48 kHz as it is heard:
// decodes all of it, a hundred times faster than it plays or so. Fails with not_found where the file has no
// sound. Damaged stretches are left out. Blocks on the disk; any thread. Stops once `cancelled` is true.
Result<Loudness> measure_loudness(const std::filesystem::path& path, const std::atomic<bool>& cancelled);

// To the target, but never above a true peak of -1 dBTP (EBU R 128, section h); 0 for silence.
double gain_db(const Loudness& loudness, double target_lufs);

}  // namespace crier
