// SPDX-License-Identifier: Apache-2.0
// CaptionStack: blocks of captions laid out on the canvas, none on top of another, with a panel behind those
// that have none of their own. Internal to player/captions; one thread at a time.
#pragma once

#include <memory>
#include <vector>

#include "player/captions/plain_block.hpp"
#include "player/captions/stamp.hpp"

namespace crier {

class CaptionStack {
 public:
  CaptionStack(int width, int height, int vertical_margin)
      : canvas_{0, 0, width, height}, top_(vertical_margin), bottom_(height - vertical_margin) {}

  // Stands where it is drawn; all others keep clear of it. Comes before the plain blocks.
  void add_fixed(const std::vector<Stamp>& stamps);

  // `blocks` from the upper to the lower, each with its side; neighbours of one side share a panel.
  void add_plain(CaptionEdge edge, std::vector<std::pair<CaptionSide, PlainBlock>> blocks);

  // Stands where it is drawn if that is free, else moved up until it is.
  void add_floating(std::vector<Stamp> stamps);

  // Null where nothing was added.
  std::shared_ptr<const Overlay> take() &&;

 private:
  struct Panel {
    Rectangle area;
    double radius;
  };

  Rectangle canvas_;
  int top_;  // the rows between these two are free for plain blocks
  int bottom_;
  std::vector<Panel> panels_;
  std::vector<Stamp> stamps_;
  Rectangle taken_;  // at the bottom, by all that was added
};

}  // namespace crier
