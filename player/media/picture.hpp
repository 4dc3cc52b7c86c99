// SPDX-License-Identifier: Apache-2.0
// Picture: one decoded picture, as the decoder left it in memory. Immutable and movable; may be handed
// between threads, but is used by one at a time.
#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "config/clock.hpp"
#include "content/media/orientation.hpp"

struct AVFrame;

namespace crier {

// How samples lie in memory. Planar formats are Y, U, V; depths above 8 are 16-bit little-endian words.
enum class PixelLayout {
  i420,  // 4:2:0 planar, 8 bit
  i422,
  i444,
  nv12,  // 4:2:0, chroma interleaved, 8 bit
  i010,  // 4:2:0 planar, 10 bit in the low bits
  i210,  // 4:2:2 planar, 10 bit
  i410,  // 4:4:4 planar, 10 bit
  p010,  // 4:2:0, chroma interleaved, 10 bit in the high bits
  bgra,  // B, G, R, A bytes; alpha premultiplied or opaque
};

// Matrix coefficients of ITU-T H.273 that matter on screens; unspecified ones have been guessed by then.
enum class ColourMatrix { bt601, bt709, bt2020 };
enum class ColourRange { limited, full };

struct Plane {
  const std::uint8_t* data = nullptr;
  int stride = 0;  // bytes between rows
};

struct PictureShape {
  int width = 0;  // in samples, as stored
  int height = 0;
  PixelLayout layout = PixelLayout::i420;
  ColourMatrix matrix = ColourMatrix::bt709;
  ColourRange range = ColourRange::limited;
  int aspect_numerator = 1;  // of one sample (pixel aspect), as stored
  int aspect_denominator = 1;
  int rotation = 0;       // clockwise quarter turns to apply when showing: 0 to 3
  bool mirrored = false;  // flipped left to right before it is rotated

  bool operator==(const PictureShape&) const = default;
};

class Picture {
 public:
  struct FrameDeleter {
    void operator()(AVFrame* frame) const noexcept;
  };
  using FrameHandle = std::unique_ptr<AVFrame, FrameDeleter>;

  Picture() = default;

  // Takes over `frame`, whose planes `shape` describes.
  Picture(FrameHandle frame, const PictureShape& shape, Nanoseconds position, Nanoseconds duration);

  // The same picture once more: both refer to the same memory, which neither changes.
  Picture share() const;

  // The same picture at another place in time.
  Picture at(Nanoseconds position, Nanoseconds duration) &&;

  // A blank BGRA picture to draw into, before it is shared, and how it is to be turned when shown.
  static Picture blank(int width, int height, const Orientation& orientation = {});

  // An opaque BGRA picture that lies in memory of somebody else's, which outlives it and all that share it;
  // rows are width * 4 bytes apart.
  static Picture over(std::uint8_t* pixels, int width, int height);

  // A picture to write, of the other one's shape and place in time; its samples are undefined.
  static Picture like(const Picture& other);
  std::uint8_t* writable_pixels(int plane = 0);
  int writable_stride(int plane = 0) const;

  // The part of it from column `x` and row `y` on, as stored: rounded down to even places, where its chroma
  // can be parted. The rest of the memory is kept but no longer shown.
  Picture cropped(int x, int y, int width, int height) &&;

  explicit operator bool() const { return frame_ != nullptr; }
  const PictureShape& shape() const { return shape_; }
  std::array<Plane, 3> planes() const;
  Nanoseconds position() const { return position_; }  // from the item's first instant
  Nanoseconds duration() const { return duration_; }  // nominal; zero where unknown

 private:
  FrameHandle frame_;
  PictureShape shape_;
  Nanoseconds position_{0};
  Nanoseconds duration_{0};
};

}  // namespace crier
