// SPDX-License-Identifier: Apache-2.0
// PresentationLog: what was really shown. Fed by the main thread at each presentation, never by decoders or
// timers; its memory is bounded. `to_json` is the object of --stats.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "config/clock.hpp"
#include "player/playlog/histogram.hpp"

namespace crier {

// One picture as it went to the display.
struct Shown {
  std::uint64_t turn = 0;  // its item's turn on the screen
  std::size_t medium = 0;  // index into Office::media; any other number where no medium is on
  WallTime due;
  Nanoseconds hold{0};                        // how long it should stay
  WallTime presented;                         // when the display had it
  std::optional<Nanoseconds> sound_lateness;  // of the sound at that moment
};

class PresentationLog {
 public:
  // `program_started` is when the process began, by the wall clock.
  PresentationLog(WallTime program_started, std::vector<std::string> medium_names);

  // Pictures belong to other content from now on, whose media are these.
  void switch_content(std::vector<std::string> medium_names);

  void shown(const Shown& picture);
  void presented() { ++presentations_; }  // something new was handed to the display, of whichever zone
  void repeated() { ++repeated_; }        // the same picture was handed to the display again
  void dropped(std::uint64_t count) { dropped_ += count; }
  void error(std::string text);

  std::uint64_t frames_presented() const { return presented_; }
  std::string to_json() const;

 private:
  struct Seam {
    std::string from;
    std::string to;
    std::int64_t gap_frames = 0;
  };
  std::string name(std::size_t medium) const;
  void seam(const Shown& next);

  const WallTime program_started_;
  std::vector<std::string> names_;
  std::uint64_t presented_ = 0;
  std::uint64_t presentations_ = 0;
  std::uint64_t repeated_ = 0;
  std::uint64_t dropped_ = 0;
  std::uint64_t late_ = 0;
  std::uint64_t seams_total_ = 0;
  std::uint64_t switches_ = 0;
  std::optional<Nanoseconds> first_frame_;
  std::optional<Shown> last_;
  std::string last_name_;
  std::deque<Seam> seams_;  // the latest
  std::vector<std::string> errors_;
  Histogram wall_offset_;
  Histogram av_offset_;
};

}  // namespace crier
