// SPDX-License-Identifier: Apache-2.0
#include "kiosk/panels/places.hpp"

#include <algorithm>

namespace crier {
namespace {

constexpr double kFooter = 31;
constexpr double kLargeFooter = 41;
constexpr double kLargeLandscapeFooter = 36;  // where icons stand beside their words
constexpr double kKeyRows = 6;                // with the candidates
constexpr double kKeyboardMargin = 8;
constexpr double kKeyboardShare = 0.52;  // of a landscape screen's width, at most

double keyboard_pitch(const Metrics& metrics, const Theme& theme) {
  constexpr double kLeast = 14;
  constexpr double kMost = 22;
  const double width = metrics.mm(metrics.width);
  const double height = metrics.mm(metrics.height);
  if (metrics.is_portrait()) return std::clamp(height * 0.5 / kKeyRows, kLeast, kMost);
  const double down = (height - kHeaderHeight - footer_height(metrics, theme)) / kKeyRows;
  const double across = (width * kKeyboardShare - 2 * kKeyboardMargin) / kUnitsAcross;
  return std::clamp(std::min(down, across), kLeast, kMost);
}

}  // namespace

double footer_height(const Metrics& metrics, const Theme& theme) {
  if (!theme.is_large) return kFooter;
  return metrics.is_portrait() ? kLargeFooter : kLargeLandscapeFooter;
}

Rectangle keyboard_room(const Metrics& metrics, const Theme& theme) {
  const int bottom = metrics.height - metrics.px(footer_height(metrics, theme));
  if (metrics.is_portrait()) return {0, 0, metrics.width, bottom};
  const int top = metrics.px(kHeaderHeight);
  const int width = metrics.px(keyboard_pitch(metrics, theme) * kUnitsAcross + 2 * kKeyboardMargin);
  return {metrics.width - width, top, width, bottom - top};
}

KeyboardArea keyboard_area(const Metrics& metrics, const Theme& theme) {
  const Rectangle room = keyboard_room(metrics, theme);
  KeyboardArea area;
  area.pitch = keyboard_pitch(metrics, theme);
  area.width = metrics.mm(room.width);
  area.height = metrics.mm(room.height);
  // Beside what is written it stands in the middle of its column.
  if (!metrics.is_portrait()) area.height = (area.height + area.pitch * kKeyRows) / 2;
  area.character = theme.body;
  area.scale = metrics.px_per_mm;
  return area;
}

}  // namespace crier
