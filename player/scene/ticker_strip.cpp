// SPDX-License-Identifier: Apache-2.0
#include "player/scene/ticker_strip.hpp"

#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

#include "player/scene/set_text.hpp"
#include "player/scene/words.hpp"

namespace crier {
namespace {

// In parts of the strip's height.
constexpr double kTextSize = 0.46;
constexpr double kLabelSize = 0.34;
constexpr double kLabelHeight = 0.58;
// In ems of the text.
constexpr double kLabelPadding = 0.42;
constexpr double kGapBehindLabel = 0.5;
constexpr double kGapBetweenLanguages = 1.0;
constexpr double kGapBetweenEntries = 1.6;  // on either side of the mark
constexpr double kMark = 0.24;
constexpr Colour kLabelInk = colour(0xffffff);

// One entry, set in one line. Positions are from its own left edge.
struct Car {
  Colour label_ground;
  double label_width = 0;
  SetText label;
  std::vector<std::pair<double, SetText>> titles;
  double width = 0;  // without the mark behind it
};

struct Measures {
  double height;
  double size;
  double label_size;
};

// The house's ground where the style has none: nothing may show through.
Ground ground_of(const SheetStyle& style) {
  return style.ground ? *style.ground : *house_style(0).ground;
}

// A title's line ends would make further lines.
std::string in_one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  std::replace(text.begin(), text.end(), '\r', ' ');
  return text;
}

Car set(const TickerEntry& entry, const Measures& measures, const SheetStyle& style) {
  const std::string language = entry.titles.empty() ? "zh" : entry.titles.front().first;
  TextStyle text;
  text.language = language;
  text.weight = TextWeight::bold;
  text.size = measures.label_size;
  text.ink = kLabelInk;
  text.line_height = kLabelHeight * measures.height / measures.label_size;
  Car car{colour_of(entry.kind, style), 0, SetText(kind_label(entry.kind, language), text), {}, 0};
  car.label_width = std::round(car.label.width() + 2 * kLabelPadding * measures.label_size);
  double x = car.label_width + kGapBehindLabel * measures.size;
  text.size = measures.size;
  text.line_height = measures.height / measures.size;
  for (const auto& [tag, title] : entry.titles) {
    const bool is_first = car.titles.empty();
    text.language = tag;
    text.weight = is_first ? TextWeight::medium : TextWeight::normal;
    text.ink = is_first ? style.ink : style.quiet;
    if (!is_first) x += kGapBetweenLanguages * measures.size;
    SetText words(in_one_line(title), text);
    const double width = words.width();
    car.titles.emplace_back(x, std::move(words));
    x += width;
  }
  car.width = x;
  return car;
}

void draw(Sheet& sheet, const Car& car, double x, const Measures& measures) {
  const double label_height = std::round(kLabelHeight * measures.height);
  const double label_y = std::round((measures.height - label_height) / 2);
  sheet.fill_rounded(x, label_y, car.label_width, label_height, label_height * 0.16, car.label_ground);
  car.label.draw(sheet, x + (car.label_width - car.label.width()) / 2, label_y);
  for (const auto& [at, words] : car.titles) words.draw(sheet, x + at, 0);
}

// A small square on its corner.
void draw_mark(Sheet& sheet, double x, double y, double side, const Colour& ink) {
  cairo_t* const cairo = sheet.cairo();
  cairo_move_to(cairo, x, y - side);
  cairo_line_to(cairo, x + side, y);
  cairo_line_to(cairo, x, y + side);
  cairo_line_to(cairo, x - side, y);
  cairo_close_path(cairo);
  cairo_set_source_rgba(cairo, ink.red, ink.green, ink.blue, ink.alpha);
  cairo_fill(cairo);
}

}  // namespace

TickerEntry ticker_entry(const Notice& notice, const std::vector<std::string>& languages) {
  TickerEntry entry;
  entry.kind = notice.kind;
  for (const std::string& language : languages) {
    const auto text = notice.texts.find(language);
    if (text != notice.texts.end()) entry.titles.emplace_back(language, text->second.title);
  }
  if (entry.titles.empty() && !notice.texts.empty())
    entry.titles.emplace_back(notice.texts.begin()->first, notice.texts.begin()->second.title);
  return entry;
}

TickerStrip make_ticker_strip(const std::vector<TickerEntry>& entries, int height, int least_width,
                              const SheetStyle& style, int tile_width) {
  const double size = style.size > 0 ? std::min(style.size, height * 0.7) : height * kTextSize;
  const Measures measures{static_cast<double>(height), size, size * kLabelSize / kTextSize};
  std::vector<Car> cars;
  std::vector<int> widths;  // with the gap and the mark behind each
  int total = 0;
  for (const TickerEntry& entry : entries) {
    if (total >= kMostTickerWidth) break;
    cars.push_back(set(entry, measures, style));
    widths.push_back(static_cast<int>(std::ceil(cars.back().width + 2 * kGapBetweenEntries * size)));
    total += widths.back();
  }
  for (std::size_t i = 0; i < widths.size() && total < least_width; ++i) {
    const int share = (least_width - total) / static_cast<int>(widths.size() - i);
    widths[i] += share;
    total += share;
  }
  TickerStrip strip;
  strip.width = std::max({total, cars.empty() ? least_width : 0, 1});
  const double mark = size * kMark;
  const Ground ground = ground_of(style);
  for (int left = 0; left < strip.width; left += tile_width) {
    Sheet sheet(std::min(tile_width, strip.width - left), height);
    sheet.fill_gradient(ground.top, ground.bottom);
    cairo_translate(sheet.cairo(), -left, 0);
    int x = 0;
    for (std::size_t i = 0; i < cars.size(); ++i) {
      const int end = x + widths[i];
      if (end > left && x < left + sheet.width()) {
        draw(sheet, cars[i], x, measures);
        const double behind = x + cars[i].width;
        draw_mark(sheet, behind + (end - behind) / 2, height / 2.0, mark, style.line);
      }
      x = end;
    }
    strip.tiles.push_back(std::move(sheet).take());
  }
  return strip;
}

}  // namespace crier
