// SPDX-License-Identifier: Apache-2.0
// Plain captions as Crier sets them: white, bold, in lines that are broken evenly. Internal to
// player/captions; one thread at a time.
#pragma once

#include <string>
#include <vector>

#include "content/captions/caption_track.hpp"
#include "player/captions/ass_stage.hpp"
#include "player/captions/line_breaker.hpp"
#include "player/captions/stamp.hpp"

namespace crier {

// The first language is set larger than the second.
enum class CaptionRank { first, second };

struct BlockStyle {
  CaptionRank rank = CaptionRank::first;
  CaptionSide side = CaptionSide::centre;
  std::string language = "zh";
};

// Lines of text around which nothing has been drawn yet.
struct PlainBlock {
  std::vector<Stamp> stamps;
  Rectangle ink;    // what the stamps cover
  Rectangle lines;  // the room its lines take, from edge to edge of their ink
  double em = 0;    // pixels
};

class PlainSetter {
 public:
  explicit PlainSetter(AssStage& stage) : stage_(stage) {}

  // Sets `text` anywhere on the canvas, at its side; the caller moves it up or down.
  PlainBlock set(const std::string& text, const BlockStyle& style);

  double em(CaptionRank rank) const;

  // Free room around all captions: five parts in a hundred of the canvas.
  int horizontal_margin() const;
  int vertical_margin() const;

 private:
  AssStage& stage_;
  LineBreaker breaker_;
};

}  // namespace crier
