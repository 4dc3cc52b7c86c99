// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "kiosk/panels/panels.hpp"

namespace crier {
namespace {

void draw_categories(const PanelView& view) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const Rectangle body = view.body;
  Words words;
  words.ink = theme.ink;
  words.ground = theme.page;
  words.weight = Weight::bold;
  const TypeFit fit = ui.words("report.what", ui.tr("What is it about?"),
                               {body.x, body.y, body.width, ui.px(theme.body * 1.6)}, words, Role::heading);
  const int top = body.y + fit.height + ui.px(5);
  Words quiet;
  quiet.em = theme.small;
  quiet.ink = theme.quiet;
  quiet.ground = theme.page;
  const int note = ui.px(theme.small * 3.2);
  ui.words("report.note", ui.tr("In danger, or money just left your account? Call 110 or 96110 at once."),
           {body.x, body.bottom() - note, body.width, note}, quiet);
  const auto& categories = view.facts.office.categories;
  const int columns = ui.metrics().is_portrait() ? 2 : 5;
  const int count = static_cast<int>(categories.size());
  const int rows = std::max(1, (count + columns - 1) / columns);
  const int gap = ui.px(5);
  const int width = (body.width - (columns - 1) * gap) / columns;
  const int height = std::clamp((body.bottom() - note - top - ui.px(4)) / rows - gap, ui.px(20), ui.px(52));
  for (int i = 0; i < count; ++i) {
    const Category& category = categories[static_cast<std::size_t>(i)];
    ButtonLook look;
    look.icon = icon_of(category.icon);
    look.icon_above = height > ui.px(34);
    if (ui.button("category." + category.key,
                  {body.x + i % columns * (width + gap), top + i / columns * (height + gap), width, height},
                  in_language(ui, category.name), look))
      view.tell(command::Category{category.key});
  }
}

void draw_description(const PanelView& view) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const Rectangle room = draw_keyboard(view);
  const Category* const category = category_of(view.facts.office, view.state.report_category);
  Words words;
  words.weight = Weight::bold;
  words.ink = theme.ink;
  words.ground = theme.page;
  words.most_lines = 1;
  const std::string about = category == nullptr ? std::string() : in_language(ui, category->name) + " · ";
  const int head = ui.px(theme.body * 1.6);
  ui.words("report.describe", about + ui.tr("What did you see?"), {room.x, room.y, room.width, head}, words,
           Role::heading);
  Words count;
  count.em = theme.small;
  count.ink = theme.quiet;
  count.ground = theme.page;
  count.align = Align::right;
  count.most_lines = 1;
  const int foot = ui.px(theme.small * 1.5);
  const int send = view.state.writes ? 0 : ui.px(86);
  const Rectangle field{room.x, room.y + head + ui.px(2), room.width,
                        std::max(ui.px(24), room.height - head - foot - send - ui.px(4))};
  draw_field(view, view.state.report_text, field, "report.field", ui.tr("What did you see?"),
             ui.tr("Where, who, what: an address, an account, what they said"));
  ui.words(
      "report.count",
      fmt::format("{} / {}", view.state.report_text.characters(), view.state.report_text.most_characters()),
      {room.x, field.bottom() + ui.px(1), room.width, foot}, count, Role::status);
  if (view.state.writes) return;
  // The seam: the report's own flow begins here.
  Words closed;
  closed.ink = theme.ink;
  closed.ground = theme.page;
  ui.words("report.closed",
           ui.tr("Reports cannot be sent from this machine yet. Please call 12377, or 110 in danger."),
           {room.x, field.bottom() + foot + ui.px(4), room.width, send - ui.px(30)}, closed, Role::status);
  ButtonLook help;
  help.kind = ButtonKind::primary;
  help.icon = Icon::phone;
  if (ui.button("report.help", {room.x, room.bottom() - ui.px(24), room.width, ui.px(24)},
                ui.tr("Help and numbers"), help))
    view.tell(command::Open{{PanelKind::help, "", 0}});
}

}  // namespace

void draw_report(const PanelView& view) {
  if (view.state.report_category.empty()) {
    draw_categories(view);
  } else {
    draw_description(view);
  }
}

void draw_status(const PanelView& view) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const Rectangle room = draw_keyboard(view);
  Words words;
  words.weight = Weight::bold;
  words.ink = theme.ink;
  words.ground = theme.page;
  const TypeFit fit = ui.words("status.ask", ui.tr("The sixteen figures of your receipt"),
                               {room.x, room.y, room.width, ui.px(theme.body * 1.6)}, words, Role::heading);
  const int height = ui.px(28);
  const Rectangle field{room.x, room.y + fit.height + ui.px(5), room.width, height};
  draw_field(view, view.state.code, field, "status.field", ui.tr("Receipt code"), "0000 0000 0000 0000");
  Words note;
  note.ink = theme.quiet;
  note.ground = theme.page;
  const bool is_whole = view.state.code.characters() == kCodeDigits;
  ui.words("status.note",
           ui.tr(is_whole ? "Answers cannot be read at this machine yet. Please call 12377."
                          : "It is on the slip or the picture that you took along. Nobody here will ever ask "
                            "you for it."),
           {room.x, field.bottom() + ui.px(6), room.width,
            std::max(ui.px(24), room.bottom() - field.bottom() - ui.px(6))},
           note, Role::status);
}

}  // namespace crier
