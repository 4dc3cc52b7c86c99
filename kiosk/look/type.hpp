// SPDX-License-Identifier: Apache-2.0
// Type: the kiosk's text, Chinese first: glyphs made when they are first seen and kept on one page of ImGui's
// atlas, placed by their em box, broken into lines by the rules of UAX #14 as far as Chinese and Latin need
// them, shrunk until they fit. Lengths are pixels. The visit's thread only.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "config/result.hpp"
#include "kiosk/look/mode.hpp"
#include "player/scene/geometry.hpp"

struct ImDrawList;
struct ImFontAtlas;

namespace crier {

enum class Weight { regular, bold };
enum class Align { left, centre, right };

struct TypeStyle {
  double em = 40;  // a Chinese character is this wide
  Weight weight = Weight::regular;
  Rgb ink = 0;
  Align align = Align::left;
  bool in_middle = false;  // of the box's height, else at its top
  double least_em = 0;     // to which it may shrink to fit; 0: never
  double leading = 1.4;    // from line to line, in ems
  int most_lines = 0;      // what is beyond does not fit; 0: as many as the box is high
};

struct TypeFit {
  bool fits = true;
  double em = 0;
  int lines = 0;
  int width = 0;
  int height = 0;  // em boxes and the leading between them
};

// One line of a text that was broken: bytes [begin, end) without the blank at its end.
struct TypeLine {
  std::size_t begin = 0;
  std::size_t end = 0;
  double width = 0;
};

class Type {
 public:
  // Reads the fonts and joins a page to `atlas`, which nobody has built yet. Errors: not_found names the
  // package of the fonts.
  static Result<std::unique_ptr<Type>> open(ImFontAtlas& atlas);
  ~Type();

  void set_language(Language language);  // chooses the characters' shapes

  // As full as they get: for text that is being written, whose lines must not move.
  std::vector<TypeLine> break_lines(std::string_view text, double width, double em, Weight weight);

  // As many lines, none of which ends a paragraph with a character or two alone (last_line.hpp): as measure()
  // and draw() set them.
  std::vector<TypeLine> set_lines(std::string_view text, double width, double em, Weight weight);
  double width_of(std::string_view text, double em, Weight weight);

  // As it would stand in a box of that width and height (0: any).
  TypeFit measure(std::string_view text, int width, int height, const TypeStyle& style);
  TypeFit draw(ImDrawList& list, std::string_view text, const Rectangle& box, const TypeStyle& style);

  // One line with its em box's left top corner at (x, y); returns its width.
  double draw_line(ImDrawList& list, std::string_view text, double x, double y, double em, Weight weight,
                   Rgb ink);

  bool has_glyph(char32_t character);

  // The part of the atlas that is new since the last call; empty: none. The pixels are the atlas's own.
  Rectangle take_new();

  // The page is full: some of what was drawn since has no glyphs.
  bool has_overflowed() const;

  // True once after the page was full, and is now cleared, or was wiped: what was drawn before must be drawn
  // again, as other glyphs stand where its own stood.
  bool take_overflow();

  // Forgets every glyph, so that nobody learns what was written.
  void wipe();

 private:
  struct State;
  explicit Type(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace crier
