// SPDX-License-Identifier: Apache-2.0
#include "kiosk/look/theme.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/semantics/checks.hpp"

namespace crier {

Rgb mix(Rgb one, Rgb other, double part) {
  Rgb mixed = 0;
  for (const unsigned shift : {16U, 8U, 0U}) {
    const double a = (one >> shift) & 255U;
    const double b = (other >> shift) & 255U;
    mixed |= static_cast<Rgb>(std::lround(a + (b - a) * part)) << shift;
  }
  return mixed;
}

Rgb darkened_for_white(Rgb colour, double ratio) {
  Rgb dark = colour;
  for (int step = 1; step <= 20 && contrast_ratio(dark, 0xffffff) < ratio; ++step)
    dark = mix(colour, 0x000000, step * 0.05);
  return dark;
}

Theme make_theme(const Mode& mode, Rgb accent) {
  Theme theme;
  theme.accent = darkened_for_white(accent, 5.2);
  theme.accent_deep = mix(theme.accent, 0x061a3a, 0.38);
  theme.page = mix(0xf3f6fb, theme.accent, 0.02);
  theme.soft = mix(0xffffff, theme.accent, 0.10);
  if (mode.contrast == Contrast::high) {
    theme.accent = darkened_for_white(accent, 9);
    theme.accent_deep = theme.accent;
    theme.page = 0xffffff;
    theme.ink = 0x000000;
    theme.quiet = 0x1c1c1c;
    theme.line = 0x000000;
    theme.edge = 0x000000;
    theme.soft = 0xffffff;
    theme.danger = 0x8c0d08;
    theme.good = 0x0b4a28;
    theme.warm = 0xffffff;
    theme.focus = 0xc24400;
    theme.keyboard = 0xffffff;
    theme.key_quiet = 0xffffff;
    theme.is_flat = true;
  }
  theme.is_large = mode.text_size == TextSize::large;
  if (theme.is_large) {
    for (double* const em : {&theme.body, &theme.small}) *em *= 1.5;
    theme.title = 19;  // titles are large already: half more would leave no room for what they name
    theme.heading = 18;
  }
  return theme;
}

}  // namespace crier
