// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "kiosk/input/handwriting_engine.hpp"

namespace crier {
namespace {

constexpr int kPasses = 3;

float distance(const StrokePoint& a, const StrokePoint& b) {
  return std::hypot(b.x - a.x, b.y - a.y);
}

// Points at even distances along the way, the first and the last one among them.
Stroke at_even_distances(const Stroke& stroke, float spacing) {
  float length = 0;
  for (std::size_t i = 1; i < stroke.size(); ++i) length += distance(stroke[i - 1], stroke[i]);
  const auto steps = static_cast<std::size_t>(std::ceil(length / spacing));
  if (steps < 2) return {stroke.front(), stroke.back()};
  const float step = length / static_cast<float>(steps);
  Stroke even{stroke.front()};
  float walked = 0;
  for (std::size_t i = 1; i < stroke.size(); ++i) {
    const float piece = distance(stroke[i - 1], stroke[i]);
    while (even.size() < steps && walked + piece >= static_cast<float>(even.size()) * step) {
      const float part = (static_cast<float>(even.size()) * step - walked) / piece;
      even.push_back(
          {std::lerp(stroke[i - 1].x, stroke[i].x, part), std::lerp(stroke[i - 1].y, stroke[i].y, part)});
    }
    walked += piece;
  }
  even.push_back(stroke.back());
  return even;
}

// One pass of the binomial low-pass 1 2 1.
Stroke low_pass(const Stroke& stroke) {
  Stroke passed = stroke;
  for (std::size_t i = 1; i + 1 < stroke.size(); ++i)
    passed[i] = {(stroke[i - 1].x + 2 * stroke[i].x + stroke[i + 1].x) / 4,
                 (stroke[i - 1].y + 2 * stroke[i].y + stroke[i + 1].y) / 4};
  return passed;
}

}  // namespace

Stroke smooth(const Stroke& stroke, float spacing) {
  if (stroke.size() < 3 || spacing <= 0) return stroke;
  Stroke smoothed = at_even_distances(stroke, spacing);
  for (int pass = 0; pass < kPasses; ++pass) smoothed = low_pass(smoothed);
  return smoothed;
}

}  // namespace crier
