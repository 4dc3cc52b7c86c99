// SPDX-License-Identifier: Apache-2.0
#include "kiosk/panels/visit_state.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace crier {
namespace {

constexpr std::string_view kCase = "case:";
constexpr std::string_view kNotice = "notice:";
constexpr std::size_t kMostTrail = 32;
constexpr std::size_t kMostHits = 60;

template <class... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

const Quiz* quiz_of(const Office& office, const std::string& id) {
  const auto found = std::ranges::find(office.quizzes, id, &Quiz::id);
  return found == office.quizzes.end() ? nullptr : &*found;
}

void stop_writing(VisitState& state, Keyboard& keyboard) {
  if (!state.writes) return;
  keyboard.attach(nullptr);
  state.writes = false;
}

void start_writing(VisitState& state, Keyboard& keyboard) {
  TextField* const field = field_of(state);
  if (field == nullptr || state.writes) return;
  keyboard.attach(field, field_kind_of(state));
  if (state.mode.language == Language::english && field_kind_of(state) == FieldKind::text)
    keyboard.set_mode(KeyboardMode::english);
  state.writes = true;
}

void search(VisitState& state, const VisitTools& tools) {
  state.trail.back().sheet = 0;
  state.hits.clear();
  const auto query = state.query.shown().text;
  if (tools.catalogue == nullptr || query.empty()) return;
  SearchQuery wanted;
  wanted.text = query.view();
  wanted.languages = state.mode.language == Language::english ? std::vector<std::string>{"en", "zh"}
                                                              : std::vector<std::string>{"zh", "en"};
  wanted.limit = kMostHits;
  wanted.at = tools.now;
  state.hits = tools.catalogue->search(wanted);
}

void open(Page page, VisitState& state, const VisitTools& tools) {
  stop_writing(state, tools.keyboard);
  if (state.trail.size() < kMostTrail) {
    state.trail.push_back(std::move(page));
  } else {
    state.trail.back() = std::move(page);
  }
  // Where there is nothing to do but to write, the keyboard is there at once.
  const PanelKind kind = state.page().panel;
  if (kind == PanelKind::search || kind == PanelKind::status) start_writing(state, tools.keyboard);
}

void key(const std::string& id, VisitState& state, const VisitTools& tools) {
  const KeyOutcome outcome = tools.keyboard.press(id);
  if (outcome == KeyOutcome::done) stop_writing(state, tools.keyboard);
  if (state.page().panel == PanelKind::search) search(state, tools);
}

void answer(std::size_t option, VisitState& state, const Office& office) {
  const Quiz* const quiz = quiz_of(office, state.page().subject);
  QuizState& now = state.quiz;
  if (quiz == nullptr || now.answer || now.question >= quiz->questions.size()) return;
  if (option >= quiz->questions[now.question].options.size()) return;
  now.answer = option;
  if (option == quiz->questions[now.question].answer) ++now.right;
}

void next_question(VisitState& state, const Office& office) {
  const Quiz* const quiz = quiz_of(office, state.page().subject);
  QuizState& now = state.quiz;
  if (quiz == nullptr || !now.answer) return;
  now.answer.reset();
  ++now.question;
  now.is_over = now.question >= quiz->questions.size();
}

}  // namespace

std::string case_key(const std::string& id) {
  return std::string(kCase) + id;
}

std::string notice_key(const std::string& id) {
  return std::string(kNotice) + id;
}

const Case* case_of(const Office& office, const std::string& key) {
  if (!key.starts_with(kCase)) return nullptr;
  const auto found = std::ranges::find(office.cases, key.substr(kCase.size()), &Case::id);
  return found == office.cases.end() ? nullptr : &*found;
}

const Notice* notice_of(const Office& office, const std::string& key) {
  if (!key.starts_with(kNotice)) return nullptr;
  const auto found = std::ranges::find(office.notices, key.substr(kNotice.size()), &Notice::id);
  return found == office.notices.end() ? nullptr : &*found;
}

TextField* field_of(VisitState& state) {
  switch (state.page().panel) {
    case PanelKind::search:
      return &state.query;
    case PanelKind::report:
      return state.report_category.empty() ? nullptr : &state.report_text;
    case PanelKind::status:
      return &state.code;
    default:
      return nullptr;
  }
}

FieldKind field_kind_of(const VisitState& state) {
  return state.page().panel == PanelKind::status ? FieldKind::digits : FieldKind::text;
}

namespace {

Loudness louder(Loudness loudness) {
  switch (loudness) {
    case Loudness::off:
      return Loudness::normal;
    case Loudness::normal:
      return Loudness::loud;
    case Loudness::loud:
      break;
  }
  return Loudness::off;
}

}  // namespace

void apply(const Command& command, VisitState& state, const VisitTools& tools) {
  Keyboard& keyboard = tools.keyboard;
  state.film.reset();  // whatever else is done ends it
  std::visit(Overloaded{
                 [&](const command::Open& open_) { open(open_.page, state, tools); },
                 [&](const command::Back&) {
                   stop_writing(state, keyboard);
                   if (state.page().panel == PanelKind::report && !state.report_category.empty()) {
                     state.report_category.clear();
                   } else if (state.trail.size() > 1) {
                     state.trail.pop_back();
                   }
                 },
                 [&](const command::Home&) {
                   stop_writing(state, keyboard);
                   state.trail.assign(1, Page{});
                 },
                 [&](const command::Finish&) { state.is_over = true; },
                 [&](const command::Stay&) { state.seconds_left.reset(); },
                 [&](const command::Turn& turn) {
                   state.trail.back().sheet = std::max(0, state.trail.back().sheet + turn.sheets);
                 },
                 [&](const command::Choose& choose) {
                   state.mode.language = choose.language;
                   if (state.page().panel == PanelKind::search) search(state, tools);
                 },
                 [&](const command::Enlarge&) {
                   state.mode.text_size =
                       state.mode.text_size == TextSize::large ? TextSize::standard : TextSize::large;
                   state.trail.back().sheet = 0;
                 },
                 [&](const command::Contrast&) {
                   state.mode.contrast =
                       state.mode.contrast == Contrast::high ? Contrast::normal : Contrast::high;
                 },
                 [&](const command::LowerReach&) { state.mode.lower_reach = !state.mode.lower_reach; },
                 [&](const command::ReadAloud&) { state.loudness = louder(state.loudness); },
                 [&](const command::Answer& chosen) { answer(chosen.option, state, tools.office); },
                 [&](const command::NextQuestion&) { next_question(state, tools.office); },
                 [&](const command::PlayFilm& play) { state.film = play.film; },
                 [&](const command::StopFilm&) {},
                 [&](const command::BeginQuiz& begin) {
                   state.quiz = {};
                   if (state.page().panel != PanelKind::quiz || state.page().subject != begin.quiz)
                     open({PanelKind::quiz, begin.quiz, 0}, state, tools);
                 },
                 [&](const command::Category& category) {
                   state.report_category = category.key;
                   start_writing(state, keyboard);
                 },
                 [&](const command::Write&) { start_writing(state, keyboard); },
                 [&](const command::StopWriting&) { stop_writing(state, keyboard); },
                 [&](const command::PressKey& press) { key(press.id, state, tools); },
                 [&](const command::TypeDigit& typed) {
                   keyboard.type(std::string(1, static_cast<char>('0' + typed.digit)));
                   if (state.page().panel == PanelKind::search) search(state, tools);
                 },
                 [&](const command::WriteStroke& written) { keyboard.write(written.stroke); },
                 [&](const command::TouchText& touch) {
                   start_writing(state, keyboard);
                   keyboard.touch_text(touch.offset);
                 },
             },
             command);
}

void wipe(VisitState& state, Keyboard& keyboard) {
  keyboard.wipe();
  state.query.wipe();
  state.report_text.wipe();
  state.code.wipe();
  state.hits.clear();
  state.hits.shrink_to_fit();
  state.report_category.clear();
  state.trail.assign(1, Page{});
  state.quiz = {};
  state.film.reset();
  state.mode = {};
  state.loudness = Loudness::off;
  state.writes = false;
  std::fill(state.stroke.begin(), state.stroke.end(), StrokePoint{});
  Stroke().swap(state.stroke);
  state.finger = {};
  state.seconds_left.reset();
  state.is_over = false;
}

}  // namespace crier
