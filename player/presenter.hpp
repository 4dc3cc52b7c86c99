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
#include "player/edition.hpp"
#include "player/live_guest.hpp"
#include "player/playlog/presentation_log.hpp"
#include "player/sound/sound_output.hpp"

namespace crier {

// One screen of this machine.
struct Output {
  std::unique_ptr<Display> display;
  Stage* stage = nullptr;   // of the edition that is on
  bool has_failed = false;  // its display, and it was logged
};

// What takes the place of the edition that is on while the presenter runs.
class Succession {
 public:
  virtual ~Succession() = default;

  // When the next edition takes over; none where there is none, or it is not ready. Asked before each change.
  virtual std::optional<WallTime> due(WallTime now) = 0;

  // That moment is the next one that is drawn. Returns the edition that is on from now on.
  virtual Edition& take_over() = 0;

  // The timeline of the edition that is on was laid anew.
  virtual void relock(WallTime now) = 0;
};

class Presenter {
 public:
  // All references outlive this object. `outputs` is not empty, and its stages are those of the edition that
  // is on; what the first one's programme shows is recorded.
  Presenter(Edition& edition, Succession& succession, std::vector<Output>& outputs, PlayoutClock& clock,
            PresentationLog& record, Log& log)
      : edition_(&edition),
        succession_(succession),
        outputs_(outputs),
        clock_(clock),
        record_(record),
        log_(log) {}

  // By which sound's lateness is recorded; null: there is none. Outlives this object.
  void set_sound(const SoundOutput* sound) { sound_ = sound; }

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
  void relock_programmes();
  void take_over();
  void tick();
  void listen(Nanoseconds wait);
  void wait_for_pictures(MonotonicTime end);
  std::optional<WallTime> next_change();
  void show(WallTime time);
  bool draw(Output& output);
  void present(Output& output, WallTime due);
  void note_programme(const Cue& cue);

  Edition* edition_;
  Succession& succession_;
  std::vector<Output>& outputs_;
  PlayoutClock& clock_;
  const SoundOutput* sound_ = nullptr;
  PresentationLog& record_;
  Log& log_;
  LiveGuest* guest_ = nullptr;
  std::function<void(WallTime)> tick_;
  std::function<void(WallTime)> presented_;
  MonotonicTime next_tick_;
  std::optional<WallTime> succession_due_;
  std::uint64_t noted_turn_ = 0;
  WallTime noted_due_ = WallTime::min();
};

}  // namespace crier
