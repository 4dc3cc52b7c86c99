// SPDX-License-Identifier: Apache-2.0
// Presenter: the main thread's loop: at each moment at which something changes, composes what is new before
// it and presents it on it, on every display. Never waits for disk, codec or network; a screen whose next
// picture is late keeps the last one, and a screen that does not change is left alone.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "config/log.hpp"
#include "player/clock/playout_clock.hpp"
#include "player/display/display.hpp"
#include "player/live_guest.hpp"
#include "player/playlog/presentation_log.hpp"
#include "player/programmes.hpp"
#include "player/sound/sound_output.hpp"
#include "player/stage/stage.hpp"

namespace crier {

// One screen of this machine.
struct Output {
  std::unique_ptr<Display> display;
  std::unique_ptr<Stage> stage;
  bool has_failed = false;  // its display, and it was logged
};

class Presenter {
 public:
  // All references outlive this object. `outputs` is not empty; what the first one's programme shows is
  // recorded. `sound` may be null.
  Presenter(Programmes& programmes, std::vector<Output>& outputs, PlayoutClock& clock, SoundOutput* sound,
            PresentationLog& record, Log& log)
      : programmes_(programmes),
        outputs_(outputs),
        clock_(clock),
        sound_(sound),
        record_(record),
        log_(log) {}

  // Called about four times a second: what else depends on the time of day.
  void on_tick(std::function<void(WallTime)> tick) { tick_ = std::move(tick); }

  // Called after each presentation on the first display, with the moment it was due.
  void on_presented(std::function<void(WallTime)> presented) { presented_ = std::move(presented); }

  // Who gets the first display's touches and keys, and covers it at times; outlives this object.
  void set_guest(LiveGuest& guest) { guest_ = &guest; }

  // Shows until `stopped` is true, `end` comes or a display asks to quit.
  void run(const std::atomic<bool>& stopped, MonotonicTime end);

 private:
  bool handle_events();
  void attend_guest();
  void follow_clock();
  void tick();
  void listen(Nanoseconds wait);
  void wait_for_pictures(MonotonicTime end);
  std::optional<WallTime> next_change();
  void show(WallTime time);
  bool draw(Output& output);
  void present(Output& output, WallTime due);
  void note_programme(const Cue& cue);

  Programmes& programmes_;
  std::vector<Output>& outputs_;
  PlayoutClock& clock_;
  SoundOutput* sound_;
  PresentationLog& record_;
  Log& log_;
  LiveGuest* guest_ = nullptr;
  std::function<void(WallTime)> tick_;
  std::function<void(WallTime)> presented_;
  MonotonicTime next_tick_;
  std::uint64_t noted_turn_ = 0;
  WallTime noted_due_ = WallTime::min();
};

}  // namespace crier
