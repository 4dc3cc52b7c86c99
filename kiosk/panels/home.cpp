// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/panels/panels.hpp"

namespace crier {
namespace {

struct Door {
  const char* id;
  const char* title;
  const char* words;
  Icon icon;
  Rgb from;
  Rgb to;
  Page page;
};

const std::array<Door, 3>& doors() {
  static const std::array<Door, 3> kDoors{
      {{"home.cases",
        "Read cases",
        "Real tricks explained in a minute, and what to do",
        Icon::book,
        0x2aa198,
        0x00756a,
        {PanelKind::cases, "", 0}},
       {"home.report",
        "Report harmful information",
        "Step by step and without your name; write by pinyin or by finger",
        Icon::shield_alert,
        0xf27a3d,
        0xc93f0e,
        {PanelKind::report, "", 0}},
       {"home.status",
        "Check a report",
        "With the sixteen figures of your receipt",
        Icon::clock_search,
        0x5b8cf0,
        0x2450c0,
        {PanelKind::status, "", 0}}}};
  return kDoors;
}

const std::array<Door, 4>& small_doors() {
  static const std::array<Door, 4> kDoors{
      {{"home.search", "Search", "", Icon::search, 0, 0, {PanelKind::search, "", 0}},
       {"home.refutations", "Rumours refuted", "", Icon::rumour, 0, 0, {PanelKind::cases, "refutations", 0}},
       {"home.quiz", "Quiz", "", Icon::quiz, 0, 0, {PanelKind::quiz, "", 0}},
       {"home.help", "Help and numbers", "", Icon::phone, 0, 0, {PanelKind::help, "", 0}}}};
  return kDoors;
}

Rectangle inset(const Rectangle& place, int by) {
  return {place.x + by, place.y + by, place.width - 2 * by, place.height - 2 * by};
}

void draw_door(const PanelView& view, const Door& door, const Rectangle& place) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const std::string title = ui.tr(door.title);
  const std::string words = ui.tr(door.words);
  const bool lies = place.width > place.height;  // the icon beside the words, or above them
  const int pad = ui.px(8);
  const int side =
      lies ? std::min(place.height - 2 * pad, ui.px(44)) : std::min(place.width - 2 * pad, ui.px(44));
  Element element;
  element.id = door.id;
  element.role = Role::button;
  element.label = title;
  element.value = words;
  element.place = place;
  element.ink = theme.ink;
  element.ground = theme.card;

  Words first;
  first.em = theme.title;
  first.weight = Weight::bold;
  first.ink = theme.ink;
  first.most_lines = lies ? 2 : 3;
  Words second;
  second.ink = theme.quiet;
  second.em = theme.body;
  const int arrow = lies ? ui.px(16) : 0;
  const int left = lies ? place.x + pad + side + ui.px(9) : place.x + pad;
  const int width = place.right() - pad - left - (lies ? arrow + ui.px(4) : 0);
  const int gap = ui.px(4);
  const int top_room = lies ? place.y + pad : place.y + pad + side + ui.px(6);
  const int bottom = place.bottom() - pad;
  // Title and words shrink together until both are in.
  TypeFit title_fit;
  int title_height = 0;
  int block = 0;
  for (double scale = 1; scale > 0.4; scale -= 0.05) {
    first.em = std::max(theme.title * scale, theme.least);
    second.em = std::max(theme.body * scale, theme.least);
    title_fit = ui.measure(title, width, first);
    title_height = title_fit.height;
    block = title_height + gap + ui.measure(words, width, second).height;
    if (title_fit.fits && top_room + block <= bottom) break;
  }
  int y = lies ? std::max(top_room, place.y + (place.height - block) / 2) : top_room;
  element.em = title_fit.em;
  element.fits = title_fit.fits && y + block <= bottom + ui.px(2);
  const Glass::Press press = ui.target(std::move(element));

  const Rectangle face = press.is_down ? inset(place, ui.px(1.2)) : place;
  ui.card(face, theme.card);
  const Rectangle icon{place.x + pad, lies ? place.y + (place.height - side) / 2 : place.y + pad, side, side};
  if (theme.is_flat) {
    ui.brush().fill(icon, theme.ink, ui.px(8));
  } else {
    ui.brush().gradient(icon, door.from, door.to, ui.px(8));
  }
  ui.brush().icon(door.icon, inset(icon, side / 6), 0xffffff);
  ui.label(title, {left, y, width, title_height + ui.px(2)}, first);
  y += title_height + gap;
  ui.label(words, {left, y, width, std::max(ui.px(8), bottom - y)}, second);
  if (lies) {
    const int x = place.right() - pad - arrow / 2;
    const int middle = place.y + place.height / 2;
    ui.brush().circle(x, middle, arrow / 2.0, theme.is_flat ? theme.ink : mix(0xffffff, door.to, 0.12));
    ui.brush().icon(Icon::right, {x - arrow / 3, middle - arrow / 3, arrow * 2 / 3, arrow * 2 / 3},
                    theme.is_flat ? 0xffffff : door.to);
  }
  if (press.is_released) view.tell(command::Open{door.page});
}

void draw_small_door(const PanelView& view, const Door& door, const Rectangle& place) {
  ButtonLook look;
  look.icon = door.icon;
  look.icon_above = place.height > view.ui.px(34);
  look.em = view.ui.theme().body;
  if (view.ui.button(door.id, place, view.ui.tr(door.title), look)) view.tell(command::Open{door.page});
}

}  // namespace

void draw_home(const PanelView& view) {
  Ui& ui = view.ui;
  const Rectangle body = view.body;
  const int gap = ui.px(6);
  Words privacy;
  privacy.em = ui.theme().small;
  privacy.ink = ui.theme().quiet;
  privacy.ground = ui.theme().page;
  privacy.align = Align::centre;
  privacy.in_middle = true;
  const int note = ui.px(ui.theme().small * 1.5);
  ui.words("home.privacy", ui.tr("This machine keeps nothing of your visit."),
           {body.x, body.bottom() - note, body.width, note}, privacy);
  const Rectangle rest{body.x, body.y, body.width, body.height - note - gap};
  const auto& small = small_doors();
  const int large_more = ui.theme().body > 10 ? ui.px(6) : 0;
  const int small_height = (ui.metrics().is_portrait() ? ui.px(38) : ui.px(26)) + large_more;
  const int small_width = (rest.width - 3 * gap) / 4;
  for (int i = 0; i < 4; ++i)
    draw_small_door(
        view, small[static_cast<std::size_t>(i)],
        {rest.x + i * (small_width + gap), rest.bottom() - small_height, small_width, small_height});
  const Rectangle doors_place{rest.x, rest.y, rest.width, rest.height - small_height - gap};
  if (ui.metrics().is_portrait()) {
    const int height = (doors_place.height - 2 * gap) / 3;
    for (int i = 0; i < 3; ++i)
      draw_door(view, doors()[static_cast<std::size_t>(i)],
                {doors_place.x, doors_place.y + i * (height + gap), doors_place.width, height});
    return;
  }
  const int width = (doors_place.width - 2 * gap) / 3;
  for (int i = 0; i < 3; ++i)
    draw_door(view, doors()[static_cast<std::size_t>(i)],
              {doors_place.x + i * (width + gap), doors_place.y, width, doors_place.height});
}

}  // namespace crier
