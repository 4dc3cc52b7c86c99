// SPDX-License-Identifier: Apache-2.0
#include "kiosk/panels/report_parts.hpp"

#include <algorithm>

namespace crier {

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
  const int gap = ui.px(4);
  const int width = (room.width - (columns - 1) * gap) / columns;
  const int height =
      std::clamp((room.height + gap) / rows - gap, ui.px(20), std::max(ui.px(20), ui.px(most_height)));
  ButtonLook look;
  look.icon = choices.empty() ? Icon::none : choices.front().icon;
  look.icon_above = height > ui.px(34);
  std::vector<std::string> labels;
  for (const Choice& choice : choices) labels.push_back(choice.label);
  look.em = ui.common_em(labels, width, height, look);
  for (int i = 0; i < count; ++i) {
    const Choice& choice = choices[static_cast<std::size_t>(i)];
    look.icon = choice.icon;
    look.selected = choice.selected;
    look.role = choice.selected ? Role::toggle : Role::button;
    const Rectangle place{room.x + i % columns * (width + gap), room.y + i / columns * (height + gap), width,
                          height};
    if (ui.button(choice.id, place, choice.label, look)) view.tell(choice.command);
  }
  const int used = rows * (height + gap);
  return {room.x, room.y + used, room.width, std::max(0, room.height - used)};
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
