// SPDX-License-Identifier: Apache-2.0
#include "player/scene/set_text.hpp"

#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "player/scene/pango_text.hpp"

namespace crier {
namespace {

// Of Noto Sans CJK, in ems: what its lines take above and below the baseline.
constexpr double kAscent = 1.160;
constexpr double kDescent = 0.288;
constexpr Colour kHaloInk = colour(0x04091a, 0.55);

struct IteratorDeleter {
  void operator()(PangoLayoutIter* iterator) const noexcept { pango_layout_iter_free(iterator); }
};

guint16 channel(double value) {
  return static_cast<guint16>(std::lround(std::clamp(value, 0.0, 1.0) * 65535));
}

void add_attribute(PangoAttrList* attributes, PangoAttribute* attribute, std::size_t from, std::size_t to) {
  attribute->start_index = static_cast<guint>(from);
  attribute->end_index = static_cast<guint>(to);
  pango_attr_list_insert(attributes, attribute);
}

}  // namespace

struct SetText::State {
  PangoText layout;
  TextStyle style;
  double halo = 0;
  struct Line {
    PangoLayoutLine* line = nullptr;  // the layout's
    double x = 0;
    double width = 0;
  };
  std::vector<Line> lines;
};

SetText::SetText(const std::vector<TextRun>& runs, const TextStyle& style, double halo)
    : state_(std::make_unique<State>()) {
  state_->style = style;
  state_->halo = halo * style.size;
  std::string words;
  std::vector<std::size_t> ends;  // of the runs in it
  for (const TextRun& run : runs) {
    words += valid_utf8(run.text);
    ends.push_back(words.size());
  }
  state_->layout = set_in_lines(words, style);
  PangoLayout* const layout = state_->layout.get();
  PangoAttrList* const old = pango_layout_get_attributes(layout);
  PangoAttrList* const attributes = old == nullptr ? pango_attr_list_new() : pango_attr_list_copy(old);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const std::size_t from = i == 0 ? 0 : ends[i - 1];
    const auto weight = static_cast<PangoWeight>(pango_weight(runs[i].weight));
    add_attribute(attributes, pango_attr_weight_new(weight), from, ends[i]);
    if (!runs[i].ink) continue;
    const Colour& ink = *runs[i].ink;
    add_attribute(attributes,
                  pango_attr_foreground_new(channel(ink.red), channel(ink.green), channel(ink.blue)), from,
                  ends[i]);
  }
  pango_layout_set_attributes(layout, attributes);
  pango_attr_list_unref(attributes);
  const std::unique_ptr<PangoLayoutIter, IteratorDeleter> iterator(pango_layout_get_iter(layout));
  do {
    PangoRectangle logical;
    pango_layout_iter_get_line_extents(iterator.get(), nullptr, &logical);
    state_->lines.push_back({pango_layout_iter_get_line_readonly(iterator.get()),
                             static_cast<double>(logical.x) / PANGO_SCALE,
                             static_cast<double>(logical.width) / PANGO_SCALE});
  } while (pango_layout_iter_next_line(iterator.get()));
}

SetText::SetText(const std::string& utf8, const TextStyle& style, double halo)
    : SetText(std::vector<TextRun>{{utf8, style.weight, std::nullopt}}, style, halo) {}

SetText::~SetText() = default;
SetText::SetText(SetText&&) noexcept = default;
SetText& SetText::operator=(SetText&&) noexcept = default;

int SetText::lines() const {
  return static_cast<int>(state_->lines.size());
}

double SetText::line_height() const {
  return state_->style.size * state_->style.line_height;
}

double SetText::ascent() const {
  return (line_height() + (kAscent - kDescent) * state_->style.size) / 2;
}

double SetText::width() const {
  double widest = 0;
  for (const State::Line& line : state_->lines) widest = std::max(widest, line.width);
  return widest;
}

std::string SetText::line(int index) const {
  const PangoLayoutLine* const line = state_->lines[static_cast<std::size_t>(index)].line;
  return {pango_layout_get_text(state_->layout.get()) + line->start_index,
          static_cast<std::size_t>(line->length)};
}

void SetText::draw(Sheet& sheet, double x, double y, int first, int count) const {
  cairo_t* const cairo = sheet.cairo();
  const Colour& ink = state_->style.ink;
  for (int i = 0; i < count; ++i) {
    const State::Line& line = state_->lines[static_cast<std::size_t>(first + i)];
    const double baseline = y + i * line_height() + ascent();
    if (state_->halo > 0) {
      cairo_move_to(cairo, x + line.x, baseline);
      pango_cairo_layout_line_path(cairo, line.line);
      cairo_set_source_rgba(cairo, kHaloInk.red, kHaloInk.green, kHaloInk.blue, kHaloInk.alpha);
      cairo_set_line_width(cairo, 2 * state_->halo);
      cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
      cairo_stroke(cairo);
    }
    cairo_set_source_rgba(cairo, ink.red, ink.green, ink.blue, ink.alpha);
    cairo_move_to(cairo, x + line.x, baseline);
    pango_cairo_show_layout_line(cairo, line.line);
  }
}

namespace {

// How many of the lines but the last end where a reader pauses.
int good_breaks(const SetText& text) {
  constexpr const char* kBefore[] = {"，", "。", "：", "；", "！", "？", "、",
                                     "”",  "’",  "）", "》", " ",  "-",  "—"};
  constexpr const char* kAfter[] = {"“", "‘", "（", "《"};
  int good = 0;
  for (int i = 0; i + 1 < text.lines(); ++i) {
    const std::string line = text.line(i);
    const std::string next = text.line(i + 1);
    good += std::any_of(std::begin(kBefore), std::end(kBefore),
                        [&line](const char* mark) { return line.ends_with(mark); }) ||
            std::any_of(std::begin(kAfter), std::end(kAfter),
                        [&next](const char* mark) { return next.starts_with(mark); });
  }
  return good;
}

}  // namespace

SetText set_balanced(const std::string& utf8, TextStyle style, double halo) {
  SetText best(utf8, style, halo);
  const int fewest = best.lines();
  if (fewest < 2 || style.width <= 0) return best;
  int most_good = good_breaks(best);
  // From wide to narrow: among equals the narrowest is the most even.
  for (double width = style.width - style.size / 2; width > style.width / 2; width -= style.size / 2) {
    style.width = width;
    SetText tried(utf8, style, halo);
    if (tried.lines() > fewest) break;
    const int good = good_breaks(tried);
    if (good < most_good) continue;
    most_good = good;
    best = std::move(tried);
  }
  return best;
}

}  // namespace crier
