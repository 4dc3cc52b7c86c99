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

// One card a step, the latest first, along a line with a mark for each; as many as fit on a sheet.
void draw_answer(const PanelView& view, const Answer& answer) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const int pad = ui.px(6);
  const int gap = ui.px(5);
  const int rail = ui.px(14);
  const int left = view.body.x + rail;
  const int width = view.body.width - rail;
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
  const int most = view.body.height - ui.px(kPagerRoom);
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
  const auto& shown = sheets[static_cast<std::size_t>(sheet)];
  for (const AnswerStep* const step : shown) {
    const int height = height_of(*step);
    const Rectangle inner{left + pad, y + pad, width - 2 * pad, height - 2 * pad};
    const bool is_latest = step == &answer.steps.back();
    const double x = view.body.x + ui.px(4);
    const int middle = inner.y + ui.px(theme.heading * 0.6);
    if (step != shown.back())
      ui.brush().line(x, middle, x, middle + height + gap, ui.px(0.8), mix(theme.line, theme.accent, 0.3));
    ui.brush().circle(x, middle, ui.px(3.2), is_latest ? theme.good : theme.accent);
    if (!is_latest) ui.brush().circle(x, middle, ui.px(2), theme.page);
    ui.card({left, y, width, height}, theme.card);
    title.ink = is_latest ? theme.good : theme.accent;
    const std::string id = "answer." + std::to_string(index++);
    ui.words(id + ".status", in_language(ui, view.facts.office.report_form.words(step->status)),
             {inner.x, inner.y, inner.width, ui.px(theme.heading * 1.35)}, title, Role::heading);
    ui.words(id + ".day", date_text(ui, std::chrono::year_month_day(step->day)),
             {inner.x, inner.y + ui.px(theme.heading * 1.35), inner.width, ui.px(theme.small * 1.4)}, day);
    ui.words(id, words_of(ui, *step), {inner.x, inner.y + head, inner.width, inner.height - head}, words);
    y += height + gap;
  }
  Words note;
  note.em = theme.small;
  note.ink = theme.quiet;
  note.ground = theme.page;
  const std::string text =
      ui.tr("This code opens the answer again, as often as you like. Keep it to yourself.");
  const int note_height = ui.measure(text, width, note).height + 2;
  if (y + note_height <= view.body.y + most)
    ui.words("answer.note", text, {left, y, width, note_height}, note);
}

}  // namespace

void draw_status(const PanelView& view) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const LookUpState& look_up = view.state.look_up;
  if (look_up.step == LookUpStep::found && look_up.answer) return draw_answer(view, *look_up.answer);
  const Rectangle room = draw_keyboard(view);
  const int pad = ui.px(7);
  const int gap = ui.px(6);
  const int inner = room.width - 2 * pad;
  const int height = ui.px(28);
  Words asked;
  asked.em = theme.heading;
  asked.weight = Weight::bold;
  asked.ink = theme.ink;
  asked.ground = theme.card;
  const std::string question = ui.tr("Your 16-digit receipt code");
  const int asked_height = ui.measure(question, inner, asked).height + 2;
  Words note;
  note.ink = look_up.step == LookUpStep::missing ? theme.ink : theme.quiet;
  note.ground = theme.page;
  const char* text =
      "The receipt code is on the picture or the note that you took along. Nobody here will ever ask you for "
      "it.";
  if (look_up.step == LookUpStep::searching) text = "One moment…";
  if (look_up.step == LookUpStep::missing)
    text = "Nothing to read under this code: please check it. A new report takes a few days to arrive.";
  if (view.facts.office.report_keys.empty())
    text = "Answers cannot be read at this machine. Please call 12377.";
  const int card_height = 2 * pad + asked_height + 2 * gap + 2 * height;
  const int least_note = ui.px(24);
  const int note_height = std::clamp(ui.measure(ui.tr(text), room.width, note).height + 2, least_note,
                                     std::max(least_note, room.height - card_height - gap));
  // In the upper middle of what the keyboard leaves.
  const int spare = std::max(0, room.height - card_height - gap - note_height);
  const Rectangle card{room.x, room.y + std::min(spare / 3, ui.px(40)), room.width, card_height};
  ui.card(card, theme.card);
  const int x = card.x + pad;
  int y = card.y + pad;
  ui.words("status.ask", question, {x, y, inner, asked_height}, asked, Role::heading);
  y += asked_height + gap;
  draw_field(view, view.state.code, {x, y, inner, height}, "status.field", ui.tr("Receipt code"),
             "0000 0000 0000 0000", {4});
  y += height + gap;
  ButtonLook look;
  look.kind = ButtonKind::primary;
  look.enabled = view.state.code.characters() == kCodeDigits && look_up.step != LookUpStep::searching;
  if (ui.button("status.look", {x, y, inner, height}, ui.tr("Look it up"), look))
    view.tell(command::LookUp{});
  ui.words("status.note", ui.tr(text), {room.x, card.bottom() + gap, room.width, note_height}, note,
           Role::status);
}

}  // namespace crier
