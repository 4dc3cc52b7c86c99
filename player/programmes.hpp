// SPDX-License-Identifier: Apache-2.0
// Programmes: every playout of this machine, each decoded once, however many displays show it. Main thread
// only.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "config/log.hpp"
#include "content/model/office.hpp"
#include "content/schedule/planner.hpp"
#include "player/clock/playout_clock.hpp"
#include "player/playout/playout.hpp"
#include "player/stage/feed_splitter.hpp"

namespace crier {

struct ProgrammeOptions {
  HardwarePolicy hardware = HardwarePolicy::never;
  Pace pace = Pace::real_time;
  bool sound = true;
  bool several_screens = false;  // of which some may show the same
  SoundSink* sink = nullptr;     // for the first programme, from the beginning
  FileCheck check;               // of what is played
  WallTime start = kAtOnce;
  std::uint64_t edition = 0;  // of the content; turns' numbers tell it
};

class Programmes {
 public:
  // All references outlive this object.
  Programmes(const Office& office, const PlayoutClock& clock, Log& log, ProgrammeOptions options)
      : office_(office), clock_(clock), log_(log), options_(options) {}

  // What the calendar says for that screen, in a zone of that size. Screens that show the same share it.
  // Decoding begins at once, or as the options say. Only the first one is heard.
  Result<CueFeed*> of_screen(const Screen& screen, int width, int height, Rgb bars);

  // A playlist of the screen's channel in its fixed loop, mute.
  Result<CueFeed*> of_playlist(const Screen& screen, const std::string& playlist, int width, int height,
                               Rgb bars);

  // The first one, which is heard; null before there is one.
  Playout* heard() const { return shows_.empty() ? nullptr : shows_.front()->playout.get(); }

  // After a step of the wall clock.
  void relock();

  // Playout::begin_at, for all.
  void begin_at(WallTime start, std::uint64_t sound_epoch);

  std::vector<std::string> take_errors();
  std::uint64_t dropped() const;

 private:
  struct Show {
    std::optional<Planner> twin;  // what it plays by, to compare with; none for a playlist
    std::unique_ptr<Playout> playout;
    std::unique_ptr<FeedSplitter> splitter;
  };
  CueFeed* start(Planner planner, std::optional<Planner> twin, const Channel& channel, int width, int height,
                 Rgb bars, bool is_programme);

  const Office& office_;
  const PlayoutClock& clock_;
  Log& log_;
  const ProgrammeOptions options_;
  std::vector<std::unique_ptr<Show>> shows_;
};

// The layout for a screen of that shape; null: the programme fills it.
const Layout* layout_for(const Channel& channel, int width, int height);

// The zone in which the calendar's programme plays; null where the layout is null.
const ZoneLayout* programme_zone(const Layout* layout);

}  // namespace crier
