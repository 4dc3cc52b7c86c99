// SPDX-License-Identifier: Apache-2.0
// SoundReader: the consuming end of the sound queue: gives any stretch of the timeline, silence where nothing
// was fed. Used by the device's thread only.
#pragma once

#include <cstdint>
#include <optional>

#include "config/bounded_queue.hpp"
#include "player/sound/timeline.hpp"

namespace crier {

class SoundReader {
 public:
  explicit SoundReader(BoundedQueue<TimedBlock>& queue) : queue_(queue) {}

  // Writes `frames` interleaved sample frames of the timeline from `position` on. Positions only move
  // forward; what was fed for earlier ones is dropped. Returns how many of the frames had been fed.
  std::int64_t read(std::int64_t position, std::int64_t frames, std::uint64_t epoch, float* out);

 private:
  BoundedQueue<TimedBlock>& queue_;
  std::optional<TimedBlock> block_;
};

}  // namespace crier
