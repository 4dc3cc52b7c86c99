// SPDX-License-Identifier: Apache-2.0
#include "kiosk/panels/visit_state.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "content/sealing/randomness.hpp"
#include "kiosk/panels/writing.hpp"

namespace crier {
namespace {

constexpr std::chrono::milliseconds kLeastStep{400};  // nobody reads a step faster

constexpr std::string_view kCase = "case:";
constexpr std::string_view kNotice = "notice:";
constexpr std::size_t kMostTrail = 32;

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

void open(Route page, VisitState& state, const VisitTools& tools) {
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

// The step's field is there to be written in at once.
void begin_step(VisitState& state, const VisitTools& tools) {
  state.report.since = tools.now;
  state.trail.back().sheet = 0;
  stop_writing(state, tools.keyboard);
  const ReportStep step = state.report.step;
  if (step == ReportStep::where || step == ReportStep::what) start_writing(state, tools.keyboard);
}

void go_on(VisitState& state, const VisitTools& tools) {
  const ReportStep before = state.report.step;
  state.report.go_on(tools.office.report_form);
  if (state.report.step != before) begin_step(state, tools);
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

namespace {

TextField* report_field_of(ReportDraft& report) {
  switch (report.step) {
    case ReportStep::where:
      return &report.place;
    case ReportStep::what:
      return &report.what;
    case ReportStep::contact:
      return &report.contact_field();
    case ReportStep::receipt:
      return &report.proof;
    default:
      return nullptr;
  }
}

}  // namespace

TextField* field_of(VisitState& state) {
  switch (state.page().panel) {
    case PanelKind::search:
      return &state.query;
    case PanelKind::report:
      return report_field_of(state.report);
    case PanelKind::status:
      return state.look_up.step == LookUpStep::asking || state.look_up.step == LookUpStep::missing
                 ? &state.code
                 : nullptr;
    default:
      return nullptr;
  }
}

FieldKind field_kind_of(const VisitState& state) {
  if (state.page().panel == PanelKind::status) return FieldKind::digits;
  if (state.page().panel != PanelKind::report) return FieldKind::text;
  const ReportDraft& report = state.report;
  switch (report.step) {
    case ReportStep::receipt:
      return FieldKind::digits;
    case ReportStep::where:
      return report.kind == PlaceKind::address  ? FieldKind::web_address
             : report.kind == PlaceKind::number ? FieldKind::telephone
                                                : FieldKind::text;
    case ReportStep::contact:
      return report.contact == ContactField::phone   ? FieldKind::telephone
             : report.contact == ContactField::email ? FieldKind::email
                                                     : FieldKind::text;
    default:
      return FieldKind::text;
  }
}

namespace {

SpeechVolume louder(SpeechVolume volume) {
  switch (volume) {
    case SpeechVolume::off:
      return SpeechVolume::normal;
    case SpeechVolume::normal:
      return SpeechVolume::loud;
    case SpeechVolume::loud:
      break;
  }
  return SpeechVolume::off;
}

}  // namespace

void apply(const Command& command, VisitState& state, const VisitTools& tools) {
  Keyboard& keyboard = tools.keyboard;
  state.film.reset();  // whatever else is done ends it
  std::visit(
      Overloaded{
          [&](const command::Open& open_) { open(open_.page, state, tools); },
          [&](const command::Back&) {
            stop_writing(state, keyboard);
            if (state.page().panel == PanelKind::report && state.report.go_back(tools.office.report_form)) {
              begin_step(state, tools);
            } else if (state.page().panel == PanelKind::status && state.look_up.step == LookUpStep::found) {
              state.look_up = {};
              start_writing(state, keyboard);
            } else if (state.trail.size() > 1) {
              state.trail.pop_back();
            }
          },
          [&](const command::Home&) {
            stop_writing(state, keyboard);
            state.trail.assign(1, Route{});
          },
          [&](const command::Finish&) { state.is_over = true; },
          [&](const command::Stay&) { state.seconds_left.reset(); },
          [&](const command::Shown& shown) {
            Route& page = state.trail.back();
            page.sheet = shown.sheet;
            if (!page.item) page.item = shown.item;
          },
          [&](const command::ScrollText& scroll) { state.field_top = scroll.top; },
          [&](const command::Turn& turn) {
            state.trail.back().sheet = std::max(0, state.trail.back().sheet + turn.sheets);
            state.trail.back().item.reset();
          },
          [&](const command::Choose& choose) {
            state.mode.language = choose.language;
            if (state.page().panel == PanelKind::search) search(state, tools, Seeking::anew);
          },
          [&](const command::Enlarge&) {
            state.mode.text_size =
                state.mode.text_size == TextSize::large ? TextSize::standard : TextSize::large;
          },
          [&](const command::Contrast&) {
            state.mode.contrast = state.mode.contrast == Contrast::high ? Contrast::normal : Contrast::high;
          },
          [&](const command::LowerReach&) { state.mode.lower_reach = !state.mode.lower_reach; },
          [&](const command::ReadAloud&) { state.volume = louder(state.volume); },
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
            if (find_category(tools.office.report_form, category.key) == nullptr) return;
            if (state.report.id == ReportId{}) state.report.id = new_report_id();
            if (state.report.category != category.key) state.report.subtype.clear();
            state.report.category = category.key;
            go_on(state, tools);
          },
          [&](const command::Subtype& subtype) {
            state.report.subtype = subtype.key;
            go_on(state, tools);
          },
          [&](const command::Advice& advice) {
            state.report.is_urgent = advice.is_urgent;
            if (!advice.is_urgent) go_on(state, tools);
          },
          [&](const command::GoOn&) {
            if (tools.now - state.report.since >= kLeastStep) go_on(state, tools);
          },
          [&](const command::PlaceKindIs& kind) {
            state.report.keep_place();
            state.report.kind = kind.kind;
            write_anew(state, keyboard);
          },
          [&](const command::KeepPlace&) {
            state.report.keep_place();
            write_anew(state, keyboard);
          },
          [&](const command::DropPlace& drop) {
            auto& places = state.report.places;
            if (drop.index < places.size())
              places.erase(places.begin() + static_cast<std::ptrdiff_t>(drop.index));
          },
          [&](const command::ContactIs& contact) {
            state.report.contact = contact.field;
            write_anew(state, keyboard);
          },
          [&](const command::Send&) {
            if (state.report.step != ReportStep::check) return;
            stop_writing(state, keyboard);
            state.report.trouble = ReportTrouble::none;
            state.report.step = ReportStep::sending;
          },
          [&](const command::KeepReceipt&) {
            stop_writing(state, keyboard);
            state.report.wipe();
            state.trail.assign(1, Route{});
          },
          [&](const command::LookUp&) {
            if (field_of(state) != &state.code || state.code.characters() != kCodeDigits) return;
            stop_writing(state, keyboard);
            state.look_up = {LookUpStep::searching, std::nullopt};
          },
          [&](const command::Write&) { start_writing(state, keyboard); },
          [&](const command::StopWriting&) { stop_writing(state, keyboard); },
          [&](const command::PressKey& press) { press_key(press.id, state, tools); },
          [&](const command::TypeDigit& typed) { type_digit(typed.digit, state, tools); },
          [&](const command::WriteStroke& written) { keyboard.write(written.stroke); },
          [&](const command::TouchText& touch) { touch_text(touch, state, tools); },
      },
      command);
}

void wipe(VisitState& state, Keyboard& keyboard) {
  keyboard.wipe();
  state.query.wipe();
  state.sought.wipe();
  state.code.wipe();
  state.hits.clear();
  state.hits.shrink_to_fit();
  state.report.wipe();
  state.reports_filed = 0;
  state.look_up = {};
  state.trail.assign(1, Route{});
  state.quiz = {};
  state.film.reset();
  state.mode = {};
  state.volume = SpeechVolume::off;
  state.writes = false;
  std::fill(state.stroke.begin(), state.stroke.end(), StrokePoint{});
  Stroke().swap(state.stroke);
  state.finger = {};
  state.pressed = {};
  state.field_top = 0;
  state.touched = {};
  state.seconds_left.reset();
  state.is_over = false;
}

}  // namespace crier
