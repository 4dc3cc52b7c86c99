// SPDX-License-Identifier: Apache-2.0
// Presenter: the main thread's loop: takes cues, draws each before its moment and presents it on it. Never
// waits for disk, codec or network; a screen whose next picture is late keeps the last one.
#pragma once

#include <atomic>
#include <optional>

#include "config/log.hpp"
#include "player/clock/playout_clock.hpp"
#include "player/display/display.hpp"
#include "player/playlog/presentation_log.hpp"
#include "player/playout/playout.hpp"

namespace crier {

class Presenter {
 public:
  // All references outlive this object. `sound` may be null.
  Presenter(Playout& playout, PlayoutClock& clock, Display& display, const SoundOutput* sound,
            PresentationLog& record, Log& log)
      : playout_(playout), clock_(clock), display_(display), sound_(sound), record_(record), log_(log) {}

  // Shows until `stopped` is true, `end` comes or the display asks to quit.
  void run(const std::atomic<bool>& stopped, MonotonicTime end);

 private:
  bool handle_events();
  void follow_clock();
  void take_due_cue(MonotonicTime wait_until);
  void show();
  void redraw();

  Playout& playout_;
  PlayoutClock& clock_;
  Display& display_;
  const SoundOutput* sound_;
  PresentationLog& record_;
  Log& log_;
  std::optional<Cue> pending_;
  std::optional<Cue> on_screen_;
  bool display_failed_ = false;
};

}  // namespace crier
