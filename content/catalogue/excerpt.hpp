// SPDX-License-Identifier: Apache-2.0
// The sentence in which something was found, and where in it. Pure functions; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "content/catalogue/terms.hpp"

namespace crier {

// Bytes [begin, end) of a text.
struct Mark {
  std::size_t begin = 0;
  std::size_t end = 0;

  bool operator==(const Mark&) const = default;
};

struct Excerpt {
  std::string text;
  std::vector<Mark> marks;  // in order, none overlapping
};

// Where any of the terms stands: hanzi as they are, a word at the beginning of words, or as the pinyin or the
// initials of hanzi.
std::vector<Mark> find_marks(const std::vector<Letter>& letters, const std::vector<Term>& terms);

// The sentence with the first mark, or the first one where there is no mark; at most about ninety characters,
// with "…" where it was cut.
Excerpt excerpt_of(const Spelling& spelling, std::string_view text, const std::vector<Term>& terms);

}  // namespace crier
