// SPDX-License-Identifier: Apache-2.0
// Painter: converts, turns and scales a picture of any layout into a rectangle of a BGRA canvas, on the CPU.
// At the picture's own size and upright it converts in one pass without a copy. One Painter belongs to one
// thread: it keeps scratch planes between calls.
#pragma once

#include <cstdint>
#include <vector>

#include "player/media/picture.hpp"
#include "player/scene/geometry.hpp"

namespace crier {

// Memory to draw into: B, G, R, X bytes a pixel, rows `stride` bytes apart. Not owned.
struct Canvas {
  std::uint8_t* pixels = nullptr;
  int stride = 0;
  int width = 0;
  int height = 0;
};

class Painter {
 public:
  // Fills `target`, which lies inside the canvas, with the whole picture.
  void paint(const Picture& picture, const Canvas& canvas, const Rectangle& target);

  // Paints the picture fitted into the canvas, with black bars around it where its proportions differ.
  void paint_fitted(const Picture& picture, const Canvas& canvas);

  // Converts at the picture's own size, as stored: not turned, no bars. The canvas has exactly that size.
  static void convert(const Picture& picture, const Canvas& canvas);

  // Says that the canvas no longer holds what was painted last, so that bars are drawn again.
  void forget_canvas() { bars_drawn_for_ = {}; }

 private:
  // An 8-bit planar picture in scratch memory or in the source's own.
  struct Planar {
    const std::uint8_t* data[3];
    int stride[3];
    int width;
    int height;
    PixelLayout layout;  // i420, i422, i444 or bgra
  };

  Planar as_planar(const Picture& picture);
  Planar turned(const Planar& source, int rotation, bool mirrored);
  Planar scaled(const Planar& source, int width, int height);
  Planar allocate(std::vector<std::uint8_t>& memory, PixelLayout layout, int width, int height);

  std::vector<std::uint8_t> unpacked_;
  std::vector<std::uint8_t> mirrored_;
  std::vector<std::uint8_t> turned_;
  std::vector<std::uint8_t> scaled_;
  Rectangle bars_drawn_for_;
};

}  // namespace crier
