// SPDX-License-Identifier: Apache-2.0
// Where a line may end: Chinese between any two characters but for those that must not begin or end one
// (GB/T 15834-2011, 5.1.9), Latin between words. Pure functions; any thread.
#pragma once

#include <cstddef>
#include <string_view>

namespace crier {

// The code point that begins at `offset`, which moves behind it; U+FFFD for each byte of what is ill-formed,
// overlong, a surrogate or beyond U+10FFFF.
char32_t next_character(std::string_view text, std::size_t& offset);

// Ideographs, kana and their punctuation: characters of full width.
bool is_wide(char32_t character);

bool may_begin_line(char32_t character);
bool may_end_line(char32_t character);

// A line may end between these two neighbours.
bool may_break_between(char32_t before, char32_t after);

}  // namespace crier
