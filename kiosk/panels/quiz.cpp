// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/panels/panels.hpp"

namespace crier {
namespace {

void draw_topics(const PanelView& view) {
  Ui& ui = view.ui;
  const auto& quizzes = view.facts.office.quizzes;
  const int columns = ui.metrics().is_portrait() ? 1 : 2;
  const int gap = ui.px(5);
  const int least = ui.px(34);
  const int width = (view.body.width - (columns - 1) * gap) / columns;
  Words words;
  words.ink = ui.theme().quiet;
  words.ground = ui.theme().page;
  const TypeFit fit =
      ui.words("quiz.lead", ui.tr("A few questions, no marks. Every answer is explained."),
               {view.body.x, view.body.y, view.body.width, ui.px(ui.theme().body * 3)}, words);
  const int top = view.body.y + fit.height + ui.px(6);
  const int most = std::max(1, (view.body.bottom() - top - ui.px(kPagerRoom)) / (least + gap)) * columns;
  const int total = static_cast<int>(quizzes.size());
  // Few topics are taller.
  const int rows = (std::min(total, most) + columns - 1) / columns;
  const int room = view.body.bottom() - top - (total > most ? ui.px(kPagerRoom) : 0);
  const int height = std::clamp((room + gap) / std::max(1, rows) - gap, least, ui.px(58));
  const int sheets = std::max(1, (total + most - 1) / most);
  const int sheet = std::clamp(view.state.page().sheet, 0, sheets - 1);
  draw_pager(view, view.body, sheet, sheets);
  for (int i = 0; i < most && sheet * most + i < total; ++i) {
    const Quiz& quiz = quizzes[static_cast<std::size_t>(sheet * most + i)];
    const Category* const category = category_of(view.facts.office, quiz.category);
    ButtonLook look;
    look.icon = category == nullptr ? Icon::quiz : icon_of(category->icon);
    look.em = ui.theme().heading;
    look.icon_side = 18;
    const Rectangle place{view.body.x + i % columns * (width + gap), top + i / columns * (height + gap),
                          width, height};
    if (ui.button("quiz." + quiz.id, place, in_language(ui, quiz.title), look))
      view.tell(command::BeginQuiz{quiz.id});
  }
}

const char* kind_words(std::size_t right, std::size_t asked) {
  if (right == asked) return "All right! Tell somebody at home what you know.";
  if (right * 2 >= asked) return "Well done. Tell somebody at home what you learnt.";
  return "Now you know more than before. Read a case, and try once more.";
}

// One mark a question, those that were right filled.
void draw_marks(Ui& ui, const Rectangle& place, std::size_t right, std::size_t asked) {
  const Theme& theme = ui.theme();
  const int side = std::min(place.height, place.width * 2 / (3 * std::max(1, static_cast<int>(asked))));
  const int step = side * 4 / 3;
  int x = place.x + (place.width - step * static_cast<int>(asked) + step - side) / 2;
  for (std::size_t i = 0; i < asked; ++i, x += step) {
    const double radius = side / 2.0;
    if (i < right) {
      ui.brush().circle(x + radius, place.y + radius, radius, theme.good);
      ui.brush().icon(Icon::check, {x + side / 5, place.y + side / 5, side * 3 / 5, side * 3 / 5}, 0xffffff);
    } else {
      ui.brush().circle(x + radius, place.y + radius, radius, mix(theme.card, theme.quiet, 0.45));
      ui.brush().circle(x + radius, place.y + radius, radius - ui.px(0.8), theme.card);
    }
  }
}

void draw_result(const PanelView& view, const Quiz& quiz) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const std::size_t right = view.state.quiz.right;
  const std::size_t asked = quiz.questions.size();
  const int pad = ui.px(10);
  const int gap = ui.px(8);
  const int inner = view.body.width - 2 * pad;
  const int marks = ui.px(ui.metrics().is_portrait() ? 34 : 26);
  const int button = ui.px(28);
  Words title;
  title.em = theme.title * 1.3;
  title.weight = Weight::bold;
  title.ink = theme.ink;
  title.align = Align::centre;
  title.most_lines = 1;
  Words words;
  words.em = theme.heading;
  words.ink = theme.quiet;
  words.align = Align::centre;
  const std::string result = fmt::format(fmt::runtime(ui.tr("{} of {} right")), right, asked);
  const std::string said = ui.tr(kind_words(right, asked));
  const int result_height = ui.px(title.em * 1.3);
  const int said_height = std::min(ui.measure(said, inner, words).height + 2,
                                   view.body.height - 2 * pad - marks - result_height - button - 3 * gap);
  const int height = 2 * pad + marks + result_height + said_height + button + 3 * gap;
  const Rectangle card{view.body.x, view.body.y + std::max(0, (view.body.height - height) / 3),
                       view.body.width, height};
  ui.card(card, theme.card);
  const int x = card.x + pad;
  int y = card.y + pad;
  draw_marks(ui, {x, y, inner, marks}, right, asked);
  y += marks + gap;
  ui.words("quiz.result", result, {x, y, inner, result_height}, title, Role::heading);
  y += result_height;
  ui.words("quiz.thanks", said, {x, y, inner, said_height}, words);
  y = card.bottom() - pad - button;
  const int width = (inner - ui.px(6)) / 2;
  ButtonLook look;
  if (ui.button("quiz.again", {x, y, width, button}, ui.tr("Once more"), look))
    view.tell(command::BeginQuiz{quiz.id});
  look.kind = ButtonKind::primary;
  if (ui.button("quiz.others", {x + width + ui.px(6), y, width, button}, ui.tr("Other topics"), look)) {
    view.tell(command::Back{});
    view.tell(command::Open{{PanelKind::quiz, "", 0}});
  }
}

enum class OptionState { open, right, chosen_wrongly, other };

struct OptionColours {
  Rgb ground;
  Rgb ink;
  Rgb line;
  Rgb badge;
  Rgb on_badge;
};

OptionColours colours_of(OptionState state, const Theme& theme) {
  switch (state) {
    case OptionState::right:
      return {theme.good, 0xffffff, theme.good, 0xffffff, theme.good};
    case OptionState::chosen_wrongly:
      return {theme.card, theme.ink, theme.danger, theme.danger, 0xffffff};
    case OptionState::other:
      return {theme.page, theme.quiet, mix(theme.line, theme.page, 0.2), theme.soft, theme.quiet};
    case OptionState::open:
      break;
  }
  return {theme.card, theme.ink, mix(theme.line, theme.accent, 0.25), theme.soft, theme.accent};
}

int option_words_width(Ui& ui, int width) {
  return width - ui.px(6 + 14 + 5 + 6);
}

Words option_words(const Theme& theme) {
  Words words;
  words.em = theme.heading;
  words.weight = Weight::bold;
  return words;
}

// Its letter, which becomes a tick or a cross, and its words. True where it was pressed.
bool draw_option(Ui& ui, std::size_t index, const std::string& text, Words words, OptionState state,
                 const Rectangle& place) {
  const Theme& theme = ui.theme();
  const OptionColours colour = colours_of(state, theme);
  words.ink = colour.ink;
  words.ground = colour.ground;
  words.in_middle = true;
  const int badge = ui.px(14);
  const int left = place.x + ui.px(6 + 14 + 5);
  const Rectangle inner{left, place.y + ui.px(2), option_words_width(ui, place.width),
                        place.height - ui.px(4)};
  const TypeFit fit = ui.measure(text, inner.width, words);
  Element element;
  element.id = fmt::format("quiz.option.{}", index);
  element.role = Role::button;
  element.label = text;
  if (state == OptionState::right) element.value = ui.tr("right");
  if (state == OptionState::chosen_wrongly) element.value = ui.tr("your answer");
  element.place = place;
  element.enabled = state == OptionState::open;
  element.ink = colour.ink;
  element.ground = colour.ground;
  element.em = fit.em;
  element.fits = fit.fits && fit.height <= inner.height;
  const Glass::Press press = ui.target(std::move(element));
  const int sunk = press.is_down ? ui.px(0.6) : 0;
  const Rectangle face{place.x + sunk, place.y + sunk, place.width - 2 * sunk, place.height - 2 * sunk};
  if (state == OptionState::open || state == OptionState::right) {
    ui.card(face, colour.ground);
  } else {
    ui.brush().fill(face, colour.ground, ui.px(theme.radius));
  }
  ui.brush().outline(face, colour.line, ui.px(state == OptionState::chosen_wrongly ? 1 : 0.5),
                     ui.px(theme.radius));
  const Rectangle tile{place.x + ui.px(6), place.y + (place.height - badge) / 2, badge, badge};
  ui.brush().circle(tile.x + badge / 2.0, tile.y + badge / 2.0, badge / 2.0, colour.badge);
  const Rectangle sign{tile.x + badge / 5, tile.y + badge / 5, badge * 3 / 5, badge * 3 / 5};
  if (state == OptionState::right) {
    ui.brush().icon(Icon::check, sign, colour.on_badge);
  } else if (state == OptionState::chosen_wrongly) {
    ui.brush().icon(Icon::cross, sign, colour.on_badge);
  } else {
    Words letter = words;
    letter.em = 9;
    letter.ink = colour.on_badge;
    letter.align = Align::centre;
    letter.shrinks = false;
    ui.label(std::string(1, static_cast<char>('A' + index % 26)), tile, letter);
  }
  ui.label(text, inner, words);
  return press.is_released;
}

OptionState state_of(const QuizState& state, const QuizQuestion& question, std::size_t index) {
  if (!state.answer) return OptionState::open;
  if (index == question.answer) return OptionState::right;
  return state.answer == index ? OptionState::chosen_wrongly : OptionState::other;
}

// What follows an answer: whether it was right, why, and the way on. Lengths are pixels.
struct Explanation {
  std::string verdict;
  std::string why;
  Words first;
  Words second;
  int head = 0;
  int pad = 0;
  int button = 0;
  int gap = 0;
  int height = 0;  // of the words' box
  int whole = 0;   // with the button
};

Explanation explanation_of(Ui& ui, const QuizState& state, const QuizQuestion& question, int width,
                           int most_height) {
  const Theme& theme = ui.theme();
  Explanation one;
  const bool is_right = state.answer == question.answer;
  one.verdict = ui.tr(is_right ? "Right!" : "Not quite");
  one.why = in_language(ui, question.explanation);
  one.first.em = theme.title;
  one.first.weight = Weight::bold;
  one.first.ink = is_right ? theme.good : theme.danger;
  one.first.ground = theme.warm;
  one.first.most_lines = 1;
  one.second.ink = theme.ink;
  one.second.ground = theme.warm;
  one.pad = ui.px(7);
  one.gap = ui.px(6);
  one.button = ui.px(28);
  one.head = ui.px(theme.title * 1.4);
  one.height =
      std::min(ui.measure(one.why, width - 2 * one.pad, one.second).height + 2 + one.head + 2 * one.pad,
               std::max(ui.px(30), most_height - one.button - one.gap));
  one.whole = one.height + one.gap + one.button;
  return one;
}

void draw_explanation(const PanelView& view, const Explanation& one, const Rectangle& place, bool is_last) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const Rectangle card{place.x, place.y, place.width, one.height};
  ui.brush().fill(card, theme.warm, ui.px(theme.radius));
  if (theme.is_flat) ui.brush().outline(card, theme.line, ui.px(0.6), ui.px(theme.radius));
  const int x = card.x + one.pad;
  const int width = card.width - 2 * one.pad;
  ui.words("quiz.verdict", one.verdict, {x, card.y + one.pad, width, one.head}, one.first, Role::status);
  ui.words("quiz.why", one.why, {x, card.y + one.pad + one.head, width, card.height - one.head - 2 * one.pad},
           one.second);
  ButtonLook next;
  next.kind = ButtonKind::primary;
  next.icon = Icon::right;
  if (ui.button("quiz.next", {card.x, card.bottom() + one.gap, card.width, one.button},
                ui.tr(is_last ? "See the result" : "Next question"), next))
    view.tell(command::NextQuestion{});
}

// Where the explanation will stand.
void draw_waiting(Ui& ui, const Rectangle& place) {
  const Theme& theme = ui.theme();
  ui.brush().fill(place, theme.soft, ui.px(theme.radius));
  if (theme.is_flat) ui.brush().outline(place, theme.line, ui.px(0.4), ui.px(theme.radius));
  Words words;
  words.ink = theme.quiet;
  words.ground = theme.soft;
  words.align = Align::centre;
  words.in_middle = true;
  const int pad = ui.px(5);
  ui.words("quiz.choose", ui.tr("Touch the answer that you think is right."),
           {place.x + pad, place.y + pad, place.width - 2 * pad, place.height - 2 * pad}, words);
}

void draw_question(const PanelView& view, const Quiz& quiz) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const QuizState& state = view.state.quiz;
  const QuizQuestion& question = quiz.questions[state.question];
  const Rectangle body = view.body;
  Words progress;
  progress.em = theme.small;
  progress.ink = theme.quiet;
  progress.ground = theme.page;
  const int progress_height = ui.px(theme.small * 1.4);
  ui.words(
      "quiz.progress",
      fmt::format("{} · {} / {}", in_language(ui, quiz.title), state.question + 1, quiz.questions.size()),
      {body.x, body.y, body.width, progress_height}, progress, Role::status);
  Words title;
  title.em = theme.title;
  title.weight = Weight::bold;
  title.ink = theme.ink;
  title.ground = theme.page;
  const bool portrait = ui.metrics().is_portrait();
  const int column = portrait ? body.width : (body.width - ui.px(10)) / 2;
  int y = body.y + progress_height + ui.px(portrait ? 6 : 3);
  const TypeFit asked = ui.measure(in_language(ui, question.text), column, title);
  ui.words("quiz.question", in_language(ui, question.text), {body.x, y, column, asked.height + 2}, title,
           Role::heading);
  y += asked.height + ui.px(portrait ? 10 : 7);
  // The options stand where they stood before the answer: room for the explanation is kept.
  const int top = portrait ? y : body.y + progress_height + ui.px(3);
  const Explanation explanation =
      explanation_of(ui, state, question, column, portrait ? body.height / 3 : body.bottom() - top);
  const int gap = ui.px(portrait ? 6 : 5);
  const int count = static_cast<int>(question.options.size());
  const int room = body.bottom() - y - (portrait ? explanation.whole + ui.px(8) : 0);
  const int height =
      std::clamp((room + gap) / std::max(1, count) - gap, ui.px(20), ui.px(portrait ? 68 : 44));
  std::vector<std::string> options;
  for (const LocalizedText& option : question.options) options.push_back(in_language(ui, option));
  Words words = option_words(theme);
  words.em = ui.common_em(options, option_words_width(ui, column), height - ui.px(4), words);
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (draw_option(ui, i, options[i], words, state_of(state, question, i), {body.x, y, column, height}))
      view.tell(command::Answer{i});
    y += height + gap;
  }
  const Rectangle beside{body.x + column + ui.px(10), top, column, explanation.whole};
  const Rectangle below{body.x, std::min(y + ui.px(2), body.bottom() - explanation.whole), column,
                        explanation.whole};
  const Rectangle& place = portrait ? below : beside;
  if (state.answer) {
    draw_explanation(view, explanation, place, state.question + 1 >= quiz.questions.size());
  } else {
    draw_waiting(ui, {place.x, place.y, place.width, std::min(explanation.whole, body.bottom() - place.y)});
  }
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
