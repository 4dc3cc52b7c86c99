// SPDX-License-Identifier: Apache-2.0
// What a reader takes for one character: the extended grapheme clusters of UAX #29 in UTF-8, found without a
// copy of the text. Pure functions; any thread.
#pragma once

#include <cstddef>
#include <string_view>

namespace crier {

// Offsets are bytes; `text` is well-formed UTF-8 and `offset` at most its size, on a code point's first byte.
std::size_t next_grapheme(std::string_view text, std::size_t offset);      // the end where there is none
std::size_t previous_grapheme(std::string_view text, std::size_t offset);  // 0 where there is none

// The nearest boundary at or before `offset`, which may be anything.
std::size_t snap_to_grapheme(std::string_view text, std::size_t offset);

// Code points: what a limit and its counter count.
std::size_t count_characters(std::string_view text);

// A run of letters and digits, of ideographs, of blanks, or one other character, around `offset`.
struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  bool empty() const { return begin == end; }
  bool operator==(const TextRange&) const = default;
};
TextRange word_around(std::string_view text, std::size_t offset);

}  // namespace crier
