// SPDX-License-Identifier: Apache-2.0
// Rectangles on the screen and how a picture is fitted into one. Pure functions; any thread.
#pragma once

#include "player/media/picture.hpp"

namespace crier {

// In pixels, from the top left corner.
struct Rectangle {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;

  bool operator==(const Rectangle&) const = default;
};

// The largest rectangle inside `area`, centred, that shows the whole picture in its own proportions: its
// pixel aspect and rotation are taken into account. Within two pixels of `area` it fills it: no hairline
// bars.
Rectangle fit(const PictureShape& shape, const Rectangle& area);

}  // namespace crier
