// SPDX-License-Identifier: Apache-2.0
// Terms: how a text is cut for the index, and what somebody typed becomes a question to it. Pure functions;
// any thread.
//
// A run of hanzi is indexed as its pairs and its last character, so that each of its characters begins a
// token; for pinyin, at each of its characters what follows is spelled out ("wangluozhapian", "luozhapian")
// and by initials ("wlzp", "lzp"). All tokens live in one index: a typed word asks for every token that it
// begins.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/catalogue/spelling.hpp"

namespace crier {

inline constexpr std::size_t kLongestToken = 20;  // characters; longer ones are cut, on both sides
inline constexpr std::size_t kMostTyped = 64;     // characters of a query that count
inline constexpr std::size_t kMostTerms = 8;

enum class Sounds { none, pinyin };  // whether a text is found by how it reads

// Tokens with blanks between, each once.
std::string tokens_of(const std::vector<Letter>& letters, Sounds sounds);

// A run of hanzi, or a word.
struct Term {
  LetterKind kind = LetterKind::word;
  std::u32string text;

  bool operator==(const Term&) const = default;
};

struct Question {
  std::string match;        // FTS5's syntax
  std::vector<Term> terms;  // for marks; any of them
  std::vector<std::string>
      phrases;  // folded, UTF-8: hanzi that must stand side by side, beyond what `match` asks
};

// The narrowest first; none: nothing to look for.
std::vector<Question> questions_of(const Spelling& spelling, std::string_view typed);

}  // namespace crier
