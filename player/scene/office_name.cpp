// SPDX-License-Identifier: Apache-2.0
#include "player/scene/office_name.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "player/scene/set_text.hpp"

namespace crier {
namespace {

constexpr double kMargin = 0.08;  // of the shorter side
constexpr double kBar = 0.16;     // ems of the first line, like the two below
constexpr double kBarGap = 0.5;
constexpr double kOtherSize = 0.52;
constexpr double kLineHeight = 1.32;
constexpr double kProbe = 100;     // the size at which all is measured first
constexpr double kLargest = 0.46;  // of the zone's height

std::vector<SetText> set(const std::vector<std::pair<std::string, std::string>>& names, double size,
                         const SheetStyle& style) {
  std::vector<SetText> lines;
  for (const auto& [language, name] : names) {
    const bool is_first = lines.empty();
    TextStyle text;
    text.language = language;
    text.size = is_first ? size : size * kOtherSize;
    text.weight = is_first ? TextWeight::bold : TextWeight::normal;
    text.ink = is_first ? style.ink : style.quiet;
    text.line_height = kLineHeight;
    lines.emplace_back(name, text, style.halo);
  }
  return lines;
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
  const auto extent = [](const std::vector<SetText>& lines) {
    std::pair<double, double> size{0, 0};
    for (const SetText& line : lines)
      size = {std::max(size.first, line.width()), size.second + line.height()};
    return size;
  };
  const double margin = std::min(width, height) * kMargin;
  const auto [wide, high] = extent(set(names, kProbe, style));
  const double across = (width - 2 * margin) / (wide + (kBar + kBarGap) * kProbe);
  const double down = (height - 2 * margin) / high;
  double size = std::min({kProbe * across, kProbe * down, height * kLargest});
  if (style.size > 0) size = std::min(size, style.size);
  const std::vector<SetText> lines = set(names, std::max(1.0, size), style);
  const double total = extent(lines).second;
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
