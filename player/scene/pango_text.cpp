// SPDX-License-Identifier: Apache-2.0
#include "player/scene/pango_text.hpp"

#include <pango/pangocairo.h>

#include <algorithm>

namespace crier {
namespace {

constexpr const char* kFamily = "Noto Sans CJK SC";
// The fonts' own lines are this many ems apart.
constexpr double kNaturalLine = 1.448;

struct Unref {
  void operator()(PangoContext* context) const noexcept { g_object_unref(context); }
};
struct FontDeleter {
  void operator()(PangoFontDescription* font) const noexcept { pango_font_description_free(font); }
};
struct AttributesDeleter {
  void operator()(PangoAttrList* attributes) const noexcept { pango_attr_list_unref(attributes); }
};
struct TextDeleter {
  void operator()(char* text) const noexcept { g_free(text); }
};

// A context of its own for each text: one that is shared would set all of them anew when its language
// changes.
std::unique_ptr<PangoContext, Unref> make_context(const std::string& language) {
  std::unique_ptr<PangoContext, Unref> context(
      pango_font_map_create_context(pango_cairo_font_map_get_default()));
  pango_context_set_round_glyph_positions(context.get(), FALSE);
  pango_context_set_language(context.get(), pango_language_from_string(language.c_str()));
  return context;
}

// Quotation marks and the ellipsis are one code point for all, but take a whole square in Chinese only.
bool has_square_punctuation(const std::string& language) {
  return language.starts_with("zh") || language.starts_with("ja") || language.starts_with("yue");
}

// A paragraph's last characters stay together: one that is left alone on a line looks like an accident
// (孤字).
void keep_ends_together(PangoAttrList* attributes, const std::string& text) {
  constexpr int kTogether = 3;
  constexpr int kShort = 8;  // not worth it, nor has its box room for it
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const char* const first = text.data() + begin;
    if (g_utf8_strlen(first, static_cast<gssize>(end - begin)) >= kShort) {
      const char* const last = g_utf8_offset_to_pointer(text.data() + end, -kTogether);
      PangoAttribute* const whole = pango_attr_allow_breaks_new(FALSE);
      whole->start_index = static_cast<guint>(last - text.data());
      whole->end_index = static_cast<guint>(end);
      pango_attr_list_insert(attributes, whole);
    }
    begin = end + 1;
  }
}

}  // namespace

void PangoLayoutDeleter::operator()(PangoLayout* layout) const noexcept {
  g_object_unref(layout);
}

int pango_weight(TextWeight weight) {
  constexpr int kWeights[] = {PANGO_WEIGHT_LIGHT, PANGO_WEIGHT_NORMAL, PANGO_WEIGHT_MEDIUM,
                              PANGO_WEIGHT_BOLD};
  return kWeights[static_cast<int>(weight)];
}

std::string valid_utf8(const std::string& text) {
  const std::unique_ptr<char, TextDeleter> valid(
      g_utf8_make_valid(text.data(), static_cast<gssize>(text.size())));
  return valid.get();
}

PangoText set_in_lines(const std::string& utf8, const TextStyle& style) {
  PangoText layout(pango_layout_new(make_context(style.language).get()));
  const std::unique_ptr<PangoFontDescription, FontDeleter> font(pango_font_description_from_string(kFamily));
  pango_font_description_set_weight(font.get(), static_cast<PangoWeight>(pango_weight(style.weight)));
  pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
  pango_layout_set_font_description(layout.get(), font.get());
  if (style.width > 0) pango_layout_set_width(layout.get(), static_cast<int>(style.width * PANGO_SCALE));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing(layout.get(), static_cast<float>(style.line_height / kNaturalLine));
  if (style.most_lines > 0) {
    pango_layout_set_height(layout.get(), -style.most_lines);
    pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
  }
  constexpr PangoAlignment kAlignments[] = {PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER, PANGO_ALIGN_RIGHT};
  pango_layout_set_alignment(layout.get(), kAlignments[static_cast<int>(style.alignment)]);
  const std::string text = valid_utf8(utf8);
  const std::unique_ptr<PangoAttrList, AttributesDeleter> attributes(pango_attr_list_new());
  if (has_square_punctuation(style.language)) {
    keep_ends_together(attributes.get(), text);
  } else {
    pango_attr_list_insert(attributes.get(), pango_attr_font_features_new("pwid=1"));
  }
  pango_layout_set_attributes(layout.get(), attributes.get());
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  return layout;
}

}  // namespace crier
