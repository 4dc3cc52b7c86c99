// SPDX-License-Identifier: Apache-2.0
#include "player/scene/alert_card.hpp"

#include <cairo.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string_view>
#include <utility>

#include "player/scene/sheet.hpp"

namespace crier {
namespace {

// Of a tint: the ground, the ink on it, and the panel of what to do, where the two change places.
struct Palette {
  Colour ground;
  Colour ink;
  Colour panel;
  Colour panel_ink;
};

Palette palette_of(AlertTint tint) {
  switch (tint) {
    case AlertTint::red:
      return {colour(0xb3000f), colour(0xffffff), colour(0xffffff), colour(0x8f000c)};
    case AlertTint::orange:
      return {colour(0xff8a00), colour(0x1c0d00), colour(0x1c0d00), colour(0xff9d26)};
    case AlertTint::yellow:
      return {colour(0xffd900), colour(0x1a1600), colour(0x1a1600), colour(0xffdf2b)};
    case AlertTint::blue:
      return {colour(0x00479f), colour(0xffffff), colour(0xffffff), colour(0x003a82)};
    case AlertTint::grey:
      return {colour(0x34495c), colour(0xffffff), colour(0xffffff), colour(0x2b3d4d)};
  }
  return {};
}

constexpr double kCapHeight = 0.73;               // of an em
constexpr double kFloor = 1.0 / 50 / kCapHeight;  // of the screen's height
constexpr Colour kStripe = colour(0xffd400);
constexpr Colour kStripeInk = colour(0x111111);

// Where things go, in pixels.
struct Frame {
  double width;
  double height;
  double unit;  // 1/100 of the shorter side
  double margin;
  double top;     // below the banner, if any
  double bottom;  // above it
};

Frame frame_of(const AlertFace& face, int width, int height) {
  Frame frame{};
  frame.width = width;
  frame.height = height;
  frame.unit = std::min(width, height) / 100.0;
  frame.margin = 5.5 * frame.unit;
  const double banner = face.exercise ? (height > width ? 11 : 9) * frame.unit : 0;
  frame.top = banner;
  frame.bottom = height - banner;
  return frame;
}

// The largest size from `least` to `most` for which `fits` holds, as near as an eye can tell; `least` where
// it holds for none.
template <class Fits>
double largest_size(double least, double most, Fits fits) {
  if (most <= least) return least;
  if (fits(most)) return most;
  double low = least;
  double high = most;
  for (int i = 0; i < 7; ++i) {
    const double middle = (low + high) / 2;
    (fits(middle) ? low : high) = middle;
  }
  return low;
}

// Whether no word of Latin letters is wider than the lines and would have to be broken.
bool words_fit(const std::string& text, TextStyle style) {
  const double width = style.width;
  style.width = 0;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find_first_of(" \n", begin), text.size());
    const std::string word = text.substr(begin, end - begin);
    begin = end + 1;
    // From U+3000 on a line may break anywhere.
    const bool is_chinese =
        std::any_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xE3; });
    if (!word.empty() && !is_chinese && Sheet::measure(word, style).width > width) return false;
  }
  return true;
}

// The style whose text, as large as it may be, stays within `height`; else the smallest, cut with an
// ellipsis.
TextStyle fitted(const std::string& text, TextStyle style, double height, double most, double least) {
  const auto fits = [&](double size) {
    style.size = size;
    return Sheet::measure(text, style).height <= height && words_fit(text, style);
  };
  style.size = largest_size(least, most, fits);
  if (!fits(style.size))
    style.most_lines = std::max(1, static_cast<int>(height / (style.size * style.line_height)));
  return style;
}

// No screen shows more than the first so many bytes of a text, and setting it takes time.
std::string beginning_of(const std::string& text) {
  constexpr std::size_t kMostBytes = 3000;
  if (text.size() <= kMostBytes) return text;
  std::size_t cut = kMostBytes;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
  return text.substr(0, cut) + "…";
}

// A warning triangle with rounded corners (ISO 7010 W001), its exclamation mark cut out in `hole`.
void draw_triangle(Sheet& sheet, double x, double y, double side, const Colour& ink, const Colour& hole) {
  cairo_t* const cairo = sheet.cairo();
  const double height = side * 0.88;
  const double round = side * 0.12;
  const auto paint = [cairo](const Colour& with) {
    cairo_set_source_rgba(cairo, with.red, with.green, with.blue, with.alpha);
  };
  cairo_save(cairo);
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width(cairo, round);
  paint(ink);
  cairo_move_to(cairo, x + side / 2, y + round / 2);
  cairo_line_to(cairo, x + side - round / 2, y + height - round / 2);
  cairo_line_to(cairo, x + round / 2, y + height - round / 2);
  cairo_close_path(cairo);
  cairo_fill_preserve(cairo);
  cairo_stroke(cairo);
  paint(hole);
  const double centre = x + side / 2;
  const double upper = side * 0.062;
  const double lower = side * 0.038;
  cairo_new_path(cairo);
  cairo_arc(cairo, centre, y + height * 0.36, upper, std::numbers::pi, 0);
  cairo_line_to(cairo, centre + lower, y + height * 0.66);
  cairo_arc(cairo, centre, y + height * 0.66, lower, 0, std::numbers::pi);
  cairo_close_path(cairo);
  cairo_fill(cairo);
  cairo_arc(cairo, centre, y + height * 0.80, side * 0.055, 0, 2 * std::numbers::pi);
  cairo_fill(cairo);
  cairo_restore(cairo);
}

// Slanted stripes in yellow and black, and on a plate what they mean.
void draw_banner(Sheet& sheet, const Frame& frame, double y, double height) {
  cairo_t* const cairo = sheet.cairo();
  sheet.fill_rectangle(0, y, frame.width, height, kStripe);
  cairo_save(cairo);
  cairo_rectangle(cairo, 0, y, frame.width, height);
  cairo_clip(cairo);
  cairo_set_source_rgb(cairo, kStripeInk.red, kStripeInk.green, kStripeInk.blue);
  for (double x = -height; x < frame.width + height; x += height * 1.1) {
    cairo_move_to(cairo, x, y + height);
    cairo_line_to(cairo, x + height, y);
    cairo_line_to(cairo, x + height * 1.55, y);
    cairo_line_to(cairo, x + height * 0.55, y + height);
    cairo_close_path(cairo);
  }
  cairo_fill(cairo);
  cairo_restore(cairo);
  TextStyle style;
  style.size = height * (frame.height > frame.width ? 0.5 : 0.62);
  style.weight = TextWeight::bold;
  style.ink = kStripeInk;
  style.line_height = 1.2;
  const std::string words = "演习  EXERCISE";
  const TextExtent size = Sheet::measure(words, style);
  const double plate = size.width + height * 1.2;
  sheet.fill_rectangle((frame.width - plate) / 2, y, plate, height, kStripe);
  sheet.text(words, (frame.width - size.width) / 2, y + (height - size.height) / 2, style);
}

// Triangle, level, title and headline; returns where the rest may begin.
double draw_head(Sheet& sheet, const AlertFace& face, const Frame& frame, const Palette& palette) {
  const bool portrait = frame.height > frame.width;
  // Banners leave less for everything.
  const double large = frame.unit * (frame.bottom - frame.top) / frame.height;
  const double icon = (portrait ? 30 : 29) * large;
  const double gap = 3.5 * frame.unit;
  double y = frame.top + frame.margin;
  const double text_x = portrait ? frame.margin : frame.margin + icon + gap;
  const double text_width = frame.width - text_x - frame.margin;
  const double icon_y = y;
  draw_triangle(sheet, frame.margin, icon_y, icon, palette.ink, palette.ground);

  TextStyle level;
  level.language = face.language;
  level.ink = palette.ink;
  level.weight = TextWeight::bold;
  level.line_height = 1.3;
  level.width = portrait ? frame.width - 2 * frame.margin - icon - gap : text_width;
  if (portrait) {
    // One line for each part: "EXTREME · ACT NOW" has room for two.
    std::string lines = face.level;
    constexpr std::string_view kDot = " · ";
    if (const std::size_t at = lines.find(kDot); at != std::string::npos)
      lines = lines.substr(0, at).append(1, '\n').append(lines, at + kDot.size());
    level = fitted(lines, level, icon * 0.88, 9.5 * frame.unit, frame.height * kFloor);
    const TextExtent size = Sheet::measure(lines, level);
    if (!lines.empty())
      sheet.text(lines, frame.margin + icon + gap, icon_y + (icon * 0.88 - size.height) / 2, level);
    y += icon * 0.88 + gap;
  } else if (!face.level.empty()) {
    level = fitted(face.level, level, 8 * large, 6 * large, frame.height * kFloor);
    y += sheet.text(face.level, text_x, y, level).height;
  }

  TextStyle title = level;
  title.most_lines = 0;
  title.width = text_width;
  title.line_height = 1.18;
  const double title_room = (portrait ? 36 : 26) * large;
  title = fitted(face.title, title, title_room, (portrait ? 17 : 19.5) * large,
                 std::max(frame.height * kFloor, 7 * frame.unit));
  if (!face.title.empty()) y += sheet.text(face.title, text_x, y, title).height;
  if (!portrait) y = std::max(y, icon_y + icon * 0.88);
  y += gap * 0.6;

  if (!face.headline.empty()) {
    TextStyle headline = title;
    headline.most_lines = 0;
    headline.width = frame.width - 2 * frame.margin;
    headline.line_height = 1.3;
    headline = fitted(face.headline, headline, 14 * frame.unit, std::min(6.4 * frame.unit, title.size * 0.6),
                      frame.height * kFloor);
    y += sheet.text(face.headline, frame.margin, y, headline).height + gap * 0.5;
  }
  sheet.fill_rectangle(frame.margin, y, frame.width - 2 * frame.margin, std::max(2.0, 0.5 * frame.unit),
                       palette.ink);
  return y + gap;
}

// Sender and time; returns where it begins.
double draw_foot(Sheet& sheet, const AlertFace& face, const Frame& frame, const Palette& palette) {
  TextStyle style;
  style.language = face.language;
  style.ink = palette.ink;
  style.weight = TextWeight::medium;
  style.line_height = 1.3;
  style.size = std::max(frame.height * kFloor, 3.6 * frame.unit);
  std::string right = face.time;
  if (face.count > 1) right += fmt::format("   {}/{}", face.number, face.count);
  const double room = frame.width - 2 * frame.margin;
  const TextExtent right_size = Sheet::measure(right, style);
  TextStyle left = style;
  left.most_lines = 1;
  left.width = std::max(room * 0.3, room - right_size.width - 4 * frame.unit);
  const bool stacked = Sheet::measure(face.sender, style).width > left.width;
  if (stacked) left.width = room;
  const double line = style.size * style.line_height;
  const double y = frame.bottom - frame.margin * 0.8 - (stacked ? 2 : 1) * line;
  if (!face.sender.empty()) sheet.text(face.sender, frame.margin, y, left);
  sheet.text(right, stacked ? frame.margin : frame.width - frame.margin - right_size.width,
             stacked ? y + line : y, style);
  return y - 2.5 * frame.unit;
}

// The body and, in a panel, what to do; both in one size.
void draw_text(Sheet& sheet, const AlertFace& face, const Frame& frame, const Palette& palette, double top,
               double bottom) {
  const double width = frame.width - 2 * frame.margin;
  const double padding = 2.6 * frame.unit;
  const double gap = face.body.empty() || face.instruction.empty() ? 0 : 3 * frame.unit;
  const double least = frame.height * kFloor;
  TextStyle body;
  body.language = face.language;
  body.ink = palette.ink;
  body.weight = TextWeight::medium;
  body.line_height = 1.42;
  body.width = width;
  TextStyle advice = body;
  advice.ink = palette.panel_ink;
  advice.weight = TextWeight::bold;
  advice.width = width - 2 * padding;
  const double room = bottom - top;
  const auto height_of = [](const std::string& text, const TextStyle& style) {
    return text.empty() ? 0 : Sheet::measure(text, style).height;
  };
  const double frame_of_panel = face.instruction.empty() ? 0 : 2 * padding;
  double body_height = 0;
  double advice_height = 0;
  const auto measure = [&](double size) {
    body.size = advice.size = size;
    body_height = height_of(face.body, body);
    advice_height = height_of(face.instruction, advice);
    return body_height + advice_height + gap + frame_of_panel;
  };
  const double size =
      largest_size(least, 11 * frame.unit, [&](double tried) { return measure(tried) <= room; });
  if (measure(size) > room) {
    // What to do is worth more than the rest of the story, but never takes more than half.
    const double line = least * body.line_height;
    const double for_text = std::max(room - gap - frame_of_panel, 2 * line);
    const double for_advice = std::min(
        advice_height, face.body.empty() ? for_text : std::max(for_text / 2, for_text - body_height));
    if (!face.instruction.empty())
      advice.most_lines = std::max(1, static_cast<int>(for_advice / line + 0.01));
    advice_height = height_of(face.instruction, advice);
    if (!face.body.empty())
      body.most_lines = std::max(1, static_cast<int>((for_text - advice_height) / line + 0.01));
    body_height = height_of(face.body, body);
  }
  if (!face.body.empty()) sheet.text(face.body, frame.margin, top, body);
  if (face.instruction.empty()) return;
  const double panel = advice_height + 2 * padding;
  const double y = bottom - panel;
  sheet.fill_rounded(frame.margin, y, width, panel, 1.6 * frame.unit, palette.panel);
  sheet.text(face.instruction, frame.margin + padding, y + padding, advice);
}

}  // namespace

Picture draw_alert(const AlertFace& whole_face, int width, int height) {
  AlertFace face = whole_face;
  for (std::string* const text :
       {&face.level, &face.title, &face.headline, &face.body, &face.instruction, &face.sender})
    *text = beginning_of(*text);
  Sheet sheet(width, height);
  const Frame frame = frame_of(face, width, height);
  const Palette palette = palette_of(face.tint);
  sheet.fill(palette.ground);
  const double top = draw_head(sheet, face, frame, palette);
  const double bottom = draw_foot(sheet, face, frame, palette);
  if (bottom > top) draw_text(sheet, face, frame, palette, top, bottom);
  if (face.exercise) {
    draw_banner(sheet, frame, 0, frame.top);
    draw_banner(sheet, frame, frame.bottom, frame.height - frame.bottom);
  }
  return std::move(sheet).take();
}

}  // namespace crier
