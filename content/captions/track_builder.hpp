// SPDX-License-Identifier: Apache-2.0
// TrackBuilder: gathers the cues and mistakes of one file or stream within bounds. One thread at a time.
#pragma once

#include <string>
#include <string_view>

#include "content/captions/caption_track.hpp"

namespace crier {

class TrackBuilder {
 public:
  // `text` may hold control characters and blank lines, which are taken out; a cue that then says nothing is
  // left out in silence. One that ends before it begins, or is one too many, becomes a mistake.
  void add(CaptionCue cue, int line);
  void mistake(int line, std::string what, std::string remedy);
  CaptionTrack finish() &&;

 private:
  CaptionTrack track_;
};

// Hands out the lines of a text and counts them; ends of lines are LF, CR LF or CR.
class LineReader {
 public:
  explicit LineReader(std::string_view text) : text_(text) {}
  bool next(std::string_view& line);
  int number() const { return number_; }  // of the line handed out last, from 1

 private:
  std::string_view text_;
  std::size_t position_ = 0;
  int number_ = 0;
};

std::string_view trim(std::string_view text);

}  // namespace crier
