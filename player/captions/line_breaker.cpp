// SPDX-License-Identifier: Apache-2.0
#include "player/captions/line_breaker.hpp"

#include <pango/pangocairo.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace crier {
namespace {

struct ObjectDeleter {
  void operator()(PangoContext* context) const noexcept { g_object_unref(context); }
  void operator()(PangoLayout* layout) const noexcept { g_object_unref(layout); }
};
struct FontDeleter {
  void operator()(PangoFontDescription* font) const noexcept { pango_font_description_free(font); }
};
using LayoutHandle = std::unique_ptr<PangoLayout, ObjectDeleter>;

// A place where a line may end: before the character at `byte`.
struct Break {
  std::size_t byte = 0;
  double begin = 0;    // where the next line begins, in pixels from the paragraph's begin
  double end = 0;      // where this line ends: trailing spaces do not count
  double penalty = 0;  // for ending a line here rather than behind a comma
};

constexpr double kBehindSpace = 0.02;
constexpr double kInsideAPhrase = 0.15;

bool ends_phrase(gunichar character) {
  const GUnicodeType type = g_unichar_type(character);
  return type == G_UNICODE_OTHER_PUNCTUATION || type == G_UNICODE_CLOSE_PUNCTUATION ||
         type == G_UNICODE_FINAL_PUNCTUATION;
}

// All of them, the paragraph's begin and end included.
std::vector<Break> breaks_of(PangoLayout* layout, const std::string& paragraph) {
  int count = 0;
  const PangoLogAttr* const attributes = pango_layout_get_log_attrs_readonly(layout, &count);
  PangoLayoutLine* const line = pango_layout_get_line_readonly(layout, 0);
  const auto x_at = [&](std::size_t byte) {
    int x = 0;
    pango_layout_line_index_to_x(line, static_cast<int>(byte), FALSE, &x);
    return static_cast<double>(x) / PANGO_SCALE;
  };
  std::vector<Break> breaks(1);
  const char* character = paragraph.c_str();
  gunichar inked = 0;  // the last character that is no space, and where it ends
  double inked_end = 0;
  for (int i = 0; i < count; ++i) {
    const auto byte = static_cast<std::size_t>(character - paragraph.c_str());
    const bool is_last = byte == paragraph.size();
    if (i > 0) {
      const gunichar before = g_utf8_get_char(g_utf8_prev_char(character));
      if (!g_unichar_isspace(before)) {
        inked = before;
        inked_end = x_at(byte);
      }
      if (is_last || attributes[i].is_line_break != 0) {
        const double penalty = is_last || ends_phrase(inked)    ? 0
                               : g_unichar_isspace(before) != 0 ? kBehindSpace
                                                                : kInsideAPhrase;
        breaks.push_back({byte, x_at(byte), inked_end, penalty});
      }
    }
    if (is_last) break;
    character = g_utf8_next_char(character);
  }
  return breaks;
}

// Which of the breaks to take so that `lines` lines fit the width, about equally long and, where that costs
// little, ending behind punctuation. Empty where they do not fit.
std::vector<std::size_t> best_breaks(const std::vector<Break>& breaks, std::size_t lines, double width) {
  constexpr double kNever = 1e9;
  struct Best {
    double cost = kNever;
    std::size_t from = 0;
  };
  const double ideal = breaks.back().end / static_cast<double>(lines);
  std::vector<std::vector<Best>> best(lines + 1, std::vector<Best>(breaks.size()));
  best[0][0].cost = 0;
  for (std::size_t line = 1; line <= lines; ++line) {
    for (std::size_t to = 1; to < breaks.size(); ++to) {
      for (std::size_t from = to; from-- > 0;) {
        const double length = breaks[to].end - breaks[from].begin;
        if (length > width) break;
        const double off = (length - ideal) / width;
        const double cost = best[line - 1][from].cost + off * off + breaks[to].penalty;
        if (cost < best[line][to].cost) best[line][to] = {cost, from};
      }
    }
  }
  if (best[lines].back().cost >= kNever) return {};
  std::vector<std::size_t> taken;
  for (std::size_t line = lines, at = breaks.size() - 1; line > 0; at = best[line--][at].from)
    taken.insert(taken.begin(), breaks[at].byte);
  return taken;
}

// Where the paragraph's lines end, in bytes. Where a word is wider than a line, as Pango parts it.
std::vector<std::size_t> line_ends(PangoLayout* layout, const std::string& paragraph, double width) {
  pango_layout_set_width(layout, -1);
  const std::vector<Break> breaks = breaks_of(layout, paragraph);
  pango_layout_set_width(layout, static_cast<int>(width * PANGO_SCALE));
  const int lines = pango_layout_get_line_count(layout);
  std::vector<std::size_t> ends = best_breaks(breaks, static_cast<std::size_t>(lines), width);
  if (!ends.empty()) return ends;
  for (int i = 0; i < lines; ++i) {
    const PangoLayoutLine* const line = pango_layout_get_line_readonly(layout, i);
    ends.push_back(static_cast<std::size_t>(line->start_index + line->length));
  }
  return ends;
}

std::string_view without_spaces_at_its_ends(std::string_view line) {
  while (line.starts_with(' ')) line.remove_prefix(1);
  while (line.ends_with(' ') || line.ends_with('\n')) line.remove_suffix(1);
  return line;
}

}  // namespace

void LineBreaker::Deleter::operator()(PangoFontMap* fonts) const noexcept {
  g_object_unref(fonts);
}

LineBreaker::LineBreaker() : fonts_(pango_cairo_font_map_new()) {}

std::string LineBreaker::broken(const std::string& text, const LineStyle& style) const {
  const std::unique_ptr<PangoContext, ObjectDeleter> context(pango_font_map_create_context(fonts_.get()));
  pango_context_set_language(context.get(), pango_language_from_string(style.language.c_str()));
  pango_context_set_round_glyph_positions(context.get(), FALSE);
  const std::unique_ptr<PangoFontDescription, FontDeleter> font(
      pango_font_description_from_string(style.family.c_str()));
  pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size(font.get(), style.em * PANGO_SCALE);
  std::string result;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string paragraph(rest.substr(0, rest.find('\n')));
    rest.remove_prefix(std::min(paragraph.size() + 1, rest.size()));
    const LayoutHandle layout(pango_layout_new(context.get()));
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(layout.get(), paragraph.c_str(), static_cast<int>(paragraph.size()));
    std::size_t begin = 0;
    for (const std::size_t end : line_ends(layout.get(), paragraph, style.width)) {
      result.append(without_spaces_at_its_ends(std::string_view(paragraph).substr(begin, end - begin)));
      result += '\n';
      begin = end;
    }
  }
  if (!result.empty()) result.pop_back();
  return result;
}

}  // namespace crier
