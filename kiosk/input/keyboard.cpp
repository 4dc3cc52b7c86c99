// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/keyboard.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace crier {
namespace {

constexpr std::string_view kUpperCase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kCandidatePrefix = "candidate.";

// A sentence is chosen in as many steps as it has words, and no engine holds more.
constexpr int kMostChoices = 64;

bool is_letter(std::string_view text) {
  return text.size() == 1 && text[0] >= 'a' && text[0] <= 'z';
}

// In ems, as a fair guess without a font: ideographs are square, Latin letters about half as wide.
double estimated_width(std::string_view text) {
  const auto ascii =
      std::ranges::count_if(text, [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
  return 0.6 * static_cast<double>(ascii) + static_cast<double>(count_characters(text)) -
         static_cast<double>(ascii);
}

std::optional<std::size_t> candidate_number(std::string_view id) {
  if (!id.starts_with(kCandidatePrefix)) return std::nullopt;
  id.remove_prefix(kCandidatePrefix.size());
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
  if (error != std::errc() || end != id.data() + id.size()) return std::nullopt;
  return number;
}

std::optional<KeyboardMode> mode_of(KeyAction action) {
  switch (action) {
    case KeyAction::to_pinyin:
      return KeyboardMode::pinyin;
    case KeyAction::to_handwriting:
      return KeyboardMode::handwriting;
    case KeyAction::to_english:
      return KeyboardMode::english;
    case KeyAction::to_symbols:
      return KeyboardMode::symbols;
    default:
      return std::nullopt;
  }
}

}  // namespace

Keyboard::Keyboard(KeyboardEngines engines) : engines_(std::move(engines)) {
  wipe();
}

void Keyboard::attach(TextField* field, FieldKind kind) {
  settle(Settle::as_letters);
  field_ = field;
  kind_ = kind;
  shift_ = Shift::off;
  mode_ = mode_for(kind).value_or(text_mode_);
  place();
}

void Keyboard::set_area(const KeyboardArea& area) {
  if (area == area_) return;
  area_ = area;
  pages_ = {0};
  place();
}

bool Keyboard::offers(KeyboardMode mode) const {
  if (has_one_mode(kind_)) return mode == mode_for(kind_);
  if (mode == KeyboardMode::pinyin) return engines_.pinyin != nullptr;
  if (mode == KeyboardMode::handwriting) return engines_.handwriting != nullptr;
  return mode != KeyboardMode::digits && mode != KeyboardMode::telephone;
}

void Keyboard::set_mode(KeyboardMode mode) {
  if (mode == mode_ || !offers(mode)) return;
  // Who turns to Latin letters meant those already typed; who turns to writing did not find the word.
  settle(mode == KeyboardMode::english   ? Settle::as_letters
         : mode == KeyboardMode::symbols ? Settle::as_first_candidate
                                         : Settle::drop);
  if (mode == KeyboardMode::symbols)
    signs_ = kind_ == FieldKind::text && mode_ != KeyboardMode::english ? Signs::chinese : Signs::ascii;
  mode_ = mode;
  if (kind_ == FieldKind::text && mode != KeyboardMode::symbols) text_mode_ = mode;
  shift_ = Shift::off;
  place();
}

std::string_view Keyboard::label(const Key& key) const {
  if (mode_ != KeyboardMode::english || shift_ == Shift::off || !is_letter(key.text)) return key.label;
  return kUpperCase.substr(static_cast<std::size_t>(key.text[0] - 'a'), 1);
}

bool Keyboard::enabled(const Key& key) const {
  if (const auto mode = mode_of(key.action)) return offers(*mode);
  if (key.action == KeyAction::shift || key.action == KeyAction::done) return true;
  if (field_ == nullptr) return false;
  switch (key.action) {
    case KeyAction::undo:
      return composing() || field_->can_undo();
    case KeyAction::enter:
      return composing() || field_->lines() == Lines::multiple;
    case KeyAction::caret_left:
      return !composing() && (field_->caret() > 0 || !field_->selection().empty());
    case KeyAction::caret_right:
      return !composing() && (field_->caret() < field_->text().size() || !field_->selection().empty());
    case KeyAction::clear:
      return mode_ == KeyboardMode::handwriting ? composing() : !field_->empty();
    case KeyAction::backspace:
      return composing() || field_->caret() > 0 || !field_->selection().empty();
    default:
      return true;
  }
}

bool Keyboard::selected(const Key& key) const {
  if (key.action == KeyAction::shift) return shift_ != Shift::off;
  return mode_of(key.action) == mode_;
}

KeyOutcome Keyboard::press(std::string_view id) {
  if (const auto number = candidate_number(id)) return choose(*number);
  if (id == "page.next") return turn_page(KeyAction::next_page);
  if (id == "page.previous") return turn_page(KeyAction::previous_page);
  const PlacedKey* const placed = placed_.find(id);
  return placed == nullptr || !enabled(*placed->key) ? KeyOutcome::ignored : apply(*placed->key);
}

KeyOutcome Keyboard::apply(const Key& key) {
  if (const auto mode = mode_of(key.action)) {
    if (*mode == mode_) return KeyOutcome::ignored;
    set_mode(*mode);
    return KeyOutcome::switched;
  }
  ++revision_;
  switch (key.action) {
    case KeyAction::text: {
      if (mode_ == KeyboardMode::pinyin && key.text.size() == 1) return type_letter(key.text);
      const KeyOutcome outcome = insert(label(key));
      if (shift_ == Shift::once && is_letter(key.text)) shift_ = Shift::off;
      return outcome;
    }
    case KeyAction::space:
      return candidates_.empty() ? insert(" ") : choose(0);
    case KeyAction::backspace:
      return backspace();
    case KeyAction::enter:
      return enter();
    case KeyAction::done:
      settle(Settle::as_first_candidate);
      return KeyOutcome::done;
    case KeyAction::clear:
      if (mode_ == KeyboardMode::handwriting) {
        settle(Settle::drop);
        return KeyOutcome::composed;
      }
      field_->select_all();
      field_->erase_before();
      return KeyOutcome::edited;
    case KeyAction::shift:
      shift_ = shift_ == Shift::off ? Shift::once : shift_ == Shift::once ? Shift::locked : Shift::off;
      return KeyOutcome::switched;
    case KeyAction::undo:
      if (composing()) {
        settle(Settle::drop);
        return KeyOutcome::composed;
      }
      field_->undo();
      return KeyOutcome::edited;
    case KeyAction::caret_left:
    case KeyAction::caret_right:
      field_->move(key.action == KeyAction::caret_left ? Motion::left : Motion::right);
      return KeyOutcome::edited;
    default:
      return KeyOutcome::ignored;
  }
}

KeyOutcome Keyboard::type(std::string_view text) {
  KeyOutcome outcome = KeyOutcome::ignored;
  if (field_ == nullptr) return outcome;
  for (std::size_t begin = 0, end = 0; begin < text.size(); begin = end) {
    end = begin + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) ++end;
    const std::string_view character = text.substr(begin, end - begin);
    ++revision_;
    if (character == "\n" || character == "\r")
      outcome = composing() || field_->lines() == Lines::multiple ? enter() : KeyOutcome::done;
    else if (character == "\b" || character == "\x7f")
      outcome = backspace();
    else if (character == " " && !candidates_.empty())
      outcome = choose(0);
    else if (mode_ == KeyboardMode::pinyin && (is_letter(character) || character == "'"))
      outcome = type_letter(character);
    else
      outcome = insert(character);
  }
  return outcome;
}

KeyOutcome Keyboard::write(const Stroke& stroke) {
  if (field_ == nullptr || mode_ != KeyboardMode::handwriting || !engine()->write(stroke))
    return KeyOutcome::ignored;
  show_composing();
  return KeyOutcome::composed;
}

const std::vector<Stroke>& Keyboard::strokes() const {
  static const std::vector<Stroke> none;
  return engine() == nullptr ? none : engine()->strokes();
}

void Keyboard::touch_text(std::size_t shown_offset, Selecting selecting) {
  if (field_ == nullptr) return;
  const std::size_t begin = field_->caret();
  const std::size_t end = begin + field_->composing().size();
  settle(Settle::as_letters);
  // The letters may take less room as text than they did while they were composed.
  if (shown_offset > begin) shown_offset = field_->caret() + (shown_offset > end ? shown_offset - end : 0);
  field_->place_caret(shown_offset, selecting);
}

KeyOutcome Keyboard::choose(std::size_t index) {
  if (field_ == nullptr || !composing()) return KeyOutcome::ignored;
  if (engine()->candidates(index, 1).empty()) return KeyOutcome::ignored;
  const std::optional<SecretText> text = engine()->select(index);
  show_composing();
  return text ? insert(*text) : KeyOutcome::composed;
}

bool Keyboard::composing() const {
  return engine() != nullptr && !engine()->empty();
}

SecretText Keyboard::as_typed() const {
  if (field_ == nullptr) return {};
  SecretText typed(field_->text());
  if (composing()) typed.insert(field_->caret(), engine()->raw());
  return typed;
}

void Keyboard::wipe() {
  for (InputEngine* engine : {engines_.pinyin.get(), engines_.handwriting.get()})
    if (engine != nullptr) engine->clear();
  field_ = nullptr;
  kind_ = FieldKind::text;
  shift_ = Shift::off;
  text_mode_ = engines_.pinyin        ? KeyboardMode::pinyin
               : engines_.handwriting ? KeyboardMode::handwriting
                                      : KeyboardMode::english;
  mode_ = text_mode_;
  pages_ = {0};
  place();
}

InputEngine* Keyboard::engine() const {
  if (mode_ == KeyboardMode::pinyin) return engines_.pinyin.get();
  return mode_ == KeyboardMode::handwriting ? engines_.handwriting.get() : nullptr;
}

KeyOutcome Keyboard::insert(std::string_view text) {
  if (field_ == nullptr) return KeyOutcome::ignored;
  if (!takes(kind_, text)) return KeyOutcome::ignored;
  settle(Settle::as_first_candidate);
  switch (field_->insert(text)) {
    case TextField::Insertion::whole:
      return KeyOutcome::edited;
    case TextField::Insertion::cut:
      return KeyOutcome::full;
    case TextField::Insertion::nothing:
      break;
  }
  return KeyOutcome::ignored;
}

KeyOutcome Keyboard::type_letter(std::string_view text) {
  const char letter = text[0];
  const bool is_pinyin = is_letter(text) || (letter == '\'' && composing());
  if (!is_pinyin) return insert(text);
  if (field_->full() && field_->selection().empty()) return KeyOutcome::full;
  if (!engine()->type(letter)) return KeyOutcome::ignored;
  show_composing();
  return KeyOutcome::composed;
}

KeyOutcome Keyboard::backspace() {
  if (composing()) {
    engine()->backspace();
    show_composing();
    return KeyOutcome::composed;
  }
  return field_->erase_before() ? KeyOutcome::edited : KeyOutcome::ignored;
}

KeyOutcome Keyboard::enter() {
  if (!composing()) return insert("\n");
  settle(mode_ == KeyboardMode::pinyin ? Settle::as_letters : Settle::as_first_candidate);
  return KeyOutcome::edited;
}

KeyOutcome Keyboard::turn_page(KeyAction action) {
  if (action == KeyAction::next_page) {
    if (!more_) return KeyOutcome::ignored;
    pages_.push_back(candidates_.back().index + 1);
  } else {
    if (pages_.size() < 2) return KeyOutcome::ignored;
    pages_.pop_back();
  }
  list_candidates();
  return KeyOutcome::switched;
}

void Keyboard::settle(Settle how) {
  if (!composing()) return;
  InputEngine& from = *engine();
  SecretText text;
  if (how == Settle::as_first_candidate) {
    for (int choice = 0; choice < kMostChoices && !from.empty(); ++choice) {
      if (const auto chosen = from.select(0)) text = *chosen;
      if (from.candidates(0, 1).empty()) break;
    }
  }
  if (how != Settle::drop && !from.empty()) text = from.raw();
  from.clear();
  show_composing();
  if (field_ != nullptr && !text.empty()) field_->insert(text);
}

void Keyboard::show_composing() {
  if (field_ != nullptr) field_->compose(composing() ? engine()->preedit().view() : std::string_view());
  pages_ = {0};
  list_candidates();
}

// Fills the bar from left to right. Where not all fit, its last two keys turn the page.
void Keyboard::list_candidates() {
  ++revision_;
  candidates_.clear();
  more_ = false;
  if (!composing()) return;
  const KeyRectangle bar = placed_.candidates;
  const double em = area_.character * area_.scale;
  const double key = placed_.pitch_across;
  const std::size_t first = pages_.back();
  const std::vector<SecretText> texts = engine()->candidates(first, kUnitsAcross + 1);
  const auto width = [&](const SecretText& text) { return std::max(key, (estimated_width(text) + 1) * em); };
  double all = 0;
  for (const SecretText& text : texts) all += width(text);
  const bool on_one_page = first == 0 && texts.size() <= kUnitsAcross && all <= bar.width + 1e-6;
  const double room = bar.width - (on_one_page ? 0 : 2 * key);
  double x = 0;
  for (const SecretText& text : texts) {
    const double wanted = std::min(width(text), room);
    more_ = x + wanted > room + 1e-6;
    if (more_) break;
    candidates_.push_back({first + candidates_.size(), text, {bar.x + x, bar.y, wanted, bar.height}});
    x += wanted;
  }
  previous_place_ = {bar.x + bar.width - 2 * key, bar.y, key, bar.height};
  next_place_ = {bar.x + bar.width - key, bar.y, key, bar.height};
}

void Keyboard::place() {
  placed_ = place_keys(key_rows(mode_, address_row(kind_), signs_), area_);
  list_candidates();
}

}  // namespace crier
