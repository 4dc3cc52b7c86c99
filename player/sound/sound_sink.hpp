// SPDX-License-Identifier: Apache-2.0
// SoundSink: where a playout's sound goes: a device, or a recording. Any thread.
#pragma once

#include <cstdint>

#include "player/sound/timeline.hpp"

namespace crier {

class SoundSink {
 public:
  virtual ~SoundSink() = default;

  // Takes sound; positions ascend within an epoch. Never waits: false where it is lost.
  virtual bool feed(TimedBlock block) = 0;

  // Drops everything of earlier epochs.
  virtual void start_epoch(std::uint64_t epoch) = 0;
};

}  // namespace crier
