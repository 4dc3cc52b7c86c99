// SPDX-License-Identifier: Apache-2.0
// Stamp: one shape in one colour, as libass hands out its glyphs; and how stamps and panels are laid onto an
// overlay. Internal to player/captions; pure functions.
#pragma once

#include <cstdint>
#include <vector>

#include "player/captions/overlay.hpp"

namespace crier {

// sRGB with alpha, 0xRRGGBBAA, not premultiplied.
using Rgba = std::uint32_t;

struct Stamp {
  Rectangle area;                      // on the canvas
  std::vector<std::uint8_t> coverage;  // area.width times area.height
  Rgba colour = 0;
};

// The smallest rectangle that holds both; an empty one counts for nothing.
Rectangle united(const Rectangle& a, const Rectangle& b);

// What both have in common; empty where that is nothing.
Rectangle common(const Rectangle& a, const Rectangle& b);

Rectangle bounds_of(const std::vector<Stamp>& stamps);
void move_by(std::vector<Stamp>& stamps, int dx, int dy);

// What lies outside of the overlay's area is cut off.
void blend(const Stamp& stamp, Overlay& overlay);

// A rectangle with round corners, smooth at its edges.
void blend_panel(const Rectangle& area, double radius, Rgba colour, Overlay& overlay);

}  // namespace crier
