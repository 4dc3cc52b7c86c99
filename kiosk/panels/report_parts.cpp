// SPDX-License-Identifier: Apache-2.0
#include "kiosk/panels/report_parts.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace crier {
namespace {

constexpr double kChoiceGap = 4;  // mm
constexpr double kTileGap = 1.6;  // mm from a tile's name to its hint

// How the tiles of one grid are set: alike.
struct TileStyle {
  bool lies = true;  // the icon beside the words, or above them
  bool has_hints = true;
  int pad = 0;  // px, as the rest
  int icon = 0;
  int words_width = 0;
  Words name;
  Words hint;
};

int words_height(Ui& ui, const TileStyle& style, const Tile& tile) {
  int height = ui.measure(tile.choice.label, style.words_width, style.name).height;
  if (style.has_hints && !tile.hint.empty())
    height += ui.px(kTileGap) + ui.measure(tile.hint, style.words_width, style.hint).height;
  return height;
}

bool fits(Ui& ui, const TileStyle& style, const Tile& tile, int height) {
  const int room = height - 2 * style.pad - (style.lies ? 0 : style.icon + style.pad / 2);
  Words name = style.name;
  name.shrinks = false;
  Words hint = style.hint;
  hint.shrinks = false;
  return ui.measure(tile.choice.label, style.words_width, name).fits &&
         (!style.has_hints || ui.measure(tile.hint, style.words_width, hint).fits) &&
         words_height(ui, style, tile) <= room;
}

TileStyle tile_style(Ui& ui, const std::vector<Tile>& tiles, int width, int height) {
  const Theme& theme = ui.theme();
  // The first way in which all are in is taken.
  struct Way {
    bool lies;
    bool has_hints;
    int name_lines;
    double least_scale;
  };
  constexpr std::array<Way, 9> kWays{{{true, true, 1, 0.8},
                                      {true, true, 2, 0.7},
                                      {false, true, 1, 0.8},
                                      {false, true, 2, 0.8},
                                      {true, false, 1, 0.9},
                                      {false, false, 1, 0.9},
                                      {false, false, 2, 0.7},
                                      {true, false, 2, 0.5},
                                      {false, false, 2, 0.5}}};
  TileStyle style;
  style.name.weight = Weight::bold;
  style.name.ink = theme.ink;
  style.hint.ink = theme.quiet;
  style.pad = ui.px(4);
  for (const Way& way : kWays) {
    if (way.lies && width <= height * 3 / 2) continue;
    style.lies = way.lies;
    style.has_hints = way.has_hints;
    style.icon =
        std::min(ui.px(22), style.lies ? height - 2 * style.pad : height * (way.has_hints ? 6 : 5) / 15);
    style.words_width = width - 2 * style.pad - (style.lies ? style.icon + style.pad : 0);
    style.name.align = style.hint.align = style.lies ? Align::left : Align::centre;
    style.name.most_lines = way.name_lines;
    style.hint.most_lines = 3;
    // Whoever wants larger type wants the names large, more than the hints.
    const double least_scale = way.has_hints && theme.is_large ? 0.9 : way.least_scale;
    for (double scale = 1; scale >= least_scale; scale -= 0.05) {
      style.name.em = std::max(theme.least, theme.heading * scale);
      style.hint.em = std::max(theme.least, theme.small * scale);
      if (std::ranges::all_of(tiles, [&](const Tile& tile) { return fits(ui, style, tile, height); }))
        return style;
    }
  }
  return style;
}

void draw_tile(const PanelView& view, const Tile& tile, const Rectangle& place, const TileStyle& style) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  Element element;
  element.id = tile.choice.id;
  element.role = Role::button;
  element.label = tile.choice.label;
  element.value = tile.hint;
  element.place = place;
  element.ink = theme.ink;
  element.ground = theme.card;
  element.em = (style.has_hints ? style.hint : style.name).em * ui.metrics().px_per_mm;
  element.fits = fits(ui, style, tile, place.height);
  const Glass::Press press = ui.target(std::move(element));
  const int sunk = press.is_down ? ui.px(0.8) : 0;
  ui.card({place.x + sunk, place.y + sunk, place.width - 2 * sunk, place.height - 2 * sunk}, theme.card);
  const int block = words_height(ui, style, tile);
  const int whole = style.lies ? block : style.icon + style.pad / 2 + block;
  const int side = style.icon;
  int y = place.y + (place.height - whole) / 2;
  Rectangle icon{place.x + style.pad, place.y + (place.height - side) / 2, side, side};
  if (!style.lies) icon = {place.x + (place.width - side) / 2, y, side, side};
  ui.brush().fill(icon, theme.is_flat ? theme.ink : mix(0xffffff, tile.colour, 0.14), ui.px(4));
  ui.brush().icon(tile.choice.icon, {icon.x + side / 6, icon.y + side / 6, side * 2 / 3, side * 2 / 3},
                  theme.is_flat ? 0xffffff : darkened_for_white(tile.colour, 3.5));
  const int x = style.lies ? icon.right() + style.pad : place.x + style.pad;
  if (!style.lies) y += side + style.pad / 2;
  const int name = ui.measure(tile.choice.label, style.words_width, style.name).height;
  ui.label(tile.choice.label, {x, y, style.words_width, name + 2}, style.name);
  if (style.has_hints)
    ui.label(tile.hint, {x, y + name + ui.px(kTileGap), style.words_width, block - name + 2}, style.hint);
  if (press.is_released) view.tell(tile.choice.command);
}

}  // namespace

Words body_words(const Ui& ui, Rgb ground) {
  Words words;
  words.ink = ui.theme().ink;
  words.ground = ground;
  return words;
}

Words quiet_words(const Ui& ui) {
  Words words;
  words.em = ui.theme().small;
  words.ink = ui.theme().quiet;
  words.ground = ui.theme().page;
  return words;
}

const ReportForm& form_of(const PanelView& view) {
  return view.facts.office.report_form;
}

Rectangle draw_head(const PanelView& view, const Rectangle& room, const std::string& asked, bool can_go_on) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const int height = ui.px(kReportRow);
  const int gap = ui.px(2.5);
  const int step = counted(view.state.report.step);
  const int segment = (room.width - (kCountedSteps - 1) * gap) / kCountedSteps;
  for (int i = 0; i < kCountedSteps; ++i)
    ui.brush().fill({room.x + i * (segment + gap), room.y, segment, ui.px(1.6)},
                    i < step ? theme.accent : mix(theme.page, theme.ink, 0.16), ui.px(0.8));
  const int top = room.y + ui.px(5);
  const int button = can_go_on ? ui.px(56) : 0;
  Words words = body_words(ui, theme.page);
  words.weight = Weight::bold;
  words.in_middle = true;
  words.most_lines = 2;
  ui.words("report.asked", asked, {room.x, top, room.width - button - (can_go_on ? ui.px(5) : 0), height},
           words, Role::heading);
  if (can_go_on) {
    ButtonLook look;
    look.kind = ButtonKind::primary;
    if (ui.button("report.next", {room.right() - button, top, button, height}, ui.tr("Next"), look))
      view.tell(command::GoOn{});
  }
  const int used = ui.px(5) + height + ui.px(5);
  return {room.x, room.y + used, room.width, room.height - used};
}

Rectangle draw_choices(const PanelView& view, const Rectangle& room, const std::vector<Choice>& choices,
                       int columns, double most_height) {
  Ui& ui = view.ui;
  const int count = static_cast<int>(choices.size());
  const int rows = std::max(1, (count + columns - 1) / columns);
  const int gap = ui.px(kChoiceGap);
  const int width = (room.width - (columns - 1) * gap) / columns;
  const int height =
      std::clamp((room.height + gap) / rows - gap, ui.px(20), std::max(ui.px(20), ui.px(most_height)));
  ButtonLook look;
  if (height > ui.px(30)) look.em = ui.theme().heading;
  std::vector<std::string> labels;
  for (const Choice& choice : choices) labels.push_back(choice.label);
  look.em = ui.common_em(labels, width, height, look);
  for (int i = 0; i < count; ++i) {
    const Choice& choice = choices[static_cast<std::size_t>(i)];
    look.selected = choice.selected;
    look.role = choice.selected ? Role::toggle : Role::button;
    const int row = i / columns;
    const int in_row = std::min(columns, count - row * columns);
    const int wide = (room.width - (in_row - 1) * gap) / in_row;
    const Rectangle place{room.x + i % columns * (wide + gap), room.y + row * (height + gap), wide, height};
    if (ui.button(choice.id, place, choice.label, look)) view.tell(choice.command);
  }
  const int used = rows * (height + gap);
  return {room.x, room.y + used, room.width, std::max(0, room.height - used)};
}

void draw_tiles(const PanelView& view, const Rectangle& room, const std::vector<Tile>& tiles, int columns,
                double most_height) {
  Ui& ui = view.ui;
  const int count = static_cast<int>(tiles.size());
  const int rows = std::max(1, (count + columns - 1) / columns);
  const int gap = ui.px(kChoiceGap);
  const int width = (room.width - (columns - 1) * gap) / columns;
  const int height = std::clamp((room.height + gap) / rows - gap, ui.px(20), ui.px(most_height));
  const TileStyle style = tile_style(ui, tiles, width, height);
  for (int i = 0; i < count; ++i)
    draw_tile(view, tiles[static_cast<std::size_t>(i)],
              {room.x + i % columns * (width + gap), room.y + i / columns * (height + gap), width, height},
              style);
}

void draw_trouble(const PanelView& view, const char* words, const Rectangle& place) {
  Ui& ui = view.ui;
  Words look = body_words(ui, ui.theme().page);
  look.em = ui.theme().small;
  look.weight = Weight::bold;
  look.ink = ui.theme().danger;
  ui.words("report.trouble", ui.tr(words), place, look, Role::status);
}

}  // namespace crier
