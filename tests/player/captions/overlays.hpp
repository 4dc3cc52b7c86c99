// SPDX-License-Identifier: Apache-2.0
// What tests ask of overlays.
#pragma once

#include "player/captions/overlay.hpp"

namespace crier {

inline int bottom_of(const Overlay& overlay) {
  return overlay.area.y + overlay.area.height;
}

// How many pixels of `part`, which is in the canvas, are nearly white and opaque: glyphs, not panels.
inline int ink_in(const Overlay& overlay, const Rectangle& part) {
  const Plane plane = overlay.picture.planes()[0];
  int count = 0;
  for (int y = 0; y < overlay.area.height; ++y) {
    for (int x = 0; x < overlay.area.width; ++x) {
      const int canvas_x = x + overlay.area.x;
      const int canvas_y = y + overlay.area.y;
      const std::uint8_t* const pixel = plane.data + y * plane.stride + x * 4;
      const bool is_inside = canvas_x >= part.x && canvas_x < part.x + part.width && canvas_y >= part.y &&
                             canvas_y < part.y + part.height;
      if (is_inside && pixel[0] > 200 && pixel[1] > 200 && pixel[2] > 200) ++count;
    }
  }
  return count;
}

}  // namespace crier
