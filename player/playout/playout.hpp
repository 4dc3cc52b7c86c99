// SPDX-License-Identifier: Apache-2.0
// Playout: turns the plan into pictures and sound, each at its moment, item after item without a seam.
// Decodes on a thread of its own; the methods below belong to the main thread and never wait for disk or
// codec.
//
// The timeline is the wall clock and is never reset. A medium that fails is logged once and its time is
// filled with the items that follow it, so that all other items keep their places; where nothing plays, the
// office's card shows.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "config/bounded_queue.hpp"
#include "config/latest.hpp"
#include "config/log.hpp"
#include "content/schedule/planner.hpp"
#include "player/clock/playout_clock.hpp"
#include "player/media/file_check.hpp"
#include "player/playout/cue_feed.hpp"
#include "player/playout/fault_book.hpp"
#include "player/playout/preparer.hpp"
#include "player/playout/transition_maker.hpp"
#include "player/sound/sound_sink.hpp"

namespace crier {

// Whether the world waits for a picture that is late, or time waits for it.
enum class Pace {
  real_time,
  as_decoded,  // for recording: the clock stands still until its owner moves it
};

// When a playout begins, where it is not a moment to come.
inline constexpr WallTime kAtOnce = WallTime::min();
inline constexpr WallTime kWhenTold = WallTime::max();  // by Playout::begin_at

struct PlayoutOptions {
  HardwarePolicy hardware = HardwarePolicy::never;
  bool sound = true;
  SoundSink* sink = nullptr;           // where sound goes from the beginning; null: connected later, or never
  std::function<Picture()> make_card;  // draws the office's card; called on the decode thread
  Pace pace = Pace::real_time;
  int width = 1920;  // of the zone it plays in: what captions and mixed pictures are made for
  int height = 1080;
  Rgb bars = 0x000000;                         // around pictures of other proportions
  Transition transition;                       // of items that say none
  std::vector<std::string> caption_languages;  // none: no captions
  FileCheck check;                             // of media and captions
  WallTime start = kAtOnce;
  std::uint64_t first_turn = 0;  // turns are counted from it: who shows several playouts tells them apart
  // A beginning in the last third of a picture's time shows it for what is left; false: the next one first.
  bool begins_with_sliver = true;
};

class Playout final : public CueFeed {
 public:
  // `office` must be the one `planner` was made of. All references outlive this object. Starts to decode at
  // once. `sound` may be set later, or never: see connect_sound.
  Playout(const Office& office, Planner planner, const PlayoutClock& clock, Log& log, PlayoutOptions options);
  ~Playout() override;
  Playout(const Playout&) = delete;
  Playout& operator=(const Playout&) = delete;

  // From now on sound goes there; `sound` outlives this object.
  void connect_sound(SoundSink& sound);

  // Never one of an older epoch.
  std::optional<Cue> next_cue(MonotonicTime deadline) override;

  // Lays the timeline anew at what the clock now says: after a step of the wall clock.
  void relock();

  // Decodes ahead from `start` on, a moment to come, and takes it from there, also where it had begun
  // elsewhere. Its sound follows upon another playout's with that number of sound epoch, which ends then.
  void begin_at(WallTime start, std::uint64_t sound_epoch);

  // Its sound ends there, well ahead of now, until another end is told; kWhenTold: it does not end.
  void end_sound_at(WallTime end);

  // Which laying of the timeline its sound belongs to.
  std::uint64_t sound_epoch() const { return wanted_.get().sound_epoch; }

  // What went wrong since the last call, one sentence a medium, each reported once.
  std::vector<std::string> take_errors();

  // Pictures that were decoded too late to be shown at all.
  std::uint64_t dropped() const { return dropped_; }

 private:
  // One item's stretch of the screen, or a substitute's, or the card's.
  struct Turn {
    std::uint64_t number = 0;
    const Item* item = nullptr;  // null: the card
    WallTime origin;             // where the medium's position zero stands on the timeline
    WallTime begins;
    WallTime ends;

    std::size_t medium() const { return item == nullptr ? kNoMedium : item->medium; }
    bool is_joined() const { return item != nullptr && begins > origin; }
    bool is_cut() const { return item != nullptr && ends < origin + item->duration; }
  };
  struct Active;
  enum class Outcome { finished, broke_off, lost, interrupted };

  // One laying of the timeline.
  struct Timeline {
    std::uint64_t number = 1;
    std::uint64_t sound_epoch = 1;
    WallTime start = kAtOnce;
  };

  // playout.cpp: what is on, and what comes next
  void run(const std::stop_token& stop);
  void play_epoch(const std::stop_token& stop);
  Presentation planned_at(WallTime time);
  Turn turn_at(WallTime time);
  Turn substitute(const Presentation& failed, WallTime time);
  PrepareRequest request_for(const Turn& turn) const;
  void note_fault(const Turn& turn, const std::string& reason);
  std::unique_ptr<Active> open_now(Turn turn);
  void prepare_next(const Turn& current);
  void check_next(const Turn& current);
  std::unique_ptr<Active> take_next(const std::stop_token& stop);
  bool is_interrupted(const std::stop_token& stop) const;

  // playout_feed.cpp: one turn's pictures and sound
  Outcome play(Active& active, const std::stop_token& stop);
  Outcome feed_pictures(Active& active, const std::stop_token& stop);
  Outcome wait_for_end(Active& active, const std::stop_token& stop);
  bool deliver(Active& active, Cue cue, const std::stop_token& stop);
  MonotonicTime wake_time(const Active& active) const;
  bool push(Active& active, Cue& cue, const std::stop_token& stop);
  void feed_sound(Active& active);
  void look_ahead(Active& active);

  const Office& office_;
  Planner planner_;  // decode thread
  const PlayoutClock& clock_;
  Log& log_;
  const PlayoutOptions options_;
  std::atomic<SoundSink*> sound_{nullptr};
  std::atomic<std::int64_t> sound_limit_{std::numeric_limits<std::int64_t>::max()};  // a sample's number
  Latest<Timeline> wanted_;
  BoundedQueue<Cue> cues_;
  BoundedQueue<std::string> errors_;
  std::atomic<bool> cancelled_{false};
  std::atomic<std::uint64_t> dropped_{0};

  // Decode thread only.
  std::uint64_t epoch_ = 0;
  std::uint64_t sound_epoch_ = 0;
  WallTime start_ = kAtOnce;       // of this epoch, where it was a moment to come
  WallTime sound_from_ = kAtOnce;  // no sound is handed over before
  std::uint64_t turns_ = 0;
  std::uint64_t checked_turn_ = 0;  // during which the next one's files were checked
  WallTime undated_start_;
  FaultBook faults_;
  TransitionMaker transitions_;
  std::optional<Turn> next_turn_;        // what is being prepared
  std::unique_ptr<Active> next_active_;  // once it is
  std::uint64_t next_ticket_ = 0;

  Preparer preparer_;
  std::jthread thread_;  // last: stops before what it uses goes
};

}  // namespace crier
