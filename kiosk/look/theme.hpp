// SPDX-License-Identifier: Apache-2.0
// Theme: the kiosk's colours and sizes, made from the office's accent colour; a second set for high contrast.
// Lengths are millimetres, after EN 301 549 and the numbers for ageing-friendly terminals. Pure; any thread.
#pragma once

#include "content/model/layout.hpp"
#include "kiosk/look/mode.hpp"

namespace crier {

struct Theme {
  Rgb accent = 0x1a5fb4;       // the office's
  Rgb accent_deep = 0x0f4a96;  // the header's darker end
  Rgb on_accent = 0xffffff;    // words on either
  Rgb page = 0xeff3fa;
  Rgb card = 0xffffff;
  Rgb ink = 0x13254a;
  Rgb quiet = 0x4d5d7e;  // second to the ink
  Rgb line = 0xc9d4e8;
  Rgb edge = 0x7484a3;  // of a field, which nothing else shows
  Rgb soft = 0xe3ecf9;  // ground of what may be pressed but does not call for it
  Rgb danger = 0xb3261e;
  Rgb good = 0x1d6f42;
  Rgb warm = 0xfff4e0;  // ground of advice
  Rgb mark = 0xffe9a8;  // behind what was looked for
  Rgb focus = 0xb34700;
  Rgb keyboard = 0xcfdbeb;
  Rgb key = 0xffffff;
  Rgb key_quiet = 0xeaf0f8;
  bool is_flat = false;  // no shadows and gradients
  bool is_large = false;

  double body = 10;  // em of running text
  double title = 15;
  double heading = 14;
  double small = 8.4;
  double least = 8.4;  // of anything: capitals of 6.1 mm, 0.7 degrees from 500 mm (EN 301 549, 5.1.4)
  double target = 20;  // side of what is pressed
  double gap = 4;      // between targets
  double margin = 9;   // of the canvas
  double radius = 5;
};

Theme make_theme(const Mode& mode, Rgb accent);

// `part` of `other` in `one`, 0 to 1.
Rgb mix(Rgb one, Rgb other, double part);

// The colour, darkened until white words on it have that contrast.
Rgb darkened_for_white(Rgb colour, double ratio);

}  // namespace crier
