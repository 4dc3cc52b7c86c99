// SPDX-License-Identifier: Apache-2.0
#include "player/scene/sheet.hpp"

#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace crier {
namespace {

struct CairoDeleter {
  void operator()(cairo_t* context) const noexcept { cairo_destroy(context); }
  void operator()(cairo_surface_t* surface) const noexcept { cairo_surface_destroy(surface); }
  void operator()(cairo_pattern_t* pattern) const noexcept { cairo_pattern_destroy(pattern); }
};
struct ObjectDeleter {
  void operator()(PangoContext* context) const noexcept { g_object_unref(context); }
  void operator()(PangoLayout* layout) const noexcept { g_object_unref(layout); }
};
struct FontDeleter {
  void operator()(PangoFontDescription* font) const noexcept { pango_font_description_free(font); }
};
using LayoutHandle = std::unique_ptr<PangoLayout, ObjectDeleter>;

constexpr const char* kFamily = "Noto Sans CJK SC";

PangoWeight pango_weight(TextWeight weight) {
  switch (weight) {
    case TextWeight::light:
      return PANGO_WEIGHT_LIGHT;
    case TextWeight::normal:
      return PANGO_WEIGHT_NORMAL;
    case TextWeight::medium:
      return PANGO_WEIGHT_MEDIUM;
    case TextWeight::bold:
      return PANGO_WEIGHT_BOLD;
  }
  return PANGO_WEIGHT_NORMAL;
}

LayoutHandle set(PangoContext* context, const std::string& utf8, const TextStyle& style) {
  LayoutHandle layout(pango_layout_new(context));
  const std::unique_ptr<PangoFontDescription, FontDeleter> font(pango_font_description_from_string(kFamily));
  pango_font_description_set_weight(font.get(), pango_weight(style.weight));
  pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
  pango_layout_set_font_description(layout.get(), font.get());
  if (style.width > 0) pango_layout_set_width(layout.get(), static_cast<int>(style.width * PANGO_SCALE));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  // The fonts' own lines are 1.45 em apart; a factor makes them what the style asks for.
  constexpr double kNaturalLine = 1.448;
  pango_layout_set_line_spacing(layout.get(), static_cast<float>(style.line_height / kNaturalLine));
  if (style.most_lines > 0) {
    pango_layout_set_height(layout.get(), -style.most_lines);
    pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
  }
  constexpr PangoAlignment kAlignments[] = {PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER, PANGO_ALIGN_RIGHT};
  pango_layout_set_alignment(layout.get(), kAlignments[static_cast<int>(style.alignment)]);
  pango_layout_set_text(layout.get(), utf8.c_str(), static_cast<int>(utf8.size()));
  return layout;
}

std::unique_ptr<PangoContext, ObjectDeleter> make_context(const std::string& language) {
  std::unique_ptr<PangoContext, ObjectDeleter> context(
      pango_font_map_create_context(pango_cairo_font_map_get_default()));
  pango_context_set_language(context.get(), pango_language_from_string(language.c_str()));
  pango_context_set_round_glyph_positions(context.get(), FALSE);
  return context;
}

TextSize size_of(PangoLayout* layout) {
  PangoRectangle logical;
  pango_layout_get_extents(layout, nullptr, &logical);
  return {static_cast<double>(logical.width) / PANGO_SCALE, static_cast<double>(logical.height) / PANGO_SCALE,
          pango_layout_get_line_count(layout)};
}

}  // namespace

struct Sheet::State {
  int width;
  int height;
  Picture picture;
  std::unique_ptr<cairo_surface_t, CairoDeleter> surface;
  std::unique_ptr<cairo_t, CairoDeleter> cairo;
};

Sheet::Sheet(int width, int height)
    : state_(std::make_unique<State>(State{width, height, Picture::blank(width, height), {}, {}})) {
  std::uint8_t* const pixels = state_->picture.writable_pixels();
  const int stride = state_->picture.writable_stride();
  std::fill_n(pixels, static_cast<std::size_t>(stride) * static_cast<std::size_t>(height), std::uint8_t{0});
  state_->surface.reset(
      cairo_image_surface_create_for_data(pixels, CAIRO_FORMAT_ARGB32, width, height, stride));
  state_->cairo.reset(cairo_create(state_->surface.get()));
}

Sheet::~Sheet() = default;
Sheet::Sheet(Sheet&&) noexcept = default;
Sheet& Sheet::operator=(Sheet&&) noexcept = default;

int Sheet::width() const {
  return state_->width;
}

int Sheet::height() const {
  return state_->height;
}

cairo_t* Sheet::cairo() {
  return state_->cairo.get();
}

void Sheet::fill(const Colour& ink) {
  fill_rectangle(0, 0, state_->width, state_->height, ink);
}

void Sheet::fill_rectangle(double x, double y, double width, double height, const Colour& ink) {
  cairo_set_source_rgba(cairo(), ink.red, ink.green, ink.blue, ink.alpha);
  cairo_rectangle(cairo(), x, y, width, height);
  cairo_fill(cairo());
}

void Sheet::fill_rounded(double x, double y, double width, double height, double radius, const Colour& ink) {
  using std::numbers::pi;
  const double r = std::min({radius, width / 2, height / 2});
  cairo_new_sub_path(cairo());
  cairo_arc(cairo(), x + width - r, y + r, r, -pi / 2, 0);
  cairo_arc(cairo(), x + width - r, y + height - r, r, 0, pi / 2);
  cairo_arc(cairo(), x + r, y + height - r, r, pi / 2, pi);
  cairo_arc(cairo(), x + r, y + r, r, pi, 3 * pi / 2);
  cairo_close_path(cairo());
  cairo_set_source_rgba(cairo(), ink.red, ink.green, ink.blue, ink.alpha);
  cairo_fill(cairo());
}

void Sheet::fill_gradient(const Colour& top, const Colour& bottom) {
  const std::unique_ptr<cairo_pattern_t, CairoDeleter> ground(
      cairo_pattern_create_linear(0, 0, 0, state_->height));
  cairo_pattern_add_color_stop_rgba(ground.get(), 0, top.red, top.green, top.blue, top.alpha);
  cairo_pattern_add_color_stop_rgba(ground.get(), 1, bottom.red, bottom.green, bottom.blue, bottom.alpha);
  cairo_set_source(cairo(), ground.get());
  cairo_paint(cairo());
}

TextSize Sheet::text(const std::string& utf8, double x, double y, const TextStyle& style) {
  const auto context = make_context(style.language);
  const LayoutHandle layout = set(context.get(), utf8, style);
  cairo_set_source_rgba(cairo(), style.ink.red, style.ink.green, style.ink.blue, style.ink.alpha);
  cairo_move_to(cairo(), x, y);
  pango_cairo_update_layout(cairo(), layout.get());
  pango_cairo_show_layout(cairo(), layout.get());
  return size_of(layout.get());
}

TextSize Sheet::measure(const std::string& utf8, const TextStyle& style) {
  const auto context = make_context(style.language);
  return size_of(set(context.get(), utf8, style).get());
}

Picture Sheet::take() && {
  state_->cairo.reset();
  cairo_surface_flush(state_->surface.get());
  state_->surface.reset();
  return std::move(state_->picture);
}

}  // namespace crier
