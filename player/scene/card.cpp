// SPDX-License-Identifier: Apache-2.0
#include "player/scene/card.hpp"

#include <algorithm>
#include <utility>

#include "player/scene/sheet.hpp"

namespace crier {
namespace {

constexpr Colour kTop = colour(0x0e254a);
constexpr Colour kBottom = colour(0x071228);
constexpr Colour kFirstInk = colour(0xf6f8fc);
constexpr Colour kOtherInk = colour(0xb0c2de);
constexpr Colour kAccent = colour(0xe85442);
constexpr double kFirstSize = 0.062;  // of the shorter side
constexpr double kOtherSize = 0.036;
constexpr double kTextWidth = 0.84;  // of the width
constexpr double kLineGap = 0.030;

}  // namespace

Picture draw_card(int width, int height, const std::vector<std::string>& lines) {
  Sheet sheet(width, height);
  sheet.fill_gradient(kTop, kBottom);
  const double side = std::min(width, height);
  TextStyle style;
  style.alignment = TextAlignment::centre;
  style.width = width * kTextWidth;
  const auto set_for = [&](std::size_t line) {
    style.size = side * (line == 0 ? kFirstSize : kOtherSize);
    style.weight = line == 0 ? TextWeight::bold : TextWeight::normal;
    style.ink = line == 0 ? kFirstInk : kOtherInk;
  };
  double total = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    set_for(i);
    total += Sheet::measure(lines[i], style).height + (i == 0 ? 0 : side * kLineGap);
  }
  double y = (height - total) / 2;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    set_for(i);
    y += sheet.text(lines[i], width * (1 - kTextWidth) / 2, y, style).height + side * kLineGap;
  }
  sheet.fill_rectangle(width * 0.5 - side * 0.05, y + side * 0.02, side * 0.1, std::max(2.0, side * 0.006),
                       kAccent);
  return std::move(sheet).take();
}

}  // namespace crier
