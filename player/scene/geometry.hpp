// SPDX-License-Identifier: Apache-2.0
// Rectangles on the screen and how a picture is fitted into one. Pure functions; any thread.
#pragma once

#include "content/model/layout.hpp"
#include "player/media/picture.hpp"

namespace crier {

// In pixels, from the top left corner.
struct Rectangle {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;

  int right() const { return x + width; }
  int bottom() const { return y + height; }
  bool empty() const { return width <= 0 || height <= 0; }
  bool contains(const Rectangle& other) const {
    return x <= other.x && y <= other.y && right() >= other.right() && bottom() >= other.bottom();
  }
  bool operator==(const Rectangle&) const = default;
};

// What both have in common; empty where they do not meet.
Rectangle intersection(const Rectangle& a, const Rectangle& b);

// The smallest rectangle around both; an empty one counts for nothing.
Rectangle bounding_box(const Rectangle& a, const Rectangle& b);

// Parts of a screen of that size as pixels. Edges lie on even pixels, so that zones that touch share an edge
// and half-resolution chroma is never split; the right and bottom edges of the screen are kept.
Rectangle to_pixels(const Fractions& part, int width, int height);

// The largest rectangle inside `area`, centred, that shows the whole picture in its own proportions: its
// pixel aspect and rotation are taken into account. Within two pixels of `area` it fills it: no hairline
// bars.
Rectangle fit(const PictureShape& shape, const Rectangle& area);

}  // namespace crier
