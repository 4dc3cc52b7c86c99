// SPDX-License-Identifier: Apache-2.0
// SetText: a text set in lines by Pango, measured once and drawn whole or line by line, so that a column can
// be cut into pages. Every line takes exactly the style's line height. Lengths are pixels. One thread at a
// time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "player/scene/sheet.hpp"

namespace crier {

// Words in one manner within a text. The style's ink where it has none of its own.
struct TextRun {
  std::string text;
  TextWeight weight = TextWeight::normal;
  std::optional<Colour> ink;
};

class SetText {
 public:
  // The runs' weights stand instead of the style's. Alignment is within the style's width. `halo` draws a
  // dark edge of that many ems around the letters, to be read on whatever lies below.
  SetText(const std::vector<TextRun>& runs, const TextStyle& style, double halo = 0);
  SetText(const std::string& utf8, const TextStyle& style, double halo = 0);
  ~SetText();
  SetText(SetText&&) noexcept;
  SetText& operator=(SetText&&) noexcept;

  int lines() const;
  double line_height() const;
  double height() const { return lines() * line_height(); }
  double width() const;  // of the longest line
  std::string line(int index) const;

  // The baseline's distance from a line's top.
  double ascent() const;

  // Draws `count` lines from `first` on, the first one's top left corner at (x, y).
  void draw(Sheet& sheet, double x, double y, int first, int count) const;
  void draw(Sheet& sheet, double x, double y) const { draw(sheet, x, y, 0, lines()); }

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Broken into as few lines as the style's width allows, where that can be at punctuation and else all about
// equally long: for titles and names.
SetText set_balanced(const std::string& utf8, TextStyle style, double halo = 0);

}  // namespace crier
