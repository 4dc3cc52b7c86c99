// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/text_field.hpp"

#include <algorithm>
#include <utility>

#include "config/text_file.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostChanges = 100;

bool is_control(std::string_view text, std::size_t offset) {
  const auto byte = static_cast<unsigned char>(text[offset]);
  if (byte < 0x20 || byte == 0x7f) return true;
  // U+0080 to U+009F.
  return byte == 0xc2 && offset + 1 < text.size() && static_cast<unsigned char>(text[offset + 1]) < 0xa0;
}

// What of `text` may stand in a field: no control characters.
SecretText without_controls(std::string_view text, Lines lines) {
  SecretText clean;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool line_feed = text[i] == '\n' && lines == Lines::multiple;
    if (line_feed || !is_control(text, i))
      clean.append(text.substr(i, 1));
    else if (static_cast<unsigned char>(text[i]) == 0xc2)
      ++i;
  }
  return clean;
}

// The longest beginning of `text` of at most `most` code points that ends between two characters.
std::string_view first_characters(std::string_view text, std::size_t most) {
  std::size_t end = 0;
  while (end < text.size()) {
    const std::size_t next = next_grapheme(text, end);
    const std::size_t characters = count_characters(text.substr(end, next - end));
    if (characters > most) break;
    most -= characters;
    end = next;
  }
  return text.substr(0, end);
}

bool is_one_letter(std::string_view text) {
  return !text.empty() && text != " " && text != "\n" && count_characters(text) == 1;
}

}  // namespace

TextField::TextField(Lines lines, std::size_t most_characters)
    : lines_(lines), most_characters_(most_characters) {}

TextRange TextField::selection() const {
  return {std::min(caret_, anchor_), std::max(caret_, anchor_)};
}

TextField::Insertion TextField::insert(std::string_view text) {
  if (text.empty() || first_not_utf8(text)) return Insertion::nothing;
  const SecretText clean = without_controls(text, lines_);
  if (clean.empty()) return Insertion::nothing;
  const TextRange range = selection();
  const std::size_t replaced = count_characters(text_.view().substr(range.begin, range.end - range.begin));
  const std::size_t kept = characters_ - replaced;
  const std::size_t room = most_characters_ > kept ? most_characters_ - kept : 0;
  const std::string_view fits = first_characters(clean, room);
  if (!fits.empty()) replace(range, fits);
  return fits.size() == clean.size() ? Insertion::whole : Insertion::cut;
}

bool TextField::erase_before() {
  TextRange range = selection();
  if (range.empty()) range.begin = previous_grapheme(text_, range.begin);
  if (range.empty()) return false;
  replace(range, {});
  return true;
}

bool TextField::erase_after() {
  TextRange range = selection();
  if (range.empty()) range.end = next_grapheme(text_, range.end);
  if (range.empty()) return false;
  replace(range, {});
  return true;
}

void TextField::move(Motion motion, Selecting selecting) {
  const std::string_view text = text_;
  const TextRange selected = selection();
  const bool collapse = selecting == Selecting::no && !selected.empty();
  std::size_t to = caret_;
  switch (motion) {
    case Motion::left:
      to = collapse ? selected.begin : previous_grapheme(text, caret_);
      break;
    case Motion::right:
      to = collapse ? selected.end : next_grapheme(text, caret_);
      break;
    case Motion::line_begin: {
      const std::size_t feed = caret_ == 0 ? text.npos : text.rfind('\n', caret_ - 1);
      to = feed == text.npos ? 0 : feed + 1;
      break;
    }
    case Motion::line_end:
      to = std::min(text.find('\n', caret_), text.size());
      break;
    case Motion::text_begin:
      to = 0;
      break;
    case Motion::text_end:
      to = text.size();
      break;
  }
  place_caret(to, selecting);
}

void TextField::place_caret(std::size_t offset, Selecting selecting) {
  caret_ = snap_to_grapheme(text_, offset);
  if (selecting == Selecting::no) anchor_ = caret_;
  if (!done_.empty()) done_.back().open = false;
  ++revision_;
}

void TextField::select_word(std::size_t offset) {
  const TextRange word = word_around(text_, offset);
  place_caret(word.begin);
  place_caret(word.end, Selecting::yes);
}

void TextField::select_all() {
  place_caret(0);
  place_caret(text_.size(), Selecting::yes);
}

bool TextField::undo() {
  if (done_.empty()) return false;
  Change change = std::move(done_.back());
  done_.pop_back();
  splice(change.offset, change.inserted.size(), change.removed);
  caret_ = anchor_ = change.caret_before;
  change.open = false;
  undone_.push_back(std::move(change));
  touch_up();
  return true;
}

bool TextField::redo() {
  if (undone_.empty()) return false;
  Change change = std::move(undone_.back());
  undone_.pop_back();
  splice(change.offset, change.removed.size(), change.inserted);
  caret_ = anchor_ = change.offset + change.inserted.size();
  done_.push_back(std::move(change));
  touch_up();
  return true;
}

void TextField::compose(std::string_view letters) {
  if (composing_ == letters) return;
  // What is selected gives way to the first letter, as it would to a committed one.
  if (!letters.empty() && !selection().empty()) replace(selection(), {});
  composing_ = SecretText(letters);
  ++revision_;
}

TextField::Shown TextField::shown() const {
  Shown shown;
  shown.text = text_;
  shown.text.insert(caret_, composing_);
  shown.caret = caret_ + composing_.size();
  shown.composing = {caret_, shown.caret};
  if (composing_.empty()) shown.selection = selection();
  return shown;
}

std::size_t TextField::offset_of_shown(std::size_t shown_offset) const {
  if (shown_offset <= caret_) return shown_offset;
  return std::max(caret_, shown_offset - std::min(shown_offset, composing_.size()));
}

void TextField::reset(std::string_view text) {
  SecretText fresh = first_not_utf8(text) ? SecretText() : without_controls(text, lines_);
  wipe();
  text_ = SecretText(first_characters(fresh, most_characters_));
  characters_ = count_characters(text_);
  caret_ = anchor_ = text_.size();
}

void TextField::wipe() {
  text_.wipe();
  composing_.wipe();
  done_.clear();
  undone_.clear();
  characters_ = caret_ = anchor_ = 0;
  ++revision_;
}

void TextField::replace(TextRange range, std::string_view text) {
  undone_.clear();
  if (!join(range, text)) {
    Change change;
    change.offset = range.begin;
    change.removed = SecretText(text_.view().substr(range.begin, range.end - range.begin));
    change.inserted = SecretText(text);
    change.caret_before = caret_;
    change.open = is_one_letter(text);
    if (done_.size() == kMostChanges) done_.erase(done_.begin());
    done_.push_back(std::move(change));
  }
  splice(range.begin, range.end - range.begin, text);
  caret_ = anchor_ = range.begin + text.size();
  touch_up();
}

bool TextField::join(TextRange range, std::string_view text) {
  if (done_.empty() || !done_.back().open || !range.empty() || !is_one_letter(text)) return false;
  Change& last = done_.back();
  if (range.begin != last.offset + last.inserted.size()) return false;
  last.inserted.append(text);
  return true;
}

void TextField::splice(std::size_t offset, std::size_t removed, std::string_view inserted) {
  characters_ -= count_characters(text_.view().substr(offset, removed));
  characters_ += count_characters(inserted);
  text_.erase(offset, removed);
  text_.insert(offset, inserted);
}

// A mark that lost its base joins what stands before it: the caret then goes behind both.
void TextField::touch_up() {
  const std::size_t snapped = snap_to_grapheme(text_, caret_);
  if (snapped != caret_) caret_ = next_grapheme(text_, snapped);
  anchor_ = caret_;
  ++revision_;
}

}  // namespace crier
