// SPDX-License-Identifier: Apache-2.0
#include "kiosk/panels/ui.hpp"

#include <algorithm>
#include <utility>

namespace crier {
namespace {

constexpr double kInset = 1.2;       // mm that a pressed thing sinks
constexpr double kShadowBlur = 3.2;  // mm
constexpr double kShadowAlpha = 0.16;
constexpr double kRing = 1.1;       // mm
constexpr double kButtonPad = 2.2;  // mm

Rectangle inset(const Rectangle& place, int by) {
  return {place.x + by, place.y + by, place.width - 2 * by, place.height - 2 * by};
}

struct ButtonColours {
  Rgb ground;
  Rgb ink;
  bool has_line;
  Rgb line = 0;
};

ButtonColours colours(const ButtonLook& look, const Theme& theme) {
  const Rgb line = mix(theme.line, theme.accent, 0.25);
  if (!look.enabled) {
    // In high contrast the line is black: as much of it would look pressed.
    if (theme.is_flat) return {mix(theme.page, theme.ink, 0.08), mix(theme.page, theme.ink, 0.6), true, line};
    return {mix(theme.page, theme.line, 0.35), theme.quiet, true, line};
  }
  if (look.selected) return {theme.accent, theme.on_accent, false};
  switch (look.kind) {
    case ButtonKind::primary:
      return {theme.accent, theme.on_accent, false};
    case ButtonKind::danger:
      return {theme.card, theme.danger, true, theme.danger};
    case ButtonKind::quiet:
      return {theme.soft, theme.ink, theme.is_flat, line};
    case ButtonKind::on_accent:
      return {mix(theme.accent, theme.accent_deep, 0.7), theme.on_accent, theme.is_flat, theme.on_accent};
    case ButtonKind::plain:
      break;
  }
  return {theme.card, theme.accent, true, line};
}

}  // namespace

std::string Ui::content(std::string_view text) const {
  return mode_.language == Language::traditional ? translator_.traditional(text) : std::string(text);
}

TypeStyle Ui::style(const Words& words) const {
  TypeStyle style;
  style.em = em_of(words) * metrics_.px_per_mm;
  style.weight = words.weight;
  style.ink = words.ink;
  style.align = words.align;
  style.in_middle = words.in_middle;
  style.least_em = words.shrinks ? theme_.least * metrics_.px_per_mm : 0;
  style.most_lines = words.most_lines;
  return style;
}

TypeFit Ui::measure(std::string_view text, int width, const Words& words) {
  return glass_.type().measure(text, width, 0, style(words));
}

double Ui::common_em(const std::vector<std::string>& labels, int width, int height, const Words& words) {
  double em = em_of(words) * metrics_.px_per_mm;
  for (const std::string& text : labels)
    em = std::min(em, glass_.type().measure(text, width, height, style(words)).em);
  return em / metrics_.px_per_mm;
}

double Ui::common_em(const std::vector<std::string>& labels, int width, int height, const ButtonLook& look) {
  const ButtonWords inner = button_words({0, 0, width, height}, look);
  return common_em(labels, inner.place.width, inner.place.height, inner.words);
}

TypeFit Ui::label(std::string_view text, const Rectangle& place, const Words& words) {
  return glass_.type().draw(brush().list(), text, place, style(words));
}

void Ui::label_marked(std::string_view text, const Rectangle& place, const Words& words,
                      const std::vector<Mark>& marks) {
  const TypeFit fit = glass_.type().measure(text, place.width, place.height, style(words));
  double y = place.y;
  for (const TypeLine& line : glass_.type().set_lines(text, place.width, fit.em, words.weight)) {
    const double first =
        place.x - glass_.type().outdent(text.substr(line.begin, line.end - line.begin), fit.em, words.weight);
    const auto x_of = [&](std::size_t offset) {
      return std::max<double>(
          place.x,
          first + glass_.type().width_of(text.substr(line.begin, offset - line.begin), fit.em, words.weight));
    };
    for (const Mark& mark : marks) {
      const std::size_t begin = std::max(mark.begin, line.begin);
      const std::size_t end = std::min(mark.end, line.end);
      if (begin >= end) continue;
      brush().fill({static_cast<int>(x_of(begin)), static_cast<int>(y - fit.em * 0.06),
                    static_cast<int>(x_of(end) - x_of(begin)), static_cast<int>(fit.em * 1.16)},
                   theme_.mark, metrics_.px(0.8));
    }
    y += fit.em * style(words).leading;
    if (y + fit.em > place.bottom() + 1) break;
  }
  label(text, place, words);
}

TypeFit Ui::words(const std::string& id, std::string_view text, const Rectangle& place, const Words& words,
                  Role role) {
  const TypeFit fit = label(text, place, words);
  Element element;
  element.id = id;
  element.role = role;
  element.label = std::string(text);
  element.place = place;
  element.ink = words.ink;
  element.ground = words.ground;
  element.em = fit.em;
  element.fits = fit.fits && !fit.tears;
  registry_.add(std::move(element));
  return fit;
}

void Ui::card(const Rectangle& place, Rgb ground) {
  const double radius = metrics_.px(theme_.radius);
  if (!theme_.is_flat) {
    const Rectangle below{place.x, place.y + metrics_.px(0.8), place.width, place.height};
    brush().shadow(below, metrics_.px(kShadowBlur), kShadowAlpha);
  }
  brush().fill(place, ground, radius);
  if (theme_.is_flat) brush().outline(place, theme_.line, metrics_.px(0.6), radius);
}

void Ui::draw_ring() {
  const Element* const focused = focused_.id.empty() ? nullptr : registry_.find(focused_.id);
  if (focused == nullptr) return;
  const Rectangle& place = focused->place;
  // Of two colours: one of them can be told from whatever lies under it.
  const int wide = metrics_.px(kRing);
  const auto outline = [&](int out, Rgb colour) {
    brush().outline(inset(place, -out), colour, wide, metrics_.px(theme_.radius) + out);
  };
  outline(2 * wide, 0xffffff);
  outline(wide, theme_.focus);
}

Glass::Press Ui::target(Element element) {
  const std::string id = element.id;
  const Rectangle place = element.place;
  const bool enabled = element.enabled;
  registry_.add(std::move(element));
  if (!enabled || is_inert_) return {};
  Glass::Press press = glass_.press(id.c_str(), place);
  if (focused_.pressed == id) press.is_released = true;
  return press;
}

Ui::ButtonWords Ui::button_words(const Rectangle& place, const ButtonLook& look) const {
  ButtonWords inner;
  inner.words.em = look.em > 0 ? look.em : theme_.body;
  inner.words.weight = Weight::bold;
  inner.words.align = Align::centre;
  inner.words.in_middle = true;
  const int pad = metrics_.px(kButtonPad);
  inner.icon_side =
      look.icon == Icon::none ? 0 : metrics_.px(look.icon_side > 0 ? look.icon_side : inner.words.em * 1.05);
  inner.place = inset(place, pad);
  const int side = inner.icon_side;
  if (side > 0 && look.icon_above) {
    inner.icon = {place.x + (place.width - side) / 2, place.y + pad, side, side};
    inner.place.y += side + pad / 2;
    inner.place.height -= side + pad / 2;
    inner.words.most_lines = 2;
  } else if (side > 0) {
    inner.place.x += side + pad;
    inner.place.width -= side + pad;
  }
  return inner;
}

bool Ui::button(const std::string& id, const Rectangle& place, std::string_view label_,
                const ButtonLook& look) {
  const ButtonColours colour = colours(look, theme_);
  Element element;
  element.id = id;
  element.role = look.role;
  element.label = std::string(label_);
  element.value = look.value;
  element.place = place;
  element.enabled = look.enabled;
  element.selected = look.selected;
  element.ink = colour.ink;
  element.ground = colour.ground;

  const int pad = metrics_.px(kButtonPad);
  auto [words_place, icon_place, icon, words] = button_words(place, look);
  words.ink = colour.ink;
  TypeFit fit = glass_.type().measure(label_, words_place.width, words_place.height, style(words));
  element.em = fit.em;
  element.fits = fit.fits && !fit.tears;
  const Glass::Press press = target(std::move(element));

  const Rectangle face = press.is_down ? inset(place, metrics_.px(kInset) / 2) : place;
  const double radius = metrics_.px(theme_.radius);
  const Rgb ground = press.is_down ? mix(colour.ground, theme_.ink, 0.12) : colour.ground;
  if (!theme_.is_flat && look.enabled && !press.is_down && look.kind != ButtonKind::on_accent) {
    brush().shadow({face.x, face.y + metrics_.px(0.5), face.width, face.height}, metrics_.px(1.6), 0.13);
  }
  brush().fill(face, ground, radius);
  if (colour.has_line) brush().outline(face, colour.line, metrics_.px(0.5), radius);
  // Icon and words stand together in the middle.
  if (icon > 0 && look.icon_above) {
    const int top = place.y + std::max(pad / 2, (place.height - icon - pad / 2 - fit.height) / 2);
    icon_place.y = top;
    words_place = {words_place.x, top + icon + pad / 2, words_place.width, fit.height + 1};
  } else if (icon > 0) {
    const int whole = icon + pad + fit.width;
    const int left = place.x + std::max(pad, (place.width - whole) / 2);
    const bool is_after = look.icon == Icon::right;
    icon_place = {is_after ? left + fit.width + pad : left, place.y + (place.height - icon) / 2, icon, icon};
    words_place.x = is_after ? left : left + icon + pad;
    words_place.width = place.right() - pad - left - icon - pad;
    words.align = Align::left;
  }
  if (icon > 0) brush().icon(look.icon, icon_place, colour.ink);
  label(label_, words_place, words);
  return press.is_released;
}

}  // namespace crier
