// SPDX-License-Identifier: Apache-2.0
#include "player/scene/card.hpp"

#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>

namespace crier {
namespace {

struct CairoDeleter {
  void operator()(cairo_t* context) const noexcept { cairo_destroy(context); }
  void operator()(cairo_surface_t* surface) const noexcept { cairo_surface_destroy(surface); }
  void operator()(cairo_pattern_t* pattern) const noexcept { cairo_pattern_destroy(pattern); }
};
struct ObjectDeleter {
  void operator()(PangoLayout* layout) const noexcept { g_object_unref(layout); }
};

struct Colour {
  double red, green, blue;
};
constexpr Colour kTop{0.055, 0.145, 0.290};
constexpr Colour kBottom{0.027, 0.071, 0.157};
constexpr Colour kText{0.965, 0.972, 0.988};
constexpr Colour kSecondText{0.690, 0.760, 0.870};
constexpr Colour kAccent{0.910, 0.330, 0.260};
constexpr double kFirstSize = 0.062;  // of the shorter side
constexpr double kOtherSize = 0.036;
constexpr double kTextWidth = 0.84;  // of the width
constexpr double kLineGap = 0.030;

void paint_ground(cairo_t* cairo, int width, int height) {
  const std::unique_ptr<cairo_pattern_t, CairoDeleter> ground(cairo_pattern_create_linear(0, 0, 0, height));
  cairo_pattern_add_color_stop_rgb(ground.get(), 0, kTop.red, kTop.green, kTop.blue);
  cairo_pattern_add_color_stop_rgb(ground.get(), 1, kBottom.red, kBottom.green, kBottom.blue);
  cairo_set_source(cairo, ground.get());
  cairo_rectangle(cairo, 0, 0, width, height);
  cairo_fill(cairo);
}

std::unique_ptr<PangoLayout, ObjectDeleter> set_text(cairo_t* cairo, const std::string& text, double size,
                                                     int width, bool bold) {
  std::unique_ptr<PangoLayout, ObjectDeleter> layout(pango_cairo_create_layout(cairo));
  PangoFontDescription* const font = pango_font_description_from_string("Noto Sans CJK SC");
  pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
  pango_layout_set_font_description(layout.get(), font);
  pango_font_description_free(font);
  pango_layout_set_width(layout.get(), static_cast<int>(width * kTextWidth) * PANGO_SCALE);
  pango_layout_set_alignment(layout.get(), PANGO_ALIGN_CENTER);
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text(layout.get(), text.c_str(), static_cast<int>(text.size()));
  return layout;
}

}  // namespace

Picture draw_card(int width, int height, const std::vector<std::string>& lines) {
  Picture picture = Picture::blank(width, height);
  const std::unique_ptr<cairo_surface_t, CairoDeleter> surface(cairo_image_surface_create_for_data(
      picture.writable_pixels(), CAIRO_FORMAT_RGB24, width, height, picture.writable_stride()));
  const std::unique_ptr<cairo_t, CairoDeleter> cairo(cairo_create(surface.get()));
  paint_ground(cairo.get(), width, height);

  const double side = std::min(width, height);
  std::vector<std::unique_ptr<PangoLayout, ObjectDeleter>> layouts;
  double total = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    layouts.push_back(
        set_text(cairo.get(), lines[i], side * (i == 0 ? kFirstSize : kOtherSize), width, i == 0));
    int text_height = 0;
    pango_layout_get_pixel_size(layouts.back().get(), nullptr, &text_height);
    total += text_height + (i == 0 ? 0 : side * kLineGap);
  }
  double y = (height - total) / 2;
  for (std::size_t i = 0; i < layouts.size(); ++i) {
    const Colour& colour = i == 0 ? kText : kSecondText;
    cairo_set_source_rgb(cairo.get(), colour.red, colour.green, colour.blue);
    cairo_move_to(cairo.get(), width * (1 - kTextWidth) / 2, y);
    pango_cairo_show_layout(cairo.get(), layouts[i].get());
    int text_height = 0;
    pango_layout_get_pixel_size(layouts[i].get(), nullptr, &text_height);
    y += text_height + side * kLineGap;
  }
  cairo_set_source_rgb(cairo.get(), kAccent.red, kAccent.green, kAccent.blue);
  cairo_rectangle(cairo.get(), width * 0.5 - side * 0.05, y + side * 0.02, side * 0.1,
                  std::max(2.0, side * 0.006));
  cairo_fill(cairo.get());
  cairo_surface_flush(surface.get());
  return picture;
}

}  // namespace crier
