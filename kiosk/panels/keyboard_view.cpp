// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "kiosk/panels/panels.hpp"
#include "kiosk/panels/places.hpp"

namespace crier {
namespace {

Rectangle to_pixels(const KeyRectangle& place) {
  const int x = static_cast<int>(std::lround(place.x));
  const int y = static_cast<int>(std::lround(place.y));
  return {x, y, static_cast<int>(std::lround(place.x + place.width)) - x,
          static_cast<int>(std::lround(place.y + place.height)) - y};
}

Rectangle moved(Rectangle place, const Rectangle& origin) {
  place.x += origin.x;
  place.y += origin.y;
  return place;
}

Icon icon_of(const Key& key) {
  switch (key.action) {
    case KeyAction::backspace:
      return Icon::backspace;
    case KeyAction::shift:
      return Icon::up;
    case KeyAction::caret_left:
    case KeyAction::previous_page:
      return Icon::left;
    case KeyAction::caret_right:
    case KeyAction::next_page:
      return Icon::right;
    default:
      return Icon::none;
  }
}

struct Face {
  std::string id;
  std::string label;
  Icon icon = Icon::none;
  Role role = Role::key;
  bool enabled = true;
  bool selected = false;
  bool is_quiet = false;
  bool is_primary = false;
  bool is_private = false;
  double em = 0;
};

// True where it was pressed.
bool draw_key(Ui& ui, const Face& face, const Rectangle& place, const Rectangle& shape) {
  const Theme& theme = ui.theme();
  Rgb ground = face.is_primary || face.selected ? theme.accent : face.is_quiet ? theme.key_quiet : theme.key;
  const Rgb ink = face.is_primary || face.selected ? theme.on_accent : theme.ink;
  Words words;
  words.em = face.em > 0 ? face.em : theme.body * 0.95;
  words.weight = Weight::bold;
  words.ink = ink;
  words.align = Align::centre;
  words.in_middle = true;
  words.most_lines = 1;
  const int pad = ui.px(0.8);
  const Rectangle inner{shape.x + pad, shape.y + pad, shape.width - 2 * pad, shape.height - 2 * pad};
  const TypeFit fit = ui.type().measure(face.label, inner.width, inner.height,
                                        {words.em * ui.metrics().px_per_mm, Weight::bold, ink, Align::centre,
                                         true, theme.least * ui.metrics().px_per_mm, 1.4, 1});
  Element element;
  element.id = face.id;
  element.role = face.role;
  element.label = face.label;
  element.place = place;
  element.enabled = face.enabled;
  element.selected = face.selected;
  element.is_private = face.is_private;
  element.ink = ink;
  element.ground = ground;
  element.em = face.icon == Icon::none ? fit.em : 0;
  element.fits = face.icon != Icon::none || fit.fits;
  const Glass::Press press = ui.target(std::move(element));
  if (press.is_down) ground = mix(ground, theme.accent, 0.35);
  const double radius = ui.px(2.4);
  if (!theme.is_flat)
    ui.brush().fill({shape.x, shape.y + ui.px(0.7), shape.width, shape.height},
                    mix(theme.keyboard, 0x16305c, 0.28), radius);
  const int sunk = press.is_down ? ui.px(0.5) : 0;
  const Rectangle top{shape.x, shape.y + sunk, shape.width, shape.height};
  ui.brush().fill(top, face.enabled ? ground : mix(ground, theme.keyboard, 0.6), radius);
  if (theme.is_flat) ui.brush().outline(top, theme.line, ui.px(0.4), radius);
  if (face.icon != Icon::none) {
    const int side = std::min({ui.px(9.5), top.width * 2 / 3, top.height * 2 / 3});
    ui.brush().icon(face.icon, {top.x + (top.width - side) / 2, top.y + (top.height - side) / 2, side, side},
                    ink);
  } else {
    ui.label(face.label, {inner.x, inner.y + sunk, inner.width, inner.height}, words);
  }
  return press.is_released;
}

void draw_candidates(const PanelView& view, const Rectangle& origin) {
  Ui& ui = view.ui;
  const Keyboard& keyboard = view.facts.keyboard;
  const auto& placed = keyboard.placed();
  const Rectangle bar = moved(to_pixels(placed.candidates), origin);
  // A bar only where there is something in it: else the keys have one ground.
  if (keyboard.candidates().empty()) return;
  ui.brush().fill({origin.x, bar.y, origin.width, bar.height}, mix(ui.theme().keyboard, 0xffffff, 0.45));
  int index = 0;
  for (const PlacedCandidate& candidate : keyboard.candidates()) {
    const Rectangle place = moved(to_pixels(candidate.place), origin);
    Element element;
    element.id = fmt::format("candidate.{}", candidate.index);
    element.role = Role::candidate;
    element.label = std::string(candidate.text.view());
    element.place = place;
    element.is_private = true;
    Words words;
    words.em = ui.theme().body;
    words.weight = Weight::bold;
    words.ink = index == 0 ? ui.theme().accent : ui.theme().ink;
    words.align = Align::centre;
    words.in_middle = true;
    words.most_lines = 1;
    element.ink = words.ink;
    element.ground = 0xffffff;
    const TypeFit fit = ui.type().measure(candidate.text, place.width, place.height,
                                          {words.em * ui.metrics().px_per_mm, Weight::bold, 0, Align::centre,
                                           true, ui.theme().least * ui.metrics().px_per_mm, 1.4, 1});
    element.em = fit.em;
    element.fits = fit.fits;
    const std::string id = element.id;
    const Glass::Press press = ui.target(std::move(element));
    if (press.is_down) ui.brush().fill(place, ui.theme().soft, ui.px(2));
    ui.label(candidate.text, place, words);
    if (press.is_released) view.tell(command::PressKey{id});
    ++index;
  }
  const auto turn = [&](bool has, const KeyRectangle& where, const char* id, Icon icon, const char* label) {
    if (!has) return;
    Face face;
    face.id = id;
    face.label = ui.tr(label);
    face.icon = icon;
    face.is_quiet = true;
    const Rectangle place = moved(to_pixels(where), origin);
    const int pad = ui.px(1);
    if (draw_key(ui, face, place,
                 {place.x + pad, place.y + pad, place.width - 2 * pad, place.height - 2 * pad}))
      view.tell(command::PressKey{face.id});
  };
  turn(keyboard.has_previous_page(), keyboard.previous_page_place(), "page.previous", Icon::left,
       "Earlier candidates");
  turn(keyboard.has_next_page(), keyboard.next_page_place(), "page.next", Icon::right, "More candidates");
}

// The area that is written on, with what was written.
void draw_pad(const PanelView& view, const PlacedKey& key, const Rectangle& origin) {
  Ui& ui = view.ui;
  const Rectangle place = moved(to_pixels(key.place), origin);
  const Rectangle face = moved(to_pixels(key.face), origin);
  Element element;
  element.id = std::string(key.key->id);
  element.role = Role::key;
  element.label = ui.tr("Write here with your finger");
  element.place = place;
  ui.registry().add(std::move(element));
  ui.brush().fill(face, ui.theme().key, ui.px(3));
  ui.brush().outline(face, ui.theme().line, ui.px(0.4), ui.px(3));
  const auto& strokes = view.facts.keyboard.strokes();
  if (strokes.empty() && view.state.stroke.empty()) {
    Words hint;
    hint.ink = ui.theme().quiet;
    hint.align = Align::centre;
    hint.in_middle = true;
    hint.em = ui.theme().small;
    ui.label(ui.tr("Write here with your finger"), face, hint);
  }
  const auto draw = [&](const Stroke& stroke) {
    for (std::size_t i = 1; i < stroke.size(); ++i)
      ui.brush().line(face.x + double(stroke[i - 1].x), face.y + double(stroke[i - 1].y),
                      face.x + double(stroke[i].x), face.y + double(stroke[i].y), ui.px(1.6), ui.theme().ink);
    for (const StrokePoint& point : stroke)
      ui.brush().circle(face.x + double(point.x), face.y + double(point.y), ui.px(0.8), ui.theme().ink);
  };
  for (const Stroke& stroke : strokes) draw(stroke);
  draw(view.state.stroke);
}

}  // namespace

Rectangle draw_keyboard(const PanelView& view) {
  if (!view.state.writes) return view.body;
  Ui& ui = view.ui;
  const Keyboard& keyboard = view.facts.keyboard;
  const auto& placed = keyboard.placed();
  const Rectangle origin = keyboard_room(ui.metrics(), ui.theme());
  const Rectangle whole = moved(to_pixels(placed.place), origin);
  const bool is_beside = !ui.metrics().is_portrait();
  const int top = is_beside ? origin.y : whole.y;
  ui.brush().fill({origin.x, top, origin.width, origin.bottom() - top}, ui.theme().keyboard);
  draw_candidates(view, origin);
  for (const PlacedKey& key : placed.keys) {
    if (key.key->action == KeyAction::pad) {
      draw_pad(view, key, origin);
      continue;
    }
    Face face;
    face.id = std::string(key.key->id);
    face.icon = icon_of(*key.key);
    const std::string_view label = keyboard.label(*key.key);
    face.label = key.key->is_word ? ui.tr(std::string(label).c_str()) : std::string(label);
    face.enabled = keyboard.enabled(*key.key);
    face.selected = keyboard.selected(*key.key);
    face.is_primary = key.key->action == KeyAction::done;
    face.is_quiet = key.key->action != KeyAction::text && !face.is_primary;
    face.em = key.key->is_word ? ui.theme().small : 0;
    if (draw_key(ui, face, moved(to_pixels(key.place), origin), moved(to_pixels(key.face), origin)))
      view.tell(command::PressKey{face.id});
  }
  if (is_beside) return {view.body.x, view.body.y, origin.x - ui.px(8) - view.body.x, view.body.height};
  return {view.body.x, view.body.y, view.body.width, whole.y - view.body.y - ui.px(4)};
}

}  // namespace crier
