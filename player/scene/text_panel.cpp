// SPDX-License-Identifier: Apache-2.0
#include "player/scene/text_panel.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "player/scene/galley.hpp"
#include "player/scene/notice_card.hpp"
#include "player/scene/words.hpp"

namespace crier {
namespace {

constexpr double kMargin = 0.09;      // of the shorter side
constexpr double kCharacters = 18;    // in a line, where the least size lets them
constexpr double kMostOfLeast = 2.2;  // running text to the least size
constexpr double kSecond = 0.82;      // the second language's size to the first one's
constexpr double kGap = 0.9;          // between languages, in ems
constexpr double kSmallest = 0.8;     // to which text shrinks to save a page
constexpr double kStep = 0.94;

struct Room {
  double left;
  double top;
  double width;
  double height;
};

std::vector<std::pair<std::string, std::string>> wanted(const LocalizedText& text,
                                                        const std::vector<std::string>& languages) {
  std::vector<std::pair<std::string, std::string>> found;
  for (const std::string& language : languages)
    if (const auto one = text.find(language); one != text.end() && found.size() < 2) found.push_back(*one);
  if (found.empty() && !text.empty()) found.push_back(*text.begin());
  return found;
}

using Column = std::vector<std::pair<const Galley*, GalleyPage>>;

SheetPage draw_column(const Column& column, double gap, const Room& room, Sheet sheet,
                      const SheetStyle& style) {
  lay_ground(sheet, style);
  double height = 0;
  for (const auto& [galley, page] : column) height += page.height + (height > 0 ? gap : 0.0);
  double y = room.top + std::max(0.0, room.height - height) / 2;
  SheetPage drawn;
  drawn.reading_time = kShortestPage;
  for (const auto& [galley, page] : column) {
    galley->draw(sheet, room.left, y, page);
    y += page.height + gap;
    drawn.reading_time = std::max(drawn.reading_time, reading_time(galley->text_of(page)));
  }
  drawn.picture = std::move(sheet).take();
  return drawn;
}

}  // namespace

std::vector<SheetPage> draw_text(const LocalizedText& text, const std::vector<std::string>& languages,
                                 int width, int height, const SheetStyle& style) {
  const double margin = std::round(std::min(width, height) * kMargin);
  const Room room{margin, margin, std::max(1.0, width - 2 * margin), std::max(1.0, height - 2 * margin)};
  double size = style.size > 0 ? style.size : room.width / kCharacters;
  if (style.least_size > 0) size = std::clamp(size, style.least_size, style.least_size * kMostOfLeast);
  size = std::max(size, 1.0);
  const auto texts = wanted(text, languages);
  const double smallest = style.size > 0 ? 1 : kSmallest;
  std::vector<Galley> galleys;
  const auto set_all = [&](double shrunk) {
    galleys.clear();
    for (const auto& [language, words] : texts) {
      const bool is_second = !galleys.empty();
      SheetStyle look = style;
      if (is_second) look.ink = look.quiet;
      const double own = std::max(style.least_size, size * shrunk * (is_second ? kSecond : 1.0));
      galleys.emplace_back(parse_markdown(words), language, own, room.width, look);
    }
  };
  std::vector<SheetPage> pages;
  for (double shrunk = 1; shrunk >= smallest && pages.empty(); shrunk *= kStep) {
    set_all(shrunk);
    Column column;
    double total = 0;
    for (const Galley& galley : galleys) {
      column.emplace_back(&galley, galley.all());
      total += galley.height() + (total > 0 ? size * kGap : 0.0);
    }
    if (total <= room.height)
      pages.push_back(draw_column(column, size * kGap, room, Sheet(width, height), style));
  }
  if (!pages.empty()) return pages;
  for (const auto& [language, words] : texts) {
    const Galley galley(parse_markdown(words), language, size, room.width, style);
    std::vector<GalleyPage> cut = galley.pages(room.height);
    if (cut.size() > kMostPages) cut.resize(kMostPages);
    for (const GalleyPage& page : cut)
      pages.push_back(draw_column({{&galley, page}}, 0, room, Sheet(width, height), style));
  }
  return pages;
}

}  // namespace crier
