// SPDX-License-Identifier: Apache-2.0
#include "player/scene/geometry.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace crier {
namespace {

constexpr int kHairline = 2;

}  // namespace

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
