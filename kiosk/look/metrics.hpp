// SPDX-License-Identifier: Apache-2.0
// Metrics: the canvas of a screen and how large its pixels are, so that everything is sized in millimetres.
// Plain values; any thread.
#pragma once

#include <algorithm>
#include <cmath>

namespace crier {

struct Metrics {
  int width = 1080;  // pixels of the canvas, which is the screen
  int height = 1920;
  double px_per_mm = 4.03;

  int px(double millimetres) const { return static_cast<int>(std::lround(millimetres * px_per_mm)); }
  double mm(int pixels) const { return pixels / px_per_mm; }
  bool is_portrait() const { return height > width; }

  // Where the pitch is not known: as if the shorter side were a 21.5 inch panel's, 268 mm.
  static Metrics of(int width, int height, double millimetres_per_pixel) {
    constexpr double kShorterSide = 268;
    const int side = std::min(width, height);
    return {width, height, millimetres_per_pixel > 0 ? 1 / millimetres_per_pixel : side / kShorterSide};
  }
};

}  // namespace crier
