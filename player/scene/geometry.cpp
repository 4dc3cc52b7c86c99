// SPDX-License-Identifier: Apache-2.0
#include "player/scene/geometry.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace crier {
namespace {

constexpr int kHairline = 2;

int even_edge(double part, int length) {
  const int edge = static_cast<int>(std::lround(part * length / 2)) * 2;
  return edge + 1 >= length ? length : std::max(0, edge);
}

}  // namespace

Rectangle intersection(const Rectangle& a, const Rectangle& b) {
  const int x = std::max(a.x, b.x);
  const int y = std::max(a.y, b.y);
  const int width = std::min(a.right(), b.right()) - x;
  const int height = std::min(a.bottom(), b.bottom()) - y;
  if (width <= 0 || height <= 0) return {};
  return {x, y, width, height};
}

Rectangle bounding_box(const Rectangle& a, const Rectangle& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  const int x = std::min(a.x, b.x);
  const int y = std::min(a.y, b.y);
  return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

Rectangle to_pixels(const Fractions& part, int width, int height) {
  const int left = even_edge(part.x, width);
  const int top = even_edge(part.y, height);
  return {left, top, std::max(0, even_edge(part.x + part.width, width) - left),
          std::max(0, even_edge(part.y + part.height, height) - top)};
}

Rectangle fit(const PictureShape& shape, const Rectangle& area) {
  std::int64_t wide = std::int64_t{shape.width} * std::max(1, shape.aspect_numerator);
  std::int64_t high = std::int64_t{shape.height} * std::max(1, shape.aspect_denominator);
  if (shape.rotation % 2 != 0) std::swap(wide, high);
  if (wide <= 0 || high <= 0) return area;
  Rectangle target = area;
  // Compare wide/high with area.width/area.height without dividing.
  if (wide * area.height > high * area.width) {
    target.height = static_cast<int>(std::llround(double(area.width) * double(high) / double(wide)));
  } else {
    target.width = static_cast<int>(std::llround(double(area.height) * double(wide) / double(high)));
  }
  target.width = std::max(1, target.width);
  target.height = std::max(1, target.height);
  if (area.width - target.width <= kHairline) target.width = area.width;
  if (area.height - target.height <= kHairline) target.height = area.height;
  target.x = area.x + (area.width - target.width) / 2;
  target.y = area.y + (area.height - target.height) / 2;
  return target;
}

}  // namespace crier
