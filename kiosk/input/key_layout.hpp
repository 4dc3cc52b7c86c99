// SPDX-License-Identifier: Apache-2.0
// KeyLayout: the keyboard's keys as data, ten units wide in every mode, and where they lie on a screen. Pure
// functions and constants; any thread.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace crier {

enum class KeyboardMode { pinyin, handwriting, english, symbols, digits, telephone };

enum class KeyAction {
  text,            // inserts `text`; letters go to the engine in pinyin
  space,           // a blank, or the first candidate
  backspace,       // what is composed first, then the field
  enter,           // the letters as they are, or a new line
  done,            // the field is finished
  clear,           // in digits the whole field, in handwriting the strokes
  shift,           // the next letter in upper case; twice: all
  undo,            // the field's last change
  caret_left,      //
  caret_right,     //
  to_pinyin,       //
  to_handwriting,  //
  to_english,      //
  to_symbols,      //
  pad,             // the area that is written on; strokes go to Keyboard::write
  next_page,       // of candidates
  previous_page,   //
};

// `label` is what its face says, a message to be translated where `is_word`.
struct Key {
  std::string_view id;  // "key.a"; the same in every language
  std::string_view label;
  KeyAction action = KeyAction::text;
  std::string_view text = {};
  double width = 1;  // units
  int rows = 1;      // how many rows it is tall
  bool is_word = false;
};

struct KeyRow {
  double indent = 0;  // units left empty before its first key
  std::span<const Key> keys;
};

// `row`: one for addresses above the others, in English only. `signs`: which symbols there are, those of
// Chinese or those of ASCII.
enum class AddressRow { none, web, email };
enum class Signs { chinese, ascii };
std::span<const KeyRow> key_rows(KeyboardMode mode, AddressRow row = AddressRow::none,
                                 Signs signs = Signs::chinese);

constexpr int kUnitsAcross = 10;

// All lengths in millimetres times `scale`: 1 for millimetres, pixels per millimetre for pixels.
struct KeyboardArea {
  double width = 268;  // the screen's, or the part of it that the keyboard may take
  double height = 476;
  double pitch = 22;        // of keys, where there is room
  double least_pitch = 12;  // never smaller, but for a screen that is narrower than ten of them
  double gap = 2;           // between two keys' faces
  double character = 10;    // em of a candidate
  double scale = 1;
  bool operator==(const KeyboardArea&) const = default;
};

struct KeyRectangle {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;

  bool contains(double at_x, double at_y) const {
    return at_x >= x && at_y >= y && at_x < x + width && at_y < y + height;
  }
  bool operator==(const KeyRectangle&) const = default;
};

struct PlacedKey {
  const Key* key = nullptr;
  KeyRectangle place;  // what takes the finger, up to the middle of the gap
  KeyRectangle face;   // what is drawn
};

struct PlacedKeyboard {
  KeyRectangle place;       // all of it, at the bottom of the area and centred
  KeyRectangle candidates;  // the bar above the keys, always there: keys never jump
  double pitch_across = 0;
  double pitch_down = 0;
  std::vector<PlacedKey> keys;

  // The key that takes a touch there; null: none.
  const Key* at(double x, double y) const;
  const PlacedKey* find(std::string_view id) const;
};

PlacedKeyboard place_keys(std::span<const KeyRow> rows, const KeyboardArea& area);

}  // namespace crier
