// SPDX-License-Identifier: Apache-2.0
#include "kiosk/panels/writing.hpp"

#include <chrono>
#include <utility>

namespace crier {
namespace {

constexpr std::size_t kMostHits = 60;

// Unhurried fingers touch twice within it; whoever comes back later only wants to go on there.
constexpr std::chrono::milliseconds kTouchAgain{1200};

// What follows from a key, whatever pressed it.
void heed(KeyOutcome outcome, VisitState& state, const VisitTools& tools) {
  if (outcome == KeyOutcome::done) stop_writing(state, tools.keyboard);
  if (state.look_up.step == LookUpStep::missing) state.look_up.step = LookUpStep::asking;
  ReportDraft& report = state.report;
  if (report.step == ReportStep::receipt && report.receipt && report.proof.full())
    report.is_proved = report.receipt->group(report.asked_group) == report.proof.text();
  if (state.page().panel == PanelKind::search) search(state, tools, Seeking::where_it_changed);
}

// A finger never falls twice on the same point: the character before and the one behind count as well.
bool is_same_place(const TextField& field, std::size_t one, std::size_t other) {
  return one == other || next_grapheme(field.text(), one) == other ||
         next_grapheme(field.text(), other) == one;
}

// Behind a word the finger meant the word, and not the blank that follows.
std::size_t word_at(std::string_view text, std::size_t at) {
  const auto is_blank = [text](std::size_t offset) {
    return offset == text.size() || text[offset] == ' ' || text[offset] == '\n';
  };
  return at > 0 && is_blank(at) ? previous_grapheme(text, at) : at;
}

}  // namespace

void stop_writing(VisitState& state, Keyboard& keyboard) {
  if (!state.writes) return;
  keyboard.attach(nullptr);
  state.writes = false;
  state.field_top = 0;
  state.touched = {};
}

void start_writing(VisitState& state, Keyboard& keyboard) {
  TextField* const field = field_of(state);
  if (field == nullptr || state.writes) return;
  keyboard.attach(field, field_kind_of(state));
  if (state.mode.language == Language::english && field_kind_of(state) == FieldKind::text)
    keyboard.set_mode(KeyboardMode::english);
  state.writes = true;
}

void write_anew(VisitState& state, Keyboard& keyboard) {
  stop_writing(state, keyboard);
  start_writing(state, keyboard);
}

void press_key(const std::string& id, VisitState& state, const VisitTools& tools) {
  heed(tools.keyboard.press(id), state, tools);
}

void type_digit(int digit, VisitState& state, const VisitTools& tools) {
  start_writing(state, tools.keyboard);
  if (!state.writes) return;
  heed(tools.keyboard.type(std::string(1, static_cast<char>('0' + digit))), state, tools);
}

void touch_text(const command::TouchText& touch, VisitState& state, const VisitTools& tools) {
  Keyboard& keyboard = tools.keyboard;
  const bool wrote = state.writes;
  start_writing(state, keyboard);
  TextField* const field = keyboard.field();
  if (field == nullptr) return;
  const TouchedText before = std::exchange(state.touched, {});
  const bool is_again = wrote && before.times > 0 && before.revision == field->revision() &&
                        tools.now - before.when <= kTouchAgain;
  const TextRange selected = field->selection();
  if (touch.from) {
    keyboard.touch_text(*touch.from);
    keyboard.touch_text(touch.offset, Selecting::yes);
    return;
  }
  keyboard.touch_text(touch.offset);
  const std::size_t at = field->caret();
  TouchedText& now = state.touched;
  now.times = 1;
  if (is_again && before.times == 1 && is_same_place(*field, at, before.offset)) {
    field->select_word(word_at(field->text(), at));
    now.times = 2;
  } else if (is_again && before.times == 2 && at >= selected.begin && at <= selected.end) {
    field->select_all();
    now.times = 3;
  }
  now.offset = at;
  now.revision = field->revision();
  now.when = tools.now;
}

void search(VisitState& state, const VisitTools& tools, Seeking seeking) {
  SecretText query =
      tools.keyboard.field() == &state.query ? tools.keyboard.as_typed() : SecretText(state.query.text());
  if (seeking == Seeking::where_it_changed && query == state.sought) return;
  state.sought = std::move(query);
  state.trail.back().sheet = 0;
  state.trail.back().item.reset();
  state.hits.clear();
  if (tools.catalogue == nullptr || state.sought.empty()) return;
  SearchQuery wanted;
  wanted.text = state.sought.view();
  wanted.languages = state.mode.language == Language::english ? std::vector<std::string>{"en", "zh"}
                                                              : std::vector<std::string>{"zh", "en"};
  wanted.limit = kMostHits;
  wanted.at = tools.now;
  state.hits = tools.catalogue->search(wanted);
}

}  // namespace crier
