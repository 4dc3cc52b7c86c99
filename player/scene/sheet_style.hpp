// SPDX-License-Identifier: Apache-2.0
// SheetStyle: the colours and sizes that all sheets share, the house's own unless a layout says otherwise.
// Plain values and pure functions; any thread.
#pragma once

#include <optional>
#include <string>

#include "content/model/layout.hpp"
#include "player/scene/sheet.hpp"

namespace crier {

struct Ground {
  Colour top;
  Colour bottom;
};

struct SheetStyle {
  std::optional<Ground> ground;  // none: what lies below shows through
  Colour ink;                    // of what matters
  Colour quiet;                  // of what goes with it: dates, second languages, page numbers
  Colour line;                   // of hairlines
  Colour stress;                 // of emphasised words: Chinese has no italics
  Colour alarm;                  // of a rumour refuted
  Colour calm;                   // of a notice
  double least_size = 0;         // of the em square, in pixels: no text is smaller; 0: no least
  double size = 0;               // of the em square of running text, in pixels; 0: the sheet's own
  double halo = 0;               // dark edge around letters, in ems
};

// For a screen that is `screen_height` pixels high as it hangs. Capital letters are at least a fiftieth of
// that.
SheetStyle house_style(int screen_height);

// The house's style as the zone's background, ink and text size change it. Without a background a ticker, and
// a text zone that shows notices, keep the house's ground; all others let what lies below show through.
SheetStyle style_of(const ZoneLayout& zone, int screen_height);

Colour mixed(const Colour& one, const Colour& other, double part_of_other);

// The colour of the kind's label.
Colour colour_of(NoticeKind kind, const SheetStyle& style);

// Fills the sheet with the style's ground, if it has one.
void lay_ground(Sheet& sheet, const SheetStyle& style);

}  // namespace crier
