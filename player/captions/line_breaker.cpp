// SPDX-License-Identifier: Apache-2.0
#include "player/captions/line_breaker.hpp"

#include <pango/pangocairo.h>

#include <algorithm>
#include <string_view>

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

int lines_at(PangoLayout* layout, int width) {
  pango_layout_set_width(layout, width);
  return pango_layout_get_line_count(layout);
}

// The narrowest width, within a hundredth, that takes no more lines than `widest` does.
int balanced_width(PangoLayout* layout, int widest) {
  const int lines = lines_at(layout, widest);
  int too_narrow = lines > 1 ? widest / (lines + 1) : widest;
  int enough = widest;
  while (enough - too_narrow > widest / 100) {
    const int middle = too_narrow + (enough - too_narrow) / 2;
    (lines_at(layout, middle) > lines ? too_narrow : enough) = middle;
  }
  return enough;
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
    const int width = balanced_width(layout.get(), static_cast<int>(style.width * PANGO_SCALE));
    for (int i = 0, count = lines_at(layout.get(), width); i < count; ++i) {
      const PangoLayoutLine* const line = pango_layout_get_line_readonly(layout.get(), i);
      const auto begin = static_cast<std::size_t>(line->start_index);
      result.append(without_spaces_at_its_ends(
          std::string_view(paragraph).substr(begin, static_cast<std::size_t>(line->length))));
      result += '\n';
    }
  }
  if (!result.empty()) result.pop_back();
  return result;
}

}  // namespace crier
