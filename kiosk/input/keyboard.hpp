// SPDX-License-Identifier: Apache-2.0
// Keyboard: the on-screen keyboard's state: which keys are up, what a press does to the field, which
// candidates stand in the bar. Draws nothing. The visit's thread only.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/input/engine.hpp"
#include "kiosk/input/field_kind.hpp"
#include "kiosk/input/key_layout.hpp"
#include "kiosk/input/text_field.hpp"

namespace crier {

// Null where it could not be opened: its mode is then not offered, the others work.
struct KeyboardEngines {
  std::unique_ptr<InputEngine> pinyin;
  std::unique_ptr<InputEngine> handwriting;
};

enum class Shift { off, once, locked };

// What a press did, for sound, speech and the panel. `full`: the field's limit cut it off.
enum class KeyOutcome { ignored, edited, composed, switched, full, done };

struct PlacedCandidate {
  std::size_t index = 0;  // for choose()
  SecretText text;
  KeyRectangle place;
};

class Keyboard {
 public:
  explicit Keyboard(KeyboardEngines engines);

  // The field that is written to from now on, which outlives its attachment; null: none. What was being
  // composed for the last one is committed as it is. The mode becomes the one the kind asks for.
  void attach(TextField* field, FieldKind kind = FieldKind::text);
  TextField* field() const { return field_; }

  // The screen, or a turn of the large-type mode. May be set at every frame.
  void set_area(const KeyboardArea& area);

  KeyboardMode mode() const { return mode_; }
  bool offers(KeyboardMode mode) const;
  void set_mode(KeyboardMode mode);  // an unfinished word is settled first; unoffered modes are ignored
  Shift shift() const { return shift_; }

  // What stands where, in the area's units, until the next call that changes the mode, kind or area.
  const PlacedKeyboard& placed() const { return placed_; }
  // A key's face as it is now: upper case under shift, otherwise its label.
  std::string_view label(const Key& key) const;
  bool enabled(const Key& key) const;
  bool selected(const Key& key) const;  // the mode that is on, and shift

  // Ids of keys, "candidate.N" for the candidate with that index, "page.next" and "page.previous". Unknown
  // ids and keys that are not up are ignored.
  KeyOutcome press(std::string_view id);
  // What a real keyboard sent, one or more characters: as if pressed where there is such a key.
  KeyOutcome type(std::string_view text);
  // A stroke on the pad, in any units from its top left corner.
  KeyOutcome write(const Stroke& stroke);
  const std::vector<Stroke>& strokes() const;

  // A finger in the text: an unfinished word is settled as its letters, then the caret goes to that offset of
  // TextField::shown().text.
  void touch_text(std::size_t shown_offset, Selecting selecting = Selecting::no);

  // The page of candidates that is seen, best first; empty: none.
  const std::vector<PlacedCandidate>& candidates() const { return candidates_; }
  bool has_next_page() const { return more_; }
  bool has_previous_page() const { return pages_.size() > 1; }
  KeyRectangle next_page_place() const { return next_place_; }
  KeyRectangle previous_page_place() const { return previous_place_; }
  KeyOutcome choose(std::size_t index);
  bool composing() const;

  // The field's text with what is composed as it was typed, where the field shows it cut into syllables.
  SecretText as_typed() const;

  // Counts every change of what is seen, but for the field's own.
  std::uint64_t revision() const { return revision_; }

  // Forgets everything; the field is no longer attached. The caller wipes its fields.
  void wipe();

 private:
  enum class Settle { as_letters, as_first_candidate, drop };

  InputEngine* engine() const;
  KeyOutcome apply(const Key& key);
  KeyOutcome insert(std::string_view text);
  KeyOutcome type_letter(std::string_view text);
  KeyOutcome backspace();
  KeyOutcome enter();
  KeyOutcome turn_page(KeyAction action);
  void settle(Settle how);
  void show_composing();
  void list_candidates();
  void place();

  KeyboardEngines engines_;
  TextField* field_ = nullptr;
  FieldKind kind_ = FieldKind::text;
  KeyboardMode mode_ = KeyboardMode::english;
  KeyboardMode text_mode_ = KeyboardMode::english;  // the last one chosen for writing text
  Signs signs_ = Signs::chinese;
  Shift shift_ = Shift::off;
  KeyboardArea area_;
  PlacedKeyboard placed_;
  std::vector<PlacedCandidate> candidates_;
  std::vector<std::size_t> pages_{0};  // first candidates of the pages up to the one that is seen
  bool more_ = false;
  KeyRectangle next_place_;
  KeyRectangle previous_place_;
  std::uint64_t revision_ = 0;
};

}  // namespace crier
