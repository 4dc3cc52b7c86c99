// SPDX-License-Identifier: Apache-2.0
// Blend: one picture turning into the next, for transitions. Pure functions but for scratch memory; one
// thread a Blender.
#pragma once

#include "content/model/layout.hpp"
#include "player/media/picture.hpp"
#include "player/scene/painter.hpp"

namespace crier {

class Blender {
 public:
  // `width` x `height`: the zone's size, in which pictures of different shapes are fitted, with bars in
  // `bars`, before they are mixed.
  Blender(int width, int height, Rgb bars) : width_(width), height_(height), bars_(bars) {}

  // `progress` 0: only `from`; 1: only `to`. Pictures of one shape, eight bits deep, are mixed in YUV as they
  // are; others become BGRA of the zone's size. Place and length in time are those of `to`.
  Picture mix(const Picture& from, const Picture& to, double progress);

  // `progress` 0: `from`; 0.5: only the colour; 1: `to`. As in `mix`, pictures of different shapes become
  // BGRA of the zone's size.
  Picture fade_through(const Picture& from, const Picture& to, Rgb colour, double progress);

 private:
  Picture fitted(const Picture& picture);
  Picture towards(const Picture& picture, Rgb colour, double amount);

  int width_;
  int height_;
  Rgb bars_;
  Painter painter_;
};

}  // namespace crier
