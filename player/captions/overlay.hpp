// SPDX-License-Identifier: Apache-2.0
// Overlay: a picture with transparent parts and where it lies on its canvas. Immutable once handed out; any
// thread.
#pragma once

#include "player/media/picture.hpp"
#include "player/scene/geometry.hpp"

namespace crier {

struct Overlay {
  Picture picture;  // BGRA, alpha premultiplied
  Rectangle area;   // in pixels of the canvas, as large as the picture
  int canvas_width = 0;
  int canvas_height = 0;
};

}  // namespace crier
