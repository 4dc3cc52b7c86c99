// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>

#include "kiosk/panels/panels.hpp"

namespace crier {
namespace {

// What one step says, in the order in which it is read.
std::string words_of(const Ui& ui, const AnswerStep& step) {
  std::string words;
  for (const LocalizedText* const text : {&step.happened, &step.decided, &step.next}) {
    const std::string one = in_language(ui, *text);
    if (!one.empty()) words += (words.empty() ? "" : "\n") + one;
  }
  return words;
}

// One card a step, the latest first, as many as fit on a sheet.
void draw_answer(const PanelView& view, const Answer& answer) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const int pad = ui.px(6);
  const int gap = ui.px(5);
  const int width = view.body.width;
  Words title;
  title.em = theme.heading;
  title.weight = Weight::bold;
  title.ink = theme.accent;
  title.ground = theme.card;
  title.most_lines = 1;
  Words day;
  day.em = theme.small;
  day.ink = theme.quiet;
  day.ground = theme.card;
  day.most_lines = 1;
  Words words;
  words.ink = theme.ink;
  words.ground = theme.card;
  const int head = ui.px(theme.heading * 1.35 + theme.small * 1.5);
  const int most = view.body.height - ui.px(27);
  const auto height_of = [&](const AnswerStep& step) {
    return std::min(most, head + ui.measure(words_of(ui, step), width - 2 * pad, words).height + 2 * pad + 2);
  };
  std::vector<std::vector<const AnswerStep*>> sheets(1);
  int used = 0;
  for (auto step = answer.steps.rbegin(); step != answer.steps.rend(); ++step) {
    const int height = height_of(*step);
    if (used > 0 && used + height > most) {
      sheets.emplace_back();
      used = 0;
    }
    sheets.back().push_back(&*step);
    used += height + gap;
  }
  const int count = static_cast<int>(sheets.size());
  const int sheet = std::clamp(view.state.page().sheet, 0, count - 1);
  draw_pager(view, view.body, sheet, count);
  int y = view.body.y;
  int index = 0;
  for (const AnswerStep* const step : sheets[static_cast<std::size_t>(sheet)]) {
    const int height = height_of(*step);
    const Rectangle inner{view.body.x + pad, y + pad, width - 2 * pad, height - 2 * pad};
    ui.card({view.body.x, y, width, height}, theme.card);
    const std::string id = "answer." + std::to_string(index++);
    ui.words(id + ".status", in_language(ui, view.facts.office.report_form.words(step->status)),
             {inner.x, inner.y, inner.width, ui.px(theme.heading * 1.35)}, title, Role::heading);
    ui.words(id + ".day", date_text(ui, std::chrono::year_month_day(step->day)),
             {inner.x, inner.y + ui.px(theme.heading * 1.35), inner.width, ui.px(theme.small * 1.4)}, day);
    ui.words(id, words_of(ui, *step), {inner.x, inner.y + head, inner.width, inner.height - head}, words);
    y += height + gap;
  }
}

}  // namespace

void draw_status(const PanelView& view) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const LookUpState& look_up = view.state.look_up;
  if (look_up.step == LookUpStep::found && look_up.answer) return draw_answer(view, *look_up.answer);
  const Rectangle room = draw_keyboard(view);
  Words words;
  words.weight = Weight::bold;
  words.ink = theme.ink;
  words.ground = theme.page;
  const TypeFit fit = ui.words("status.ask", ui.tr("The sixteen figures of your receipt"),
                               {room.x, room.y, room.width, ui.px(theme.body * 1.6)}, words, Role::heading);
  const int height = ui.px(28);
  const int button = ui.px(56);
  const Rectangle field{room.x, room.y + fit.height + ui.px(5), room.width - button - ui.px(5), height};
  draw_field(view, view.state.code, field, "status.field", ui.tr("Receipt code"), "0000 0000 0000 0000");
  ButtonLook look;
  look.kind = ButtonKind::primary;
  look.enabled = view.state.code.characters() == kCodeDigits && look_up.step != LookUpStep::searching;
  if (ui.button("status.look", {field.right() + ui.px(5), field.y, button, height}, ui.tr("Look it up"),
                look))
    view.tell(command::LookUp{});
  Words note;
  note.ink = look_up.step == LookUpStep::missing ? theme.ink : theme.quiet;
  note.ground = theme.page;
  const char* text =
      "It is on the picture or the note that you took along. Nobody here will ever ask you for it.";
  if (look_up.step == LookUpStep::searching) text = "One moment…";
  if (look_up.step == LookUpStep::missing)
    text = "Nothing to read under these figures: please check them. A new report takes a few days to arrive.";
  if (view.facts.office.report_keys.empty())
    text = "Answers cannot be read at this machine. Please call 12377.";
  ui.words("status.note", ui.tr(text),
           {room.x, field.bottom() + ui.px(6), room.width,
            std::max(ui.px(24), room.bottom() - field.bottom() - ui.px(6))},
           note, Role::status);
}

}  // namespace crier
