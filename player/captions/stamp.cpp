// SPDX-License-Identifier: Apache-2.0
#include "player/captions/stamp.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace crier {
namespace {

// x / 255, rounded; exact for x up to 255 * 255.
constexpr std::uint32_t divided_by_255(std::uint32_t x) {
  return (x + 128 + ((x + 128) >> 8)) >> 8;
}

using Bgr = std::array<std::uint32_t, 3>;

Bgr bgr_of(Rgba colour) {
  return {(colour >> 8) & 255, (colour >> 16) & 255, (colour >> 24) & 255};
}

// Lays a colour of that alpha over a pixel whose alpha is premultiplied.
void over(std::uint8_t* pixel, const Bgr& colour, std::uint32_t alpha) {
  if (alpha == 0) return;
  const std::uint32_t rest = 255 - alpha;
  for (std::size_t i = 0; i < 3; ++i)
    pixel[i] = static_cast<std::uint8_t>(divided_by_255(colour[i] * alpha + pixel[i] * rest));
  pixel[3] = static_cast<std::uint8_t>(divided_by_255(255 * alpha + pixel[3] * rest));
}

std::uint8_t* pixel_at(Overlay& overlay, int x, int y) {
  return overlay.picture.writable_pixels() +
         static_cast<std::ptrdiff_t>(y - overlay.area.y) * overlay.picture.writable_stride() +
         static_cast<std::ptrdiff_t>(x - overlay.area.x) * 4;
}

// How much of the pixel at (x, y) lies inside, 0 to 1: by its centre's distance from the rounded edge.
double inside(const Rectangle& area, double radius, int x, int y) {
  const double half_width = area.width / 2.0;
  const double half_height = area.height / 2.0;
  const double dx = std::abs(x + 0.5 - area.x - half_width) - (half_width - radius);
  const double dy = std::abs(y + 0.5 - area.y - half_height) - (half_height - radius);
  const double distance =
      std::hypot(std::max(dx, 0.0), std::max(dy, 0.0)) + std::min(std::max(dx, dy), 0.0) - radius;
  return std::clamp(0.5 - distance, 0.0, 1.0);
}

}  // namespace

Rectangle united(const Rectangle& a, const Rectangle& b) {
  if (a.width <= 0 || a.height <= 0) return b;
  if (b.width <= 0 || b.height <= 0) return a;
  const int x = std::min(a.x, b.x);
  const int y = std::min(a.y, b.y);
  return {x, y, std::max(a.x + a.width, b.x + b.width) - x, std::max(a.y + a.height, b.y + b.height) - y};
}

Rectangle common(const Rectangle& a, const Rectangle& b) {
  const int x = std::max(a.x, b.x);
  const int y = std::max(a.y, b.y);
  const int width = std::min(a.x + a.width, b.x + b.width) - x;
  const int height = std::min(a.y + a.height, b.y + b.height) - y;
  if (width <= 0 || height <= 0) return {};
  return {x, y, width, height};
}

Rectangle bounds_of(const std::vector<Stamp>& stamps) {
  Rectangle bounds;
  for (const Stamp& stamp : stamps) bounds = united(bounds, stamp.area);
  return bounds;
}

void move_by(std::vector<Stamp>& stamps, int dx, int dy) {
  for (Stamp& stamp : stamps) {
    stamp.area.x += dx;
    stamp.area.y += dy;
  }
}

void blend(const Stamp& stamp, Overlay& overlay) {
  const Rectangle seen = common(stamp.area, overlay.area);
  const Bgr colour = bgr_of(stamp.colour);
  const std::uint32_t alpha = stamp.colour & 255;
  for (int y = seen.y; y < seen.y + seen.height; ++y) {
    const std::uint8_t* coverage = stamp.coverage.data() +
                                   static_cast<std::ptrdiff_t>(y - stamp.area.y) * stamp.area.width +
                                   (seen.x - stamp.area.x);
    std::uint8_t* pixel = pixel_at(overlay, seen.x, y);
    for (int x = 0; x < seen.width; ++x, pixel += 4) over(pixel, colour, divided_by_255(coverage[x] * alpha));
  }
}

void blend_panel(const Rectangle& area, double radius, Rgba colour, Overlay& overlay) {
  const Rectangle seen = common(area, overlay.area);
  const Bgr bgr = bgr_of(colour);
  const double alpha = colour & 255;
  const int corner = static_cast<int>(std::ceil(radius));
  for (int y = seen.y; y < seen.y + seen.height; ++y) {
    const bool is_middle_row = y >= area.y + corner && y < area.y + area.height - corner;
    std::uint8_t* pixel = pixel_at(overlay, seen.x, y);
    for (int x = seen.x; x < seen.x + seen.width; ++x, pixel += 4) {
      const bool is_whole = is_middle_row || (x >= area.x + corner && x < area.x + area.width - corner);
      const double part = is_whole ? 1 : inside(area, radius, x, y);
      over(pixel, bgr, static_cast<std::uint32_t>(std::lround(alpha * part)));
    }
  }
}

}  // namespace crier
