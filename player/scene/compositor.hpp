// SPDX-License-Identifier: Apache-2.0
// Compositor: draws a composition into memory, on the CPU, and only what is new of it. One thread.
#pragma once

#include "player/scene/composition.hpp"
#include "player/scene/painter.hpp"

namespace crier {

class Compositor {
 public:
  // Draws the damaged parts into the canvas, which still holds the last composition. A picture in a part that
  // nothing else covers is converted straight into it.
  void draw(const Composition& composition, const Canvas& canvas);

 private:
  void draw_part(const Composition& composition, const Canvas& canvas, const Rectangle& part);

  Painter painter_;
};

// A composition on a panel that is mounted turned: `turns` quarter turns clockwise bring it upright. Keeps
// the upright picture, and turns what is new of it into the panel's memory. One thread.
class TurnedCompositor {
 public:
  // Draws; returns the damaged parts as the panel counts its pixels.
  std::vector<Rectangle> draw(const Composition& composition, const Canvas& panel, int turns);

 private:
  Compositor compositor_;
  std::vector<std::uint8_t> upright_;
};

}  // namespace crier
