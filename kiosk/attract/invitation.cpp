// SPDX-License-Identifier: Apache-2.0
#include "kiosk/attract/invitation.hpp"

#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "player/scene/sheet.hpp"

namespace crier {
namespace {

constexpr double kHeight = 0.115;  // of the screen's shorter side
constexpr double kWhite = 1;

// A hand with one finger on a ring, in a square of `side` with its top left corner at (x, y).
void draw_touch(cairo_t* cairo, double x, double y, double side) {
  cairo_save(cairo);
  cairo_translate(cairo, x, y);
  cairo_scale(cairo, side / 24, side / 24);
  cairo_set_source_rgb(cairo, kWhite, kWhite, kWhite);
  cairo_set_line_width(cairo, 1.7);
  cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
  cairo_arc(cairo, 10, 7.5, 5.2, 0.80 * M_PI, 2.2 * M_PI);
  cairo_stroke(cairo);
  cairo_move_to(cairo, 8.2, 15.6);
  cairo_line_to(cairo, 8.2, 7.4);
  cairo_arc(cairo, 10, 7.4, 1.8, M_PI, 2 * M_PI);
  cairo_line_to(cairo, 11.8, 12.4);
  cairo_line_to(cairo, 17.0, 13.4);
  cairo_curve_to(cairo, 18.8, 13.8, 19.4, 14.8, 19.1, 16.4);
  cairo_line_to(cairo, 18.3, 20.4);
  cairo_curve_to(cairo, 18.0, 21.8, 17.0, 22.4, 15.6, 22.4);
  cairo_line_to(cairo, 11.6, 22.4);
  cairo_curve_to(cairo, 10.4, 22.4, 9.6, 22.0, 8.9, 21.0);
  cairo_line_to(cairo, 5.4, 16.2);
  cairo_curve_to(cairo, 4.4, 14.8, 6.4, 13.2, 8.2, 15.6);
  cairo_stroke(cairo);
  cairo_restore(cairo);
}

// A pill that says where a finger leads.
double draw_offer(Sheet& sheet, const std::string& words, double right, double height, double size) {
  TextStyle style;
  style.size = size;
  style.weight = TextWeight::medium;
  style.ink = colour(0xffffff);
  const TextExtent text = Sheet::measure(words, style);
  const double pill = size * 2.1;
  const double width = text.width + size * 1.7;
  sheet.fill_rounded(right - width, (height - pill) / 2, width, pill, pill / 2, colour(0xffffff, 0.16));
  sheet.text(words, right - width + size * 0.85, (height - text.height) / 2, style);
  return right - width - size * 0.7;
}

}  // namespace

Rectangle invitation_area(DisplaySize screen) {
  const int side = std::min(screen.width, screen.height);
  const int height = static_cast<int>(std::lround(side * kHeight)) / 2 * 2;
  return {0, screen.height - height, screen.width, height};
}

Picture draw_invitation(DisplaySize screen, Rgb accent) {
  const Rectangle area = invitation_area(screen);
  const double height = area.height;
  Sheet sheet(area.width, area.height);
  const Colour deep = colour(accent);
  const auto shade = [&deep](double part) {
    return Colour{deep.red * part, deep.green * part, deep.blue * part, 1};
  };
  sheet.fill_gradient(shade(0.92), shade(0.62));
  sheet.fill_rectangle(0, 0, area.width, std::max(2.0, height * 0.025), colour(0xffffff, 0.25));
  const double margin = height * 0.42;
  draw_touch(sheet.cairo(), margin, height * 0.2, height * 0.6);
  TextStyle style;
  style.ink = colour(0xffffff);
  style.weight = TextWeight::bold;
  style.size = height * 0.30;
  const double left = margin + height * 0.82;
  const TextExtent first = Sheet::measure("触摸屏幕", style);
  sheet.text("触摸屏幕", left, height * 0.16, style);
  TextStyle second = style;
  second.weight = TextWeight::normal;
  second.size = height * 0.19;
  second.language = "en";
  second.ink = colour(0xffffff, 0.85);
  const TextExtent english = Sheet::measure("Touch to begin", second);
  sheet.text("Touch to begin", left, height * 0.16 + first.height, second);
  const double words_end = left + std::max(first.width, english.width) + height * 0.3;
  double right = area.width - margin;
  for (const char* const offer : {"查进度", "举报", "看案例"}) {
    TextStyle probe = style;
    probe.size = height * 0.23;
    if (right - Sheet::measure(offer, probe).width - probe.size * 1.7 < words_end) break;
    right = draw_offer(sheet, offer, right, height, height * 0.23);
  }
  return std::move(sheet).take();
}

}  // namespace crier
