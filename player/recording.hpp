// SPDX-License-Identifier: Apache-2.0
// Recording: plays a screen as fast as it can be decoded, on a clock that stands still while pictures are
// made, and hands over every frame that the screen would present. The same playout, stage and compositor as
// on a screen.
#pragma once

#include <atomic>
#include <functional>

#include "config/bounded_queue.hpp"
#include "config/clock.hpp"
#include "config/result.hpp"
#include "player/display/headless_display.hpp"
#include "player/programmes.hpp"
#include "player/sound/sound_sink.hpp"
#include "player/stage/stage.hpp"

namespace crier {

// Keeps a playout's sound until it is taken. Fed on the decode thread, taken on the main one.
class SoundTrack final : public SoundSink {
 public:
  bool feed(TimedBlock block) override { return blocks_.try_push(block); }
  void start_epoch(std::uint64_t /*epoch*/) override {}
  std::optional<TimedBlock> take() { return blocks_.try_pop(); }

 private:
  BoundedQueue<TimedBlock> blocks_{1 << 16};  // twenty minutes: a picture with sound is one step of the clock
};

class Recording {
 public:
  // All references outlive this object. `clock` is the one behind the programmes' clock and stands at the
  // begin.
  Recording(Stage& stage, HeadlessDisplay& display, SteppedClock& clock)
      : stage_(stage), display_(display), clock_(clock) {}

  // Called for each frame, with the moment it is due; its error ends the recording.
  using FrameTaker = std::function<Result<void>(const Canvas& frame, WallTime due)>;

  // Records from where the clock stands until `end`. Fails where pictures do not come, and where `stopped`
  // becomes true (cancelled).
  Result<void> run(WallTime end, const std::atomic<bool>& stopped, const FrameTaker& take);

 private:
  Stage& stage_;
  HeadlessDisplay& display_;
  SteppedClock& clock_;
};

}  // namespace crier
