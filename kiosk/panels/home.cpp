// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/panels/panels.hpp"

namespace crier {
namespace {

constexpr double kTitleGap = 4;  // mm between a door's title and its words

struct Door {
  const char* id;
  const char* title;
  const char* words;
  Icon icon;
  Rgb from;
  Rgb to;
  Route page;
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

// How the large doors are set: alike, so that their words look alike.
struct DoorStyle {
  bool lies = true;  // the icon beside the words, or above them
  int pad = 0;       // px, as the rest
  int icon = 0;
  int arrow = 0;
  int words_x = 0;  // from the door's corner
  int words_y = 0;  // at the least
  int words_width = 0;
  Words title;
  Words words;
};

int words_height(Ui& ui, const DoorStyle& style, const Door& door) {
  return ui.measure(ui.tr(door.title), style.words_width, style.title).height + ui.px(kTitleGap) +
         ui.measure(ui.tr(door.words), style.words_width, style.words).height;
}

bool fits(Ui& ui, const DoorStyle& style, const Door& door, int height) {
  return ui.measure(ui.tr(door.title), style.words_width, style.title).fits &&
         style.words_y + words_height(ui, style, door) <= height - style.pad;
}

// Title and words of all doors shrink together until they are in.
DoorStyle door_style(Ui& ui, int width, int height) {
  const Theme& theme = ui.theme();
  DoorStyle style;
  style.lies = width > height * 3 / 2;
  style.pad = ui.px(8);
  style.icon = std::min((style.lies ? height : width) - 2 * style.pad, ui.px(style.lies ? 44 : 38));
  style.arrow = style.lies ? ui.px(16) : 0;
  style.words_x = style.lies ? style.pad + style.icon + ui.px(9) : style.pad;
  style.words_y = style.lies ? style.pad : style.pad + style.icon + ui.px(6);
  style.words_width = width - style.pad - style.words_x - (style.lies ? style.arrow + ui.px(kTitleGap) : 0);
  style.title.weight = Weight::bold;
  style.title.ink = theme.ink;
  style.title.most_lines = 2;
  style.words.ink = theme.quiet;
  for (double scale = 1; scale > 0.4; scale -= 0.05) {
    style.title.em = std::max(theme.title * scale, theme.least);
    style.words.em = std::max(theme.body * scale, theme.least);
    if (std::ranges::all_of(doors(), [&](const Door& door) { return fits(ui, style, door, height); })) break;
  }
  return style;
}

void draw_door(const PanelView& view, const Door& door, const Rectangle& place, const DoorStyle& style) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  Element element;
  element.id = door.id;
  element.role = Role::button;
  element.label = ui.tr(door.title);
  element.value = ui.tr(door.words);
  element.place = place;
  element.ink = theme.ink;
  element.ground = theme.card;
  element.em = style.words.em * ui.metrics().px_per_mm;
  element.fits = fits(ui, style, door, place.height);
  const std::string title = element.label;
  const std::string words = element.value;
  const Glass::Press press = ui.target(std::move(element));

  ui.card(press.is_down ? inset(place, ui.px(1.2)) : place, theme.card);
  const int side = style.icon;
  const Rectangle icon{place.x + style.pad,
                       style.lies ? place.y + (place.height - side) / 2 : place.y + style.pad, side, side};
  if (theme.is_flat) {
    ui.brush().fill(icon, theme.ink, ui.px(8));
  } else {
    ui.brush().gradient(icon, door.from, door.to, ui.px(8));
  }
  ui.brush().icon(door.icon, inset(icon, side / 6), 0xffffff);
  const int x = place.x + style.words_x;
  int y = place.y + style.words_y;
  if (style.lies) y = std::max(y, place.y + (place.height - words_height(ui, style, door)) / 2);
  const int title_height = ui.measure(title, style.words_width, style.title).height;
  ui.label(title, {x, y, style.words_width, title_height + ui.px(2)}, style.title);
  y += title_height + ui.px(kTitleGap);
  ui.label(words, {x, y, style.words_width, place.bottom() - style.pad - y + ui.px(2)}, style.words);
  if (style.lies) {
    const int arrow = style.arrow;
    const int centre = place.right() - style.pad - arrow / 2;
    const int middle = place.y + place.height / 2;
    ui.brush().circle(centre, middle, arrow / 2.0, theme.is_flat ? theme.ink : mix(0xffffff, door.to, 0.12));
    ui.brush().icon(Icon::right, {centre - arrow / 3, middle - arrow / 3, arrow * 2 / 3, arrow * 2 / 3},
                    theme.is_flat ? 0xffffff : door.to);
  }
  if (press.is_released) view.tell(command::Open{door.page});
}

ButtonLook small_look(const Ui& ui, int height) {
  ButtonLook look;
  look.icon = Icon::search;
  look.icon_above = height > ui.px(34);
  return look;
}

void draw_small_door(const PanelView& view, const Door& door, const Rectangle& place, double em) {
  ButtonLook look = small_look(view.ui, place.height);
  look.icon = door.icon;
  look.em = em;
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
  const int note = view.facts.service.empty() ? ui.px(ui.theme().small * 1.5) : ui.px(22);
  int words_width = body.width;
  if (!view.facts.service.empty()) {
    ButtonLook look;
    look.kind = ButtonKind::quiet;
    const int width = ui.px(60);
    if (ui.button("home.service", {body.right() - width, body.bottom() - note, width, note}, ui.tr("Service"),
                  look))
      view.tell(command::Open{{PanelKind::service, "", 0}});
    privacy.align = Align::left;
    words_width -= width + gap;
  }
  ui.words("home.privacy", ui.tr("This machine keeps nothing of your visit."),
           {body.x, body.bottom() - note, words_width, note}, privacy);
  const Rectangle rest{body.x, body.y, body.width, body.height - note - gap};
  const auto& small = small_doors();
  const int large_more = ui.theme().body > 10 ? ui.px(6) : 0;
  const int small_height = (ui.metrics().is_portrait() ? ui.px(38) : ui.px(26)) + large_more;
  const int small_width = (rest.width - 3 * gap) / 4;
  std::vector<std::string> labels;
  for (const Door& door : small) labels.push_back(ui.tr(door.title));
  const double em = ui.common_em(labels, small_width, small_height, small_look(ui, small_height));
  for (int i = 0; i < 4; ++i)
    draw_small_door(
        view, small[static_cast<std::size_t>(i)],
        {rest.x + i * (small_width + gap), rest.bottom() - small_height, small_width, small_height}, em);
  const Rectangle doors_place{rest.x, rest.y, rest.width, rest.height - small_height - gap};
  const bool stacked = ui.metrics().is_portrait();
  const int width = stacked ? doors_place.width : (doors_place.width - 2 * gap) / 3;
  const int height = stacked ? (doors_place.height - 2 * gap) / 3 : doors_place.height;
  const DoorStyle style = door_style(ui, width, height);
  for (int i = 0; i < 3; ++i) {
    const int x = stacked ? 0 : i * (width + gap);
    const int y = stacked ? i * (height + gap) : 0;
    draw_door(view, doors()[static_cast<std::size_t>(i)],
              {doors_place.x + x, doors_place.y + y, width, height}, style);
  }
}

}  // namespace crier
