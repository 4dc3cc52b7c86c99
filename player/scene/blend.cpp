// SPDX-License-Identifier: Apache-2.0
#include "player/scene/blend.hpp"

#include <libyuv.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

namespace crier {
namespace {

// Bytes of a row and rows of one plane; no rows where there is no such plane.
struct Extent {
  int bytes = 0;
  int rows = 0;
};

Extent extent(const PictureShape& shape, int plane) {
  const int half_width = (shape.width + 1) / 2;
  const int half_height = (shape.height + 1) / 2;
  switch (shape.layout) {
    case PixelLayout::bgra:
      return plane == 0 ? Extent{shape.width * 4, shape.height} : Extent{};
    case PixelLayout::i444:
      return {shape.width, shape.height};
    case PixelLayout::i422:
      return {plane == 0 ? shape.width : half_width, shape.height};
    case PixelLayout::nv12:
      if (plane == 2) return {};
      return plane == 0 ? Extent{shape.width, shape.height} : Extent{half_width * 2, half_height};
    default:
      return plane == 0 ? Extent{shape.width, shape.height} : Extent{half_width, half_height};
  }
}

bool is_mixable(const PictureShape& shape) {
  return shape.layout == PixelLayout::i420 || shape.layout == PixelLayout::i422 ||
         shape.layout == PixelLayout::i444 || shape.layout == PixelLayout::nv12 ||
         shape.layout == PixelLayout::bgra;
}

constexpr int kAll = 256;  // in libyuv's weights, which end one below it

int weight_of(double amount) {
  return static_cast<int>(std::lround(std::clamp(amount, 0.0, 1.0) * kAll));
}

std::uint8_t to_byte(double value) {
  return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0, 255.0)));
}

// ITU-T H.273 section 8.3, equations for E'Y, E'PB and E'PR.
std::array<std::uint8_t, 3> to_yuv(Rgb colour, const PictureShape& shape) {
  const double red = double(colour >> 16 & 255) / 255;
  const double green = double(colour >> 8 & 255) / 255;
  const double blue = double(colour & 255) / 255;
  const bool is_601 = shape.matrix == ColourMatrix::bt601;
  const double kr = is_601 ? 0.299 : shape.matrix == ColourMatrix::bt2020 ? 0.2627 : 0.2126;
  const double kb = is_601 ? 0.114 : shape.matrix == ColourMatrix::bt2020 ? 0.0593 : 0.0722;
  const double y = kr * red + (1 - kr - kb) * green + kb * blue;
  const double u = (blue - y) / (1 - kb) / 2;
  const double v = (red - y) / (1 - kr) / 2;
  const bool full = shape.range == ColourRange::full;
  return {to_byte(full ? 255 * y : 16 + 219 * y), to_byte(128 + (full ? 255 : 224) * u),
          to_byte(128 + (full ? 255 : 224) * v)};
}

// One row of an even colour, as that plane holds it.
std::vector<std::uint8_t> even_row(Rgb colour, const PictureShape& shape, int plane, int bytes) {
  std::vector<std::uint8_t> row(static_cast<std::size_t>(bytes));
  if (shape.layout == PixelLayout::bgra) {
    const std::array<std::uint8_t, 4> pixel{std::uint8_t(colour), std::uint8_t(colour >> 8),
                                            std::uint8_t(colour >> 16), 255};
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = pixel[i % 4];
    return row;
  }
  const auto yuv = to_yuv(colour, shape);
  if (shape.layout == PixelLayout::nv12 && plane == 1) {
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = yuv[1 + i % 2];
    return row;
  }
  std::fill(row.begin(), row.end(), yuv[static_cast<std::size_t>(plane)]);
  return row;
}

}  // namespace

Picture Blender::fitted(const Picture& picture) {
  Picture canvas = Picture::blank(width_, height_);
  painter_.paint_fitted(picture, {canvas.writable_pixels(), canvas.writable_stride(), width_, height_},
                        bars_);
  return canvas;
}

Picture Blender::mix(const Picture& from, const Picture& to, double progress) {
  const bool as_they_are = from.shape() == to.shape() && is_mixable(to.shape());
  if (!as_they_are) {
    const Picture a = fitted(from);
    const Picture b = fitted(to);
    return mix(a, b, progress).at(to.position(), to.duration());
  }
  const int weight = weight_of(progress);
  if (weight == kAll) return to.share();
  Picture mixed = Picture::like(to);
  const auto a = from.planes();
  const auto b = to.planes();
  for (int plane = 0; plane < 3; ++plane) {
    const auto [bytes, rows] = extent(to.shape(), plane);
    if (rows == 0) continue;
    const auto i = static_cast<std::size_t>(plane);
    libyuv::InterpolatePlane(a[i].data, a[i].stride, b[i].data, b[i].stride, mixed.writable_pixels(plane),
                             mixed.writable_stride(plane), bytes, rows, weight);
  }
  return mixed;
}

Picture Blender::towards(const Picture& picture, Rgb colour, double amount) {
  if (!is_mixable(picture.shape())) return towards(fitted(picture), colour, amount);
  const int weight = weight_of(amount);
  Picture mixed = Picture::like(picture);
  const auto source = picture.planes();
  for (int plane = 0; plane < 3; ++plane) {
    const auto [bytes, rows] = extent(picture.shape(), plane);
    if (rows == 0) continue;
    const auto i = static_cast<std::size_t>(plane);
    const auto row = even_row(colour, picture.shape(), plane, bytes);
    const Plane below = weight == kAll ? Plane{row.data(), 0} : source[i];
    libyuv::InterpolatePlane(below.data, below.stride, row.data(), 0, mixed.writable_pixels(plane),
                             mixed.writable_stride(plane), bytes, rows, weight % kAll);
  }
  return mixed;
}

Picture Blender::fade_through(const Picture& from, const Picture& to, Rgb colour, double progress) {
  // Bars belong to what fades, or they would change at one stroke in the middle.
  if (from.shape() != to.shape())
    return fade_through(fitted(from), fitted(to), colour, progress).at(to.position(), to.duration());
  if (progress < 0.5) return towards(from, colour, progress * 2).at(to.position(), to.duration());
  return towards(to, colour, (1 - progress) * 2).at(to.position(), to.duration());
}

}  // namespace crier
