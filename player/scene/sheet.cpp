// SPDX-License-Identifier: Apache-2.0
#include "player/scene/sheet.hpp"

#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "player/scene/pango_text.hpp"

namespace crier {
namespace {

struct CairoDeleter {
  void operator()(cairo_t* context) const noexcept { cairo_destroy(context); }
  void operator()(cairo_surface_t* surface) const noexcept { cairo_surface_destroy(surface); }
  void operator()(cairo_pattern_t* pattern) const noexcept { cairo_pattern_destroy(pattern); }
};
TextExtent size_of(PangoLayout* layout) {
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

TextExtent Sheet::text(const std::string& utf8, double x, double y, const TextStyle& style) {
  const PangoText layout = set_in_lines(utf8, style);
  cairo_set_source_rgba(cairo(), style.ink.red, style.ink.green, style.ink.blue, style.ink.alpha);
  cairo_move_to(cairo(), x, y);
  pango_cairo_update_layout(cairo(), layout.get());
  pango_cairo_show_layout(cairo(), layout.get());
  return size_of(layout.get());
}

TextExtent Sheet::measure(const std::string& utf8, const TextStyle& style) {
  return size_of(set_in_lines(utf8, style).get());
}

Picture Sheet::take() && {
  state_->cairo.reset();
  cairo_surface_flush(state_->surface.get());
  state_->surface.reset();
  return std::move(state_->picture);
}

}  // namespace crier
