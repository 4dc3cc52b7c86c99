// SPDX-License-Identifier: Apache-2.0
// TextField: the text a citizen writes: caret, selection, undo, a limit with its counter, and the letters of
// an input engine shown at the caret. Nothing of it outlives wipe(). No clipboard. The visit's thread only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "config/secret_text.hpp"
#include "kiosk/input/grapheme.hpp"

namespace crier {

enum class Lines { single, multiple };
enum class Motion { left, right, line_begin, line_end, text_begin, text_end };
enum class Selecting { no, yes };

class TextField {
 public:
  explicit TextField(Lines lines = Lines::single, std::size_t most_characters = 200);

  std::string_view text() const { return text_; }
  bool empty() const { return text_.empty(); }
  Lines lines() const { return lines_; }
  std::size_t characters() const { return characters_; }  // code points, for the counter
  std::size_t most_characters() const { return most_characters_; }
  bool full() const { return characters_ >= most_characters_; }

  // Byte offsets into text(), always on grapheme boundaries.
  std::size_t caret() const { return caret_; }
  TextRange selection() const;  // empty: nothing is selected

  // Counts every change of what is seen: text, caret, selection or composing letters.
  std::uint64_t revision() const { return revision_; }

  // Puts `text` in place of the selection, or at the caret. Control characters are left out, but for the line
  // feed where there are lines; ill-formed UTF-8 counts for nothing. What is beyond the limit is cut off, and
  // the answer is then `cut`.
  enum class Insertion { whole, cut, nothing };
  Insertion insert(std::string_view text);

  // The selection, or one character before or after the caret; false: there was nothing.
  bool erase_before();
  bool erase_after();

  void move(Motion motion, Selecting selecting = Selecting::no);
  // As a finger does; offsets may be anything and are moved to the boundary before them.
  void place_caret(std::size_t offset, Selecting selecting = Selecting::no);
  void select_word(std::size_t offset);
  void select_all();

  // The last hundred changes. A run of single characters is one change, up to the next blank.
  bool can_undo() const { return !done_.empty(); }
  bool can_redo() const { return !undone_.empty(); }
  bool undo();
  bool redo();

  // Letters that an engine still turns over; shown, but no part of the text. Empty: none.
  void compose(std::string_view letters);
  std::string_view composing() const { return composing_; }

  // What is to be drawn: the text with the composing letters at the caret, which stands behind them.
  struct Shown {
    SecretText text;
    TextRange composing;  // to be underlined
    TextRange selection;  // empty while composing
    std::size_t caret = 0;
  };
  Shown shown() const;
  // Which offset of text() a place in shown().text stands for.
  std::size_t offset_of_shown(std::size_t shown_offset) const;

  // Begins anew with this text, which cannot be undone.
  void reset(std::string_view text);
  // Overwrites everything that was ever typed here.
  void wipe();

 private:
  struct Change {
    std::size_t offset = 0;
    SecretText removed;
    SecretText inserted;
    std::size_t caret_before = 0;
    bool open = false;  // the next single character may join
  };

  void replace(TextRange range, std::string_view text);
  void splice(std::size_t offset, std::size_t removed, std::string_view inserted);
  bool join(TextRange range, std::string_view text);
  void touch_up();

  Lines lines_;
  std::size_t most_characters_;
  SecretText text_;
  SecretText composing_;
  std::size_t characters_ = 0;
  std::size_t caret_ = 0;
  std::size_t anchor_ = 0;  // the selection's other end
  std::vector<Change> done_;
  std::vector<Change> undone_;
  std::uint64_t revision_ = 0;
};

}  // namespace crier
