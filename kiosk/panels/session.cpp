// SPDX-License-Identifier: Apache-2.0
#include "kiosk/panels/session.hpp"

#include <algorithm>
#include <utility>

#include "kiosk/panels/places.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostStrokePoints = 2000;

bool is_field_at(const Registry& registry, int x, int y) {
  return std::ranges::any_of(registry.elements(), [x, y](const Element& element) {
    return element.role == Role::field && element.place.contains({x, y, 1, 1});
  });
}

}  // namespace

Session::Session(const Office& office, Glass& glass, const Translator& translator, const Metrics& metrics,
                 const Clock& clock, Keyboard& keyboard)
    : office_(office),
      glass_(glass),
      translator_(translator),
      metrics_(metrics),
      clock_(clock),
      keyboard_(keyboard) {}

// A finger on the pad writes; true where it was for the pad.
bool Session::writes_on_pad(InputKind kind, int x, int y) {
  if (kind == InputKind::press) {
    const bool is_there =
        state_.writes && keyboard_.mode() == KeyboardMode::handwriting && !state_.seconds_left;
    const PlacedKey* const pad = is_there ? keyboard_.placed().find("key.pad") : nullptr;
    const Rectangle room = keyboard_room(metrics_, theme());
    if (pad == nullptr || !pad->face.contains(x - room.x, y - room.y)) return false;
    pad_ = StrokePoint{static_cast<float>(room.x + pad->face.x), static_cast<float>(room.y + pad->face.y)};
  }
  if (!pad_) return false;
  if (state_.stroke.size() < kMostStrokePoints)
    state_.stroke.push_back({static_cast<float>(x) - pad_->x, static_cast<float>(y) - pad_->y});
  if (kind == InputKind::release) {
    obey({command::WriteStroke{std::exchange(state_.stroke, {})}});
    pad_.reset();
  }
  is_dirty_ = true;
  return true;
}

bool Session::touch(InputKind kind, int x, int y) {
  const bool counts = !state_.seconds_left || kind == InputKind::release;
  focus_.hide();
  if (writes_on_pad(kind, x, y)) return counts;
  pointer_.x = x;
  pointer_.y = y;
  state_.finger = {static_cast<float>(x), static_cast<float>(y)};
  if (kind == InputKind::move) {
    is_dirty_ = is_dirty_ || holds_text_;
    return counts;
  }
  pointer_.is_down = kind == InputKind::press;
  if (kind == InputKind::press) state_.pressed = state_.finger;
  holds_text_ = kind == InputKind::press && is_field_at(registry_, x, y);
  look();
  if (kind == InputKind::release) pointer_ = {};
  is_dirty_ = true;
  return counts;
}

void Session::key(PadKey key, int digit) {
  is_dirty_ = true;
  const FocusOutcome outcome = focus_.key(key, digit, registry_);
  // A question is answered by any key, and nothing else is done by it.
  if (state_.seconds_left && outcome.act != FocusAct::press && outcome.act != FocusAct::moved) return;
  switch (outcome.act) {
    case FocusAct::press:
      // A key has no place in the text to put the caret to.
      if (const Element* const pressed = registry_.find(outcome.id); pressed && pressed->role == Role::field)
        return obey({command::Write{}});
      pressed_by_key_ = outcome.id;
      look();
      pressed_by_key_.clear();
      break;
    case FocusAct::back:
      obey({command::Back{}});
      break;
    case FocusAct::erase:
      obey({command::Write{}, command::PressKey{"key.backspace"}});
      break;
    case FocusAct::digit:
      obey({command::TypeDigit{outcome.digit}});
      break;
    case FocusAct::moved:
      focused_ = outcome.id;
      break;
    case FocusAct::nothing:
      break;
  }
}

void Session::ask(std::optional<int> seconds_left) {
  if (seconds_left == state_.seconds_left) return;
  state_.seconds_left = seconds_left;
  state_.film.reset();
  is_dirty_ = true;
}

void Session::end_film() {
  state_.film.reset();
  is_dirty_ = true;
}

void Session::obey(const std::vector<Command>& commands) {
  const VisitTools tools{office_, catalogue_, keyboard_, clock_.wall()};
  for (const Command& one : commands) {
    if (const auto* const press = std::get_if<command::PressKey>(&one)) note_written(press->id, "");
    apply(one, state_, tools);
    if (const auto* const typed = std::get_if<command::TypeDigit>(&one); typed && state_.writes)
      note_written("key." + std::to_string(typed->digit), std::to_string(typed->digit));
    if (std::holds_alternative<command::TouchText>(one)) note_selection();
    is_dirty_ = true;
  }
}

bool Session::is_field_full() {
  const TextField* const field = field_of(state_);
  return state_.writes && field != nullptr && field->full();
}

// A key that is not up has the name that is given, if any.
void Session::note_written(const std::string& id, const std::string& label) {
  if (const Element* const pressed = registry_.find(id)) {
    written_.push_back(*pressed);
  } else if (!label.empty()) {
    Element key;
    key.id = id;
    key.role = Role::key;
    key.label = label;
    written_.push_back(std::move(key));
  }
}

void Session::note_selection() {
  const TextField* const field = keyboard_.field();
  if (field == nullptr || field->selection().empty()) return;
  Element selected;
  selected.id = "selection";
  selected.role = Role::status;
  selected.label = selection_words(translator_, state_.mode.language, *field);
  written_.push_back(std::move(selected));
}

void Session::give_receipt(Receipt receipt, std::size_t asked_group) {
  if (state_.report.step != ReportStep::sending) return;
  state_.report.receipt = std::move(receipt);
  state_.report.asked_group = asked_group;
  state_.report.step = ReportStep::receipt;
  ++state_.reports_filed;
  is_dirty_ = true;
}

void Session::fail_report(ReportTrouble trouble) {
  if (state_.report.step != ReportStep::sending) return;
  state_.report.trouble = trouble;
  state_.report.step = ReportStep::check;
  is_dirty_ = true;
}

void Session::give_answer(std::optional<Answer> answer) {
  if (state_.look_up.step != LookUpStep::searching) return;
  state_.look_up.step = answer ? LookUpStep::found : LookUpStep::missing;
  state_.look_up.answer = std::move(answer);
  // Where there is nothing to read the figures may be mended, unless the citizen has gone elsewhere.
  if (state_.page().panel == PanelKind::status) obey({command::Write{}});
}

std::vector<Command> Session::go_through() {
  const Theme theme = this->theme();
  keyboard_.set_area(keyboard_area(metrics_, theme));
  const PanelFacts facts{office_, keyboard_, clock_.wall(), takes_reports_, service_};
  const Focused focused{focus_.is_visible() ? focus_.id() : "", pressed_by_key_};
  Ui ui(glass_, registry_, translator_, metrics_, theme, state_.mode, focused);
  glass_.begin(pointer_);
  return draw_panel(ui, state_, facts);
}

// Goes through the panel once for what was pressed, without drawing it.
void Session::look() {
  const auto commands = go_through();
  glass_.skip();
  obey(commands);
}

void Session::review() {
  go_through();
  glass_.skip();
  is_dirty_ = true;
}

std::optional<Rectangle> Session::draw(std::uint8_t* pixels, int stride) {
  const std::string panel = registry_.panel();
  for (const Command& one : go_through()) {
    // Nothing can have been pressed since the last look, but the caret may have left what is seen.
    if (std::holds_alternative<command::ScrollText>(one)) obey({one});
  }
  const auto damage = glass_.end(pixels, stride);
  const bool falls = focus_.follow(registry_) && focus_.is_visible();
  if (falls && panel == registry_.panel()) fallen_ = focus_.id();
  is_dirty_ = falls || glass_.is_incomplete();
  return damage;
}

void Session::wipe() {
  crier::wipe(state_, keyboard_);
  glass_.type().glyphs().wipe();
  registry_.begin("");
  written_.clear();
  focused_.reset();
  fallen_.reset();
  focus_.reset();
  pointer_ = {};
  pad_.reset();
  holds_text_ = false;
  is_dirty_ = true;
}

}  // namespace crier
