// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "kiosk/panels/panels.hpp"

namespace crier {
namespace {

void draw_topics(const PanelView& view) {
  Ui& ui = view.ui;
  const auto& quizzes = view.facts.office.quizzes;
  const int columns = ui.metrics().is_portrait() ? 1 : 2;
  const int gap = ui.px(5);
  const int height = ui.px(34);
  const int width = (view.body.width - (columns - 1) * gap) / columns;
  Words words;
  words.ink = ui.theme().quiet;
  words.ground = ui.theme().page;
  const TypeFit fit =
      ui.words("quiz.lead", ui.tr("A few questions, no marks. Every answer is explained."),
               {view.body.x, view.body.y, view.body.width, ui.px(ui.theme().body * 3)}, words);
  const int top = view.body.y + fit.height + ui.px(6);
  const int most = std::max(1, (view.body.bottom() - top - ui.px(27)) / (height + gap)) * columns;
  const int total = static_cast<int>(quizzes.size());
  const int sheets = std::max(1, (total + most - 1) / most);
  const int sheet = std::clamp(view.state.page().sheet, 0, sheets - 1);
  draw_pager(view, view.body, sheet, sheets);
  for (int i = 0; i < most && sheet * most + i < total; ++i) {
    const Quiz& quiz = quizzes[static_cast<std::size_t>(sheet * most + i)];
    const Category* const category = category_of(view.facts.office, quiz.category);
    ButtonLook look;
    look.icon = category == nullptr ? Icon::quiz : icon_of(category->icon);
    look.em = ui.theme().heading;
    const Rectangle place{view.body.x + i % columns * (width + gap), top + i / columns * (height + gap),
                          width, height};
    if (ui.button("quiz." + quiz.id, place, in_language(ui, quiz.title), look))
      view.tell(command::BeginQuiz{quiz.id});
  }
}

void draw_result(const PanelView& view, const Quiz& quiz) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const int height = std::min(view.body.height - ui.px(40), ui.px(150));
  const Rectangle card{view.body.x, view.body.y + ui.px(6), view.body.width, height};
  ui.card(card, theme.card);
  const int badge = ui.px(44);
  ui.brush().circle(card.x + card.width / 2.0, card.y + ui.px(12) + badge / 2.0, badge / 2.0, theme.good);
  ui.brush().icon(Icon::check,
                  {card.x + (card.width - badge * 6 / 10) / 2, card.y + ui.px(12) + badge / 5, badge * 6 / 10,
                   badge * 6 / 10},
                  0xffffff);
  Words title;
  title.em = theme.title;
  title.weight = Weight::bold;
  title.ink = theme.ink;
  title.align = Align::centre;
  title.most_lines = 1;
  int y = card.y + ui.px(18) + badge;
  ui.words("quiz.result",
           fmt::format(fmt::runtime(ui.tr("{} of {} right")), view.state.quiz.right, quiz.questions.size()),
           {card.x + ui.px(8), y, card.width - ui.px(16), ui.px(theme.title * 1.4)}, title, Role::heading);
  y += ui.px(theme.title * 1.6);
  Words words;
  words.ink = theme.quiet;
  words.align = Align::centre;
  ui.words("quiz.thanks", ui.tr("Thank you for playing. Tell somebody at home what you learnt."),
           {card.x + ui.px(8), y, card.width - ui.px(16), card.bottom() - y - ui.px(4)}, words);
  const int button = ui.px(26);
  const int width = (view.body.width - ui.px(6)) / 2;
  ButtonLook look;
  look.kind = ButtonKind::plain;
  if (ui.button("quiz.again", {view.body.x, card.bottom() + ui.px(8), width, button}, ui.tr("Once more"),
                look))
    view.tell(command::BeginQuiz{quiz.id});
  look.kind = ButtonKind::primary;
  if (ui.button("quiz.others", {view.body.x + width + ui.px(6), card.bottom() + ui.px(8), width, button},
                ui.tr("Other topics"), look)) {
    view.tell(command::Back{});
    view.tell(command::Open{{PanelKind::quiz, "", 0}});
  }
}

void draw_question(const PanelView& view, const Quiz& quiz) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const QuizState& state = view.state.quiz;
  const QuizQuestion& question = quiz.questions[state.question];
  const Rectangle body = view.body;
  Words words;
  words.em = theme.small;
  words.ink = theme.quiet;
  words.ground = theme.page;
  ui.words(
      "quiz.progress",
      fmt::format("{} · {} / {}", in_language(ui, quiz.title), state.question + 1, quiz.questions.size()),
      {body.x, body.y, body.width, ui.px(theme.small * 1.4)}, words, Role::status);
  Words title;
  title.em = theme.title;
  title.weight = Weight::bold;
  title.ink = theme.ink;
  title.ground = theme.page;
  const bool portrait = ui.metrics().is_portrait();
  const int column = portrait ? body.width : (body.width - ui.px(10)) / 2;
  int y = body.y + ui.px(theme.small * 1.4 + 5);
  const TypeFit asked = ui.measure(in_language(ui, question.text), column, title);
  ui.words("quiz.question", in_language(ui, question.text), {body.x, y, column, asked.height + 2}, title,
           Role::heading);
  y += asked.height + ui.px(10);
  const int gap = ui.px(portrait ? 7 : 5);
  for (std::size_t i = 0; i < question.options.size(); ++i) {
    const std::string text = in_language(ui, question.options[i]);
    Words option;
    option.weight = Weight::bold;
    const TypeFit fit = ui.measure(text, column - ui.px(26), option);
    const int height = std::max(ui.px(portrait ? 30 : 24), fit.height + ui.px(10));
    const Rectangle place{body.x, y, column, height};
    ButtonLook look;
    look.enabled = !state.answer;
    const bool is_right = i == question.answer;
    if (state.answer && is_right) {
      look.icon = Icon::check;
      look.value = ui.tr("right");
    } else if (state.answer == i) {
      look.icon = Icon::cross;
      look.value = ui.tr("your answer");
    }
    if (ui.button(fmt::format("quiz.option.{}", i), place, text, look)) view.tell(command::Answer{i});
    if (state.answer && (is_right || state.answer == i))
      ui.brush().outline(place, is_right ? theme.good : theme.danger, ui.px(1), ui.px(theme.radius));
    y += height + gap;
  }
  if (!state.answer) return;
  const int x = portrait ? body.x : body.x + column + ui.px(10);
  int top = portrait ? y + ui.px(3) : body.y + ui.px(theme.small * 1.4 + 3);
  const int pad = ui.px(6);
  const std::string verdict = ui.tr(*state.answer == question.answer ? "Right!" : "Not quite");
  const std::string why = in_language(ui, question.explanation);
  Words first = title;
  first.ink = *state.answer == question.answer ? theme.good : theme.danger;
  first.ground = theme.warm;
  Words second;
  second.ink = theme.ink;
  second.ground = theme.warm;
  const TypeFit fit = ui.measure(why, column - 2 * pad, second);
  const int head = ui.px(theme.heading * 1.4);
  const int button = ui.px(24);
  const int height =
      std::min(fit.height + head + 2 * pad, std::max(ui.px(40), body.bottom() - top - button - ui.px(5)));
  ui.brush().fill({x, top, column, height}, theme.warm, ui.px(theme.radius));
  if (theme.is_flat)
    ui.brush().outline({x, top, column, height}, theme.line, ui.px(0.6), ui.px(theme.radius));
  ui.words("quiz.verdict", verdict, {x + pad, top + pad, column - 2 * pad, head}, first, Role::status);
  ui.words("quiz.why", why, {x + pad, top + pad + head, column - 2 * pad, height - head - 2 * pad}, second);
  top += height + ui.px(5);
  ButtonLook next;
  next.kind = ButtonKind::primary;
  next.icon = Icon::right;
  if (ui.button("quiz.next", {x, std::min(top, body.bottom() - button), column, button},
                ui.tr(state.question + 1 < quiz.questions.size() ? "Next question" : "See the result"), next))
    view.tell(command::NextQuestion{});
}

}  // namespace

void draw_quiz(const PanelView& view) {
  const auto& quizzes = view.facts.office.quizzes;
  const auto found = std::ranges::find(quizzes, view.state.page().subject, &Quiz::id);
  if (found == quizzes.end() || found->questions.empty()) {
    draw_topics(view);
  } else if (view.state.quiz.is_over || view.state.quiz.question >= found->questions.size()) {
    draw_result(view, *found);
  } else {
    draw_question(view, *found);
  }
}

}  // namespace crier
