// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/panels/panels.hpp"

namespace crier {
namespace {

constexpr double kTitleGap = 4;  // mm between a door's title and its words
// Sides of a door's icon, mm: the largest for which there is room.
constexpr std::array<double, 3> kLyingIcons{52, 44, 36};
constexpr std::array<double, 3> kStandingIcons{42, 32, 22};

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
  static const std::array<Door, 3> kDoors{{{"home.cases",
                                            "Read cases",
                                            "Real tricks in a minute\nand what to do about them",
                                            Icon::book,
                                            0x2aa198,
                                            0x00756a,
                                            {PanelKind::cases, "", 0}},
                                           {"home.report",
                                            "Report harmful information",
                                            "Step by step, no name needed\nby pinyin or handwriting",
                                            Icon::shield_alert,
                                            0xf27a3d,
                                            0xc93f0e,
                                            {PanelKind::report, "", 0}},
                                           {"home.status",
                                            "Check a report",
                                            "With your receipt code\nsee what became of it",
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
  const bool is_large = theme.is_large;
  style.pad = ui.px(is_large ? 6 : 8);
  style.arrow = ui.px(16);
  style.title.weight = Weight::bold;
  style.title.ink = theme.ink;
  style.title.most_lines = 2;
  style.words.ink = theme.quiet;
  const int most = (style.lies ? height : width) - 2 * style.pad;
  // The icon gives way before the words do.
  for (double scale = 1; scale > 0.4; scale -= 0.05) {
    style.title.em = std::max(theme.title * (is_large ? 0.8 : 1.15) * scale, theme.least);
    style.words.em = std::max((is_large ? theme.small : theme.body) * scale, theme.least);
    for (const double icon : style.lies ? kLyingIcons : kStandingIcons) {
      style.icon = std::min(most, ui.px(icon));
      style.words_x = style.lies ? style.pad + style.icon + ui.px(9) : style.pad;
      style.words_y = style.lies ? style.pad : style.pad + style.icon + ui.px(6);
      style.words_width =
          width - style.pad - style.words_x - (style.lies ? style.arrow + ui.px(kTitleGap) : 0);
      if (std::ranges::all_of(doors(), [&](const Door& door) { return fits(ui, style, door, height); }))
        return style;
    }
  }
  return style;
}

// As it is read aloud: where a line ends, one pauses.
std::string in_one_line(const Ui& ui, std::string words) {
  const char* const comma = ui.mode().language == Language::english ? ", " : "，";
  for (std::size_t at = words.find('\n'); at != std::string::npos; at = words.find('\n'))
    words.replace(at, 1, comma);
  return words;
}

void draw_door(const PanelView& view, const Door& door, const Rectangle& place, const DoorStyle& style) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  Element element;
  element.id = door.id;
  element.role = Role::button;
  element.label = ui.tr(door.title);
  element.value = in_one_line(ui, ui.tr(door.words));
  element.place = place;
  element.ink = theme.ink;
  element.ground = theme.card;
  element.em = style.words.em * ui.metrics().px_per_mm;
  element.fits = fits(ui, style, door, place.height);
  const std::string title = element.label;
  const std::string words = ui.tr(door.words);
  const Glass::Press press = ui.target(std::move(element));

  ui.card(press.is_down ? inset(place, ui.px(1.2)) : place, theme.card);
  const int side = style.icon;
  // Icon and words stand in the door's middle together; doors side by side are set alike.
  int block = 0;
  for (const Door& one : doors())
    if (!style.lies || one.id == door.id)
      block = std::max(block, style.words_y + words_height(ui, style, one) - style.pad);
  const int above = std::max(style.pad, (place.height - block) / 2);
  const Rectangle icon{place.x + style.pad, place.y + (style.lies ? (place.height - side) / 2 : above), side,
                       side};
  if (theme.is_flat) {
    ui.brush().fill(icon, theme.ink, ui.px(8));
  } else {
    ui.brush().gradient(icon, door.from, door.to, ui.px(8));
  }
  ui.brush().icon(door.icon, inset(icon, side / 6), 0xffffff);
  const int x = place.x + style.words_x;
  int y = place.y + above + style.words_y - style.pad;
  const int title_height = ui.measure(title, style.words_width, style.title).height;
  ui.label(title, {x, y, style.words_width, title_height + ui.px(2)}, style.title);
  y += title_height + ui.px(kTitleGap);
  ui.label(words, {x, y, style.words_width, place.bottom() - style.pad - y + ui.px(2)}, style.words);
  const int arrow = style.arrow;
  const int centre = place.right() - style.pad - arrow / 2;
  const int middle = icon.y + side / 2;
  ui.brush().circle(centre, middle, arrow / 2.0, theme.is_flat ? theme.ink : mix(0xffffff, door.to, 0.12));
  ui.brush().icon(Icon::right, {centre - arrow / 3, middle - arrow / 3, arrow * 2 / 3, arrow * 2 / 3},
                  theme.is_flat ? 0xffffff : door.to);
  if (press.is_released) view.tell(command::Open{door.page});
}

ButtonLook small_look(const Ui& ui, int height) {
  ButtonLook look;
  look.icon = Icon::search;
  look.icon_above = height > ui.px(34);
  look.icon_side = look.icon_above ? 18 : 0;
  return look;
}

void draw_small_door(const PanelView& view, const Door& door, const Rectangle& place, double em) {
  ButtonLook look = small_look(view.ui, place.height);
  look.icon = door.icon;
  look.em = em;
  if (view.ui.button(door.id, place, view.ui.tr(door.title), look)) view.tell(command::Open{door.page});
}

// In a row: what to call when, the figures bold.
void draw_numbers(Ui& ui, const Rectangle& place) {
  const Theme& theme = ui.theme();
  ui.brush().fill(place, theme.soft, ui.px(theme.radius));
  if (theme.is_flat) ui.brush().outline(place, theme.line, ui.px(0.5), ui.px(theme.radius));
  const auto& numbers = emergency_numbers();
  const int count = static_cast<int>(numbers.size());
  const int gap = ui.px(2.5);
  Words name;
  name.em = theme.small;
  name.ink = theme.ink;
  name.ground = theme.soft;
  name.in_middle = true;
  name.most_lines = 1;
  Words figures = name;
  figures.weight = Weight::bold;
  figures.ink = theme.danger;
  const auto width_of = [&](const EmergencyNumber& number) {
    const double em = std::round(name.em * ui.metrics().px_per_mm);
    return std::array<int, 3>{ui.px(name.em),
                              static_cast<int>(ui.type().width_of(ui.tr(number.name), em, name.weight)) + 2,
                              static_cast<int>(ui.type().width_of(number.figures, em, figures.weight)) + 2};
  };
  const auto rest = [&] {
    int left = place.width - 2 * gap * count;
    for (const EmergencyNumber& number : numbers)
      for (const int part : width_of(number)) left -= part;
    return left;
  };
  while (name.em > theme.least && rest() < (count + 1) * 2 * gap) {
    name.em = std::max(theme.least, name.em * 0.95);
    figures.em = name.em;
  }
  const int between = std::max(gap, rest() / (count + 1));
  int x = place.x + between;
  for (const EmergencyNumber& number : numbers) {
    const auto [icon, first, second] = width_of(number);
    Element element;
    element.id = std::string("home.number.") + number.figures;
    element.label = ui.tr(number.name);
    element.value = number.figures;
    element.place = {x, place.y, icon + first + second + 2 * gap, place.height};
    element.ink = figures.ink;
    element.ground = name.ground;
    element.em = name.em * ui.metrics().px_per_mm;
    element.fits = element.place.right() <= place.right();
    ui.brush().icon(Icon::phone, {x, place.y + (place.height - icon) / 2, icon, icon}, theme.danger);
    ui.label(element.label, {x + icon + gap, place.y, first, place.height}, name);
    ui.label(element.value, {x + icon + first + 2 * gap, place.y, second, place.height}, figures);
    x = element.place.right() + between;
    ui.registry().add(std::move(element));
  }
}

// What to call and what is kept, at the foot; returns what is left above.
Rectangle draw_foot(const PanelView& view) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const bool portrait = ui.metrics().is_portrait();
  const bool is_serviced = !view.facts.service.empty();
  const int gap = ui.px(portrait ? 3 : 6);
  const int row = ui.px(std::max(13.0, theme.small * 1.5));
  const int height = is_serviced ? ui.px(22) : row;
  Rectangle note{view.body.x, view.body.bottom() - height, view.body.width, height};
  if (is_serviced) {
    ButtonLook look;
    look.kind = ButtonKind::quiet;
    const int width = ui.px(60);
    if (ui.button("home.service", {note.right() - width, note.y, width, height}, ui.tr("Service"), look))
      view.tell(command::Open{{PanelKind::service, "", 0}});
    note.width -= width + gap;
  }
  // Beside the numbers, or below them.
  Rectangle numbers{note.x, note.y + (height - row) / 2, note.width * 3 / 5, row};
  if (portrait) numbers = {view.body.x, note.y - gap - row, view.body.width, row};
  draw_numbers(ui, numbers);
  if (!portrait) note = {numbers.right() + gap, note.y, note.right() - numbers.right() - gap, height};
  Words privacy;
  privacy.em = theme.small;
  privacy.ink = theme.quiet;
  privacy.ground = theme.page;
  privacy.align = portrait ? is_serviced ? Align::left : Align::centre : Align::right;
  privacy.in_middle = true;
  ui.words("home.privacy", ui.tr("This visit leaves no trace."), note, privacy);
  return {view.body.x, view.body.y, view.body.width,
          std::min(note.y, numbers.y) - view.body.y - ui.px(portrait ? 6 : 5)};
}

}  // namespace

void draw_home(const PanelView& view) {
  Ui& ui = view.ui;
  const int gap = ui.px(6);
  const Rectangle rest = draw_foot(view);
  const auto& small = small_doors();
  const int large_more = ui.theme().is_large ? ui.px(6) : 0;
  const int small_height = (ui.metrics().is_portrait() ? ui.px(44) : ui.px(26)) + large_more;
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
