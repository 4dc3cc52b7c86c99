// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "kiosk/panels/panels.hpp"

namespace crier {

void draw_help(const PanelView& view) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const Rectangle body = view.body;
  const bool portrait = ui.metrics().is_portrait();
  const int gap = ui.px(5);
  const int width = portrait ? body.width : (body.width - 2 * gap) / 3;
  const int height = portrait ? ui.px(46) : ui.px(62);
  int index = 0;
  for (const EmergencyNumber& number : emergency_numbers()) {
    const Rectangle card{portrait ? body.x : body.x + index * (width + gap),
                         portrait ? body.y + index * (height + gap) : body.y, width, height};
    ui.card(card, theme.card);
    const int pad = ui.px(6);
    Words figures;
    figures.em = 22;
    figures.weight = Weight::bold;
    figures.ink = theme.danger;
    figures.in_middle = true;
    figures.most_lines = 1;
    const int column = portrait ? ui.px(76) : width - 2 * pad;
    const std::string id = std::string("help.") + number.figures;
    ui.words(id, number.figures,
             {card.x + pad, card.y + pad, column, portrait ? height - 2 * pad : ui.px(24)}, figures,
             Role::heading);
    Words words;
    words.ink = theme.ink;
    words.in_middle = portrait;
    const Rectangle place =
        portrait ? Rectangle{card.x + pad + column, card.y + pad, width - column - 2 * pad, height - 2 * pad}
                 : Rectangle{card.x + pad, card.y + pad + ui.px(26), column, height - 2 * pad - ui.px(26)};
    ui.words(id + ".words", ui.tr(number.words), place, words);
    ++index;
  }
  const int top = portrait ? body.y + 3 * (height + gap) + ui.px(4) : body.y + height + ui.px(8);
  Words title;
  title.em = theme.heading;
  title.weight = Weight::bold;
  title.ink = theme.ink;
  title.ground = theme.page;
  ui.words("help.how", ui.tr("How this machine works"), {body.x, top, body.width, ui.px(theme.heading * 1.4)},
           title, Role::heading);
  Words words;
  words.ink = theme.quiet;
  words.ground = theme.page;
  constexpr std::array<const char*, 4> kLines{
      "Touch what you want. \"Finish and clear\" below takes everything away at once.",
      "Larger, Contrast and Aloud change how it looks and sounds, on every page.",
      "Nothing you write or choose is kept. After a while without a touch it is cleared by itself.",
      "The keys beside the screen do everything that a finger does."};
  int y = top + ui.px(theme.heading * 1.6);
  int line_index = 0;
  for (const char* const line : kLines) {
    const std::string text = ui.tr(line);
    const TypeFit fit = ui.measure(text, body.width - ui.px(8), words);
    if (y + fit.height > body.bottom()) break;
    ui.brush().circle(body.x + ui.px(2), y + ui.px(theme.body * 0.5), ui.px(1), theme.accent);
    ui.words("help.line." + std::to_string(line_index++), text,
             {body.x + ui.px(8), y, body.width - ui.px(8), fit.height + 2}, words);
    y += fit.height + ui.px(3.5);
  }
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
