// SPDX-License-Identifier: Apache-2.0
// Sheet: a BGRA picture on which cards, tickers and alerts are drawn: flat shapes and text set by Pango,
// Chinese first. Lengths are pixels. One thread at a time; the first text of a process takes tens of
// milliseconds for the fonts, so draw away from the main thread.
#pragma once

#include <memory>
#include <string>

#include "player/media/picture.hpp"

using cairo_t = struct _cairo;

namespace crier {

// sRGB, 0 to 1, not premultiplied.
struct Colour {
  double red = 0;
  double green = 0;
  double blue = 0;
  double alpha = 1;
};

// "#RRGGBB" as 0xRRGGBB.
constexpr Colour colour(unsigned rgb, double alpha = 1) {
  return {((rgb >> 16) & 255) / 255.0, ((rgb >> 8) & 255) / 255.0, (rgb & 255) / 255.0, alpha};
}

enum class TextAlignment { left, centre, right };
enum class TextWeight { light, normal, medium, bold };

struct TextStyle {
  double size = 32;  // of the em square; a Chinese character is this wide. Cap height is 0.73 of it
  TextWeight weight = TextWeight::normal;
  Colour ink;
  TextAlignment alignment = TextAlignment::left;
  double width = 0;             // lines are broken at it, by UAX #14; 0: one line as long as it gets
  double line_height = 1.5;     // baseline to baseline, in ems
  int most_lines = 0;           // the rest is cut with an ellipsis; 0: no limit
  std::string language = "zh";  // BCP 47: chooses the shapes of characters and where lines may break
};

struct TextExtent {
  double width = 0;
  double height = 0;
  int lines = 0;
};

class Sheet {
 public:
  // Transparent at first.
  Sheet(int width, int height);
  ~Sheet();
  Sheet(Sheet&&) noexcept;
  Sheet& operator=(Sheet&&) noexcept;

  int width() const;
  int height() const;

  void fill(const Colour& colour);
  void fill_rectangle(double x, double y, double width, double height, const Colour& colour);
  void fill_rounded(double x, double y, double width, double height, double radius, const Colour& colour);
  void fill_gradient(const Colour& top, const Colour& bottom);

  // Sets the text with its first line's top left corner at (x, y); returns the room it took.
  TextExtent text(const std::string& utf8, double x, double y, const TextStyle& style);
  static TextExtent measure(const std::string& utf8, const TextStyle& style);

  // For shapes that are not above. Cairo's origin is the sheet's top left corner.
  cairo_t* cairo();

  // The finished picture, its alpha premultiplied. The sheet is used up.
  Picture take() &&;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace crier
