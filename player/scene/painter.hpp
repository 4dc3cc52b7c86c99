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
  void paint(const Picture& picture, const Canvas& canvas, const Rectangle& target) {
    paint(picture, canvas, target, target);
  }

  // The same, but touches only `clip`, which lies inside `target`.
  void paint(const Picture& picture, const Canvas& canvas, const Rectangle& target, const Rectangle& clip);

  // Paints the picture fitted into the canvas, with bars around it where its proportions differ.
  void paint_fitted(const Picture& picture, const Canvas& canvas, Rgb bars = 0x000000);

  // Lays `source`, a part of an upright BGRA picture with premultiplied alpha, scaled to `target` over what
  // is there; touches only `clip`. Without `blend` it replaces what is there.
  enum class Mixing { replace, blend };
  void lay(const Picture& picture, const Rectangle& source, const Canvas& canvas, const Rectangle& target,
           const Rectangle& clip, Mixing mixing);

  static void fill(const Canvas& canvas, const Rectangle& target, Rgb colour);

  // Converts at the picture's own size, as stored: not turned, no bars. The canvas has exactly that size.
  static void convert(const Picture& picture, const Canvas& canvas);

 private:
  // An 8-bit planar picture in scratch memory or in the source's own.
  struct Planar {
    const std::uint8_t* data[3];
    int stride[3];
    int width;
    int height;
    PixelLayout layout;  // i420, i422, i444 or bgra
  };

  static void convert_part(const Picture& picture, const Rectangle& part, std::uint8_t* out, int stride);
  static void convert_planar(const Planar& planar, const PictureShape& shape, const Rectangle& part,
                             std::uint8_t* out, int stride);
  template <class Convert>
  void convert_aligned(PixelLayout layout, const Rectangle& part, std::uint8_t* out, int stride,
                       Convert convert);
  Planar as_planar(const Picture& picture);
  Planar turned(const Planar& source, int rotation, bool mirrored);
  Planar scaled(const Planar& source, int width, int height);
  Planar allocate(std::vector<std::uint8_t>& memory, PixelLayout layout, int width, int height);

  std::vector<std::uint8_t> unpacked_;
  std::vector<std::uint8_t> mirrored_;
  std::vector<std::uint8_t> turned_;
  std::vector<std::uint8_t> scaled_;
  std::vector<std::uint8_t> aligned_;
};

}  // namespace crier
