// SPDX-License-Identifier: Apache-2.0
// Type: the kiosk's text, Chinese first: glyphs placed by their em box, broken into lines by the rules of
// UAX #14 as far as Chinese and Latin need them, shrunk until they fit. Lengths are pixels. The visit's
// thread only.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "config/result.hpp"
#include "kiosk/look/glyph_cache.hpp"
#include "player/scene/geometry.hpp"

struct ImDrawList;

namespace crier {

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
  int height = 0;      // em boxes and the leading between them
  bool tears = false;  // a word that is wider than the line is torn apart, at the smallest em that may be
};

// One line of a text that was broken: bytes [begin, end) without the blank at its end.
struct TypeLine {
  std::size_t begin = 0;
  std::size_t end = 0;
  double width = 0;
  bool is_torn = false;  // it ends within a word
};

class Type {
 public:
  // Errors: as GlyphCache::open.
  static Result<std::unique_ptr<Type>> open(ImFontAtlas& atlas);

  void set_language(Language language) { glyphs_->set_language(language); }
  GlyphCache& glyphs() { return *glyphs_; }

  // As full as they get: for text that is being written, whose lines must not move.
  std::vector<TypeLine> break_lines(std::string_view text, double width, double em, Weight weight);

  // As many lines, none of which ends a paragraph with a character or two alone (last_line.hpp): as measure()
  // and draw() set them.
  std::vector<TypeLine> set_lines(std::string_view text, double width, double em, Weight weight);
  double width_of(std::string_view text, double em, Weight weight);

  // How far draw_line() moves a line to the left that begins with an opening mark: it begins with the mark's
  // ink, not with the blank half before it.
  double outdent(std::string_view line, double em, Weight weight);

  // As it would stand in a box of that width and height (0: any). It shrinks until it fits and no word is
  // torn apart, if that can be.
  TypeFit measure(std::string_view text, int width, int height, const TypeStyle& style);
  // Where not all lines have room, the last one ends with an ellipsis.
  TypeFit draw(ImDrawList& list, std::string_view text, const Rectangle& box, const TypeStyle& style);

  // One line with its em box's left top corner at (x, y); returns its width.
  double draw_line(ImDrawList& list, std::string_view text, double x, double y, double em, Weight weight,
                   Rgb ink);

 private:
  struct Setting {
    TypeFit fit;
    std::vector<TypeLine> lines;
  };
  Setting set(std::string_view text, int width, int height, const TypeStyle& style);
  // Bytes of `line` that have room in `width` before something that is `after` wide.
  std::size_t length_before(double after, std::string_view line, double width, double em, Weight weight);

  explicit Type(std::unique_ptr<GlyphCache> glyphs);
  std::unique_ptr<GlyphCache> glyphs_;
};

}  // namespace crier
