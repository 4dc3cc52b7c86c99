// SPDX-License-Identifier: Apache-2.0
#include "player/scene/sheet_style.hpp"

#include <cmath>

namespace crier {
namespace {

constexpr Ground kHouseGround = {colour(0x0e254a), colour(0x071228)};
constexpr Colour kInk = colour(0xf6f8fc);
constexpr Colour kDarkInk = colour(0x10203c);
constexpr Colour kQuiet = colour(0xb0c2de);
constexpr Colour kStress = colour(0xffd28f);
constexpr Colour kAlarm = colour(0xe85442);
constexpr Colour kCalm = colour(0x2f7de0);
constexpr double kCapHeight = 0.733;          // of the em square, in Noto Sans CJK
constexpr double kLeastCapHeight = 1.0 / 50;  // of the screen's height
constexpr double kHalo = 0.055;

// WCAG 2.1, relative luminance.
double luminance(const Colour& ink) {
  const auto linear = [](double value) {
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(ink.red) + 0.7152 * linear(ink.green) + 0.0722 * linear(ink.blue);
}

double contrast(const Colour& one, const Colour& other) {
  const double a = luminance(one) + 0.05;
  const double b = luminance(other) + 0.05;
  return a > b ? a / b : b / a;
}

}  // namespace

Colour mixed(const Colour& one, const Colour& other, double part_of_other) {
  const auto between = [part_of_other](double a, double b) { return a + (b - a) * part_of_other; };
  return {between(one.red, other.red), between(one.green, other.green), between(one.blue, other.blue),
          between(one.alpha, other.alpha)};
}

SheetStyle house_style(int screen_height) {
  SheetStyle style;
  style.ground = kHouseGround;
  style.ink = kInk;
  style.quiet = kQuiet;
  style.line = {kQuiet.red, kQuiet.green, kQuiet.blue, 0.28};
  style.stress = kStress;
  style.alarm = kAlarm;
  style.calm = kCalm;
  style.least_size = std::ceil(screen_height * kLeastCapHeight / kCapHeight);
  return style;
}

SheetStyle style_of(const ZoneLayout& zone, int screen_height) {
  SheetStyle style = house_style(screen_height);
  const bool is_card = zone.kind == ZoneKind::ticker || (zone.kind == ZoneKind::text && zone.text.empty());
  if (zone.background) {
    style.ground = {colour(*zone.background), colour(*zone.background)};
  } else if (!is_card) {
    style.ground.reset();
    style.halo = kHalo;
    style.quiet = mixed(kInk, kQuiet, 0.45);
  }
  const bool is_recoloured = zone.background || zone.ink;
  if (zone.ink) {
    style.ink = colour(*zone.ink);
  } else if (zone.background && contrast(kDarkInk, style.ground->top) > contrast(kInk, style.ground->top)) {
    style.ink = kDarkInk;
  }
  if (is_recoloured) {
    const Colour behind = style.ground ? style.ground->top : kHouseGround.top;
    style.quiet = mixed(style.ink, behind, 0.28);
    style.stress = mixed(style.ink, style.alarm, 0.6);
    style.line = {style.quiet.red, style.quiet.green, style.quiet.blue, 0.35};
  }
  if (zone.text_size > 0) {
    style.size = zone.text_size * screen_height;
    style.least_size = 0;
  }
  return style;
}

Colour colour_of(NoticeKind kind, const SheetStyle& style) {
  return kind == NoticeKind::refutation ? style.alarm : style.calm;
}

void lay_ground(Sheet& sheet, const SheetStyle& style) {
  if (style.ground) sheet.fill_gradient(style.ground->top, style.ground->bottom);
}

}  // namespace crier
