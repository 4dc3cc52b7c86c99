// SPDX-License-Identifier: Apache-2.0
// Composition: what is on one screen at one moment, as pictures in painter's order, and which parts of it are
// new. Displays draw it; plain values that refer to pictures owned elsewhere.
#pragma once

#include <cstdint>
#include <vector>

#include "player/media/picture.hpp"
#include "player/scene/geometry.hpp"

namespace crier {

struct Layer {
  std::uint64_t id = 0;              // the same thing from moment to moment
  std::uint64_t revision = 0;        // changes with what `picture` shows
  const Picture* picture = nullptr;  // null: an even colour. Must live until the composition is drawn
  Rgb colour = 0;
  Rectangle source;    // the part of the picture to show, of an upright BGRA picture; empty: all of it
  Rectangle target;    // where, in pixels of the screen; the part is scaled to it
  bool opaque = true;  // nothing below shows through; else the picture is BGRA, its alpha premultiplied
};

struct Composition {
  std::vector<Layer> layers;      // later ones lie above
  std::vector<Rectangle> damage;  // what differs from the last composition; everything else may be kept
};

}  // namespace crier
