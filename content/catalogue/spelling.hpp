// SPDX-License-Identifier: Apache-2.0
// Spelling: a text's characters made comparable: small letters, half width, simplified, and for each hanzi
// its pinyin without tones. Immutable once loaded; any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "config/result.hpp"

namespace crier {

enum class LetterKind { hanzi, word, other };  // word: letters and digits of any alphabet

struct Letter {
  char32_t code = 0;  // folded
  LetterKind kind = LetterKind::other;
  std::uint32_t begin = 0;  // bytes of the text it was
  std::uint32_t end = 0;
  std::string_view syllable;  // of a hanzi that has one, "wang"; lives as long as the Spelling
};

class Spelling {
 public:
  // Asks ICU how every hanzi reads, once, and OpenCC how it is simplified. Where OpenCC's data are missing
  // traditional characters stay what they are.
  static Result<Spelling> load();

  // Bytes that are no UTF-8 are letters of kind `other`, one each; nothing fails. A hanzi reads as in the
  // word it stands in, as far as the table of polyphones knows the word.
  std::vector<Letter> letters(std::string_view text) const;

 private:
  struct Tables;
  explicit Spelling(std::shared_ptr<const Tables> tables) : tables_(std::move(tables)) {}
  // Shared because views into it outlive a move of this object.
  std::shared_ptr<const Tables> tables_;
};

void append_character(std::string& text, char32_t code);

}  // namespace crier
