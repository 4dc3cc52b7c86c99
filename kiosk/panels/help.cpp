// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/panels/panels.hpp"

namespace crier {

namespace {

constexpr std::array<const char*, 4> kHelpLines{
    "Touch what you want. \"Finish and clear\" below takes everything away at once.",
    "Larger, Contrast and Aloud change how it looks and sounds, on every page.",
    "Nothing you write or choose is kept. After a while without a touch it is cleared by itself.",
    "The keys beside the screen do everything that a finger does."};
constexpr double kDot = 8;         // mm from the edge to a line's words
constexpr double kLineGap = 3.5;   // mm between lines
constexpr double kNumbersGap = 5;  // mm between cards

Words help_words(const Ui& ui) {
  Words words;
  words.ink = ui.theme().quiet;
  words.ground = ui.theme().page;
  words.shrinks = false;
  return words;
}

// Whom to call when: one card a number, below or beside each other.
void draw_numbers(const PanelView& view, const Rectangle& room, int height) {
  Ui& ui = view.ui;
  const bool portrait = ui.metrics().is_portrait();
  const int gap = ui.px(kNumbersGap);
  const int width = portrait ? room.width : (room.width - 2 * gap) / 3;
  const int pad = ui.px(6);
  Words figures;
  figures.em = 22;
  figures.weight = Weight::bold;
  figures.ink = ui.theme().danger;
  figures.in_middle = portrait;
  figures.most_lines = 1;
  Words words;
  words.ink = ui.theme().ink;
  words.in_middle = portrait;
  int index = 0;
  for (const EmergencyNumber& number : emergency_numbers()) {
    const Rectangle card{portrait ? room.x : room.x + index * (width + gap),
                         portrait ? room.y + index * (height + gap) : room.y, width, height};
    ui.card(card, ui.theme().card);
    const int column = portrait ? ui.px(76) : width - 2 * pad;
    const int first = portrait ? height - 2 * pad : ui.px(26);
    const std::string id = std::string("help.") + number.figures;
    ui.words(id, number.figures, {card.x + pad, card.y + pad, column, first}, figures, Role::heading);
    const Rectangle place =
        portrait ? Rectangle{card.x + pad + column, card.y + pad, width - column - 2 * pad, height - 2 * pad}
                 : Rectangle{card.x + pad, card.y + pad + first, column, height - 2 * pad - first};
    ui.words(id + ".words", ui.tr(number.words), place, words);
    ++index;
  }
}

// How high a card must be for its words unshrunk.
int card_height(Ui& ui, const Rectangle& room) {
  const bool portrait = ui.metrics().is_portrait();
  const int pad = ui.px(6);
  const int width =
      portrait ? room.width - ui.px(76) - 2 * pad : (room.width - 2 * ui.px(kNumbersGap)) / 3 - 2 * pad;
  int height = ui.px(portrait ? 34 : 20);
  for (const EmergencyNumber& number : emergency_numbers())
    height = std::max(height, ui.measure(ui.tr(number.words), width, Words{}).height + 2);
  return height + 2 * pad + (portrait ? 0 : ui.px(26));
}

// Which lines stand on which sheet, below the title.
std::vector<std::vector<std::size_t>> line_sheets(Ui& ui, int width, int height) {
  std::vector<std::vector<std::size_t>> sheets(1);
  const int title = ui.px(ui.theme().heading * 1.6);
  int used = title;
  for (std::size_t i = 0; i < kHelpLines.size(); ++i) {
    const int line = ui.measure(ui.tr(kHelpLines[i]), width - ui.px(kDot), help_words(ui)).height;
    if (used > title && used + line > height) {
      sheets.emplace_back();
      used = title;
    }
    sheets.back().push_back(i);
    used += line + ui.px(kLineGap);
  }
  return sheets;
}

// How this machine works, line by line.
void draw_how(const PanelView& view, const Rectangle& room, const std::vector<std::size_t>& lines) {
  Ui& ui = view.ui;
  Words title = help_words(ui);
  title.em = ui.theme().heading;
  title.weight = Weight::bold;
  title.ink = ui.theme().ink;
  ui.words("help.how", ui.tr("How this machine works"), {room.x, room.y, room.width, ui.px(title.em * 1.4)},
           title, Role::heading);
  const Words words = help_words(ui);
  const int left = ui.px(kDot);
  int y = room.y + ui.px(title.em * 1.6);
  for (const std::size_t i : lines) {
    const std::string text = ui.tr(kHelpLines[i]);
    const int height = ui.measure(text, room.width - left, words).height;
    ui.brush().circle(room.x + ui.px(2), y + ui.px(ui.theme().body * 0.5), ui.px(1), ui.theme().accent);
    ui.words("help.line." + std::to_string(i), text, {room.x + left, y, room.width - left, height + 2},
             words);
    y += height + ui.px(kLineGap);
  }
}

}  // namespace

// On one sheet where all of it has room, else the numbers first.
void draw_help(const PanelView& view) {
  Ui& ui = view.ui;
  const Rectangle body = view.body;
  const bool portrait = ui.metrics().is_portrait();
  const int gap = ui.px(kNumbersGap);
  const int height = card_height(ui, body);
  const int used = (portrait ? 3 * height + 2 * gap : height) + ui.px(9);
  const auto beside = line_sheets(ui, body.width, body.height - used);
  if (beside.size() == 1) {
    draw_numbers(view, body, height);
    draw_how(view, {body.x, body.y + used, body.width, body.height - used}, beside.front());
    return;
  }
  const auto sheets = line_sheets(ui, body.width, body.height - ui.px(kPagerRoom));
  const int count = static_cast<int>(sheets.size()) + 1;
  const int sheet = std::clamp(view.state.page().sheet, 0, count - 1);
  const Rectangle room = draw_pager(view, body, sheet, count);
  if (sheet > 0) return draw_how(view, room, sheets[static_cast<std::size_t>(sheet - 1)]);
  const int most = portrait ? (room.height - 2 * gap) / 3 : room.height;
  draw_numbers(view, room, std::min(most, height + ui.px(12)));
}

void draw_service(const PanelView& view) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const Rectangle body = view.body;
  Words name;
  name.em = theme.small;
  name.ink = theme.quiet;
  name.ground = theme.card;
  name.most_lines = 1;
  Words value;
  value.ink = theme.ink;
  value.ground = theme.card;
  const int pad = ui.px(5);
  const int head = ui.px(theme.small * 1.4);
  int y = body.y;
  int index = 0;
  for (const ServiceLine& line : view.facts.service) {
    const TypeFit fit = ui.measure(line.value, body.width - 2 * pad, value);
    const int height = head + fit.height + 2 * pad;
    if (y + height > body.bottom()) break;
    ui.card({body.x, y, body.width, height}, theme.card);
    const std::string id = "service." + std::to_string(index++);
    ui.words(id + ".name", line.name, {body.x + pad, y + pad, body.width - 2 * pad, head}, name);
    ui.words(id, line.value, {body.x + pad, y + pad + head, body.width - 2 * pad, fit.height + 2}, value);
    y += height + ui.px(3);
  }
}

}  // namespace crier
