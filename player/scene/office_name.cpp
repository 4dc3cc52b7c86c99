// SPDX-License-Identifier: Apache-2.0
#include "player/scene/office_name.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "player/scene/set_text.hpp"

namespace crier {
namespace {

constexpr double kNameMargin = 0.08;  // of the shorter side
constexpr double kBar = 0.16;         // ems of the first line, like the two below
constexpr double kBarGap = 0.5;
constexpr double kOtherSize = 0.52;
constexpr double kNameLineHeight = 1.32;
constexpr double kLargest = 0.46;  // of the zone's height
constexpr double kStep = 0.96;

using Names = std::vector<std::pair<std::string, std::string>>;  // language and name

std::vector<SetText> set(const Names& names, double size, double width, const SheetStyle& style) {
  std::vector<SetText> lines;
  for (const auto& [language, name] : names) {
    const bool is_first = lines.empty();
    TextStyle text;
    text.language = language;
    text.size = is_first ? size : size * kOtherSize;
    text.width = width;
    text.weight = is_first ? TextWeight::bold : TextWeight::normal;
    text.ink = is_first ? style.ink : style.quiet;
    text.line_height = kNameLineHeight;
    lines.push_back(set_balanced(name, text, style.halo));
  }
  return lines;
}

double height_of(const std::vector<SetText>& lines) {
  double height = 0;
  for (const SetText& line : lines) height += line.height();
  return height;
}

double width_of(const std::vector<SetText>& lines) {
  double width = 0;
  for (const SetText& line : lines) width = std::max(width, line.width());
  return width;
}

}  // namespace

Picture draw_office_name(const LocalizedText& name, const std::vector<std::string>& languages, int width,
                         int height, const SheetStyle& style) {
  std::vector<std::pair<std::string, std::string>> names;
  for (const std::string& language : languages)
    if (const auto one = name.find(language); one != name.end() && names.size() < 2) names.push_back(*one);
  if (names.empty() && !name.empty()) names.push_back(*name.begin());
  Sheet sheet(width, height);
  lay_ground(sheet, style);
  if (names.empty()) return std::move(sheet).take();
  const double margin = std::min(width, height) * kNameMargin;
  double size = height * kLargest;
  if (style.size > 0) size = std::min(size, style.size);
  std::vector<SetText> lines;
  for (bool fits = false; !fits && size >= 1; size = fits ? size : size * kStep) {
    const double room = std::max(1.0, width - 2 * margin - (kBar + kBarGap) * size);
    lines = set(names, size, room, style);
    fits = width_of(lines) <= room + 0.5 && height_of(lines) <= height - 2 * margin;
  }
  const double total = height_of(lines);
  double y = (height - total) / 2;
  const double bar = std::max(2.0, std::round(size * kBar));
  sheet.fill_rectangle(std::round(margin), y + size * 0.12, bar, total - size * 0.24, style.alarm);
  for (const SetText& line : lines) {
    line.draw(sheet, std::round(margin) + bar + size * kBarGap, y);
    y += line.height();
  }
  return std::move(sheet).take();
}

}  // namespace crier
