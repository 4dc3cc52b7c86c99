// SPDX-License-Identifier: Apache-2.0
#include "kiosk/look/line_rules.hpp"

namespace crier {
namespace {

constexpr std::u32string_view kNeverFirst = U"，。、；：？！）》〉】』」〕｝”’…—～·%‰℃,.;:?!)]}>";
constexpr std::u32string_view kNeverLast = U"（《〈【『「〔｛“‘￥$([{<";

}  // namespace

char32_t next_character(std::string_view text, std::size_t& offset) {
  const auto byte = [&text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned char first = byte(offset);
  std::size_t length = 1;
  char32_t character = first;
  if (first >= 0xF0) {
    length = 4;
    character = first & 0x07U;
  } else if (first >= 0xE0) {
    length = 3;
    character = first & 0x0FU;
  } else if (first >= 0xC0) {
    length = 2;
    character = first & 0x1FU;
  } else if (first >= 0x80) {
    ++offset;
    return 0xFFFD;
  }
  if (offset + length > text.size()) {
    ++offset;
    return 0xFFFD;
  }
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(offset + i) & 0xC0U) != 0x80U) {
      ++offset;
      return 0xFFFD;
    }
    character = (character << 6) | (byte(offset + i) & 0x3FU);
  }
  offset += length;
  return character;
}

bool is_wide(char32_t c) {
  return (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool may_begin_line(char32_t character) {
  return kNeverFirst.find(character) == std::u32string_view::npos;
}

bool may_end_line(char32_t character) {
  return kNeverLast.find(character) == std::u32string_view::npos;
}

bool may_break_between(char32_t before, char32_t after) {
  if (before == U' ' || before == U'-' || before == U'/') return after != U' ' && may_begin_line(after);
  if (after == U' ') return false;  // a blank hangs at the end of its line
  if (!may_end_line(before) || !may_begin_line(after)) return false;
  // “ and ” stand beside Chinese, and belong to the words they quote.
  return is_wide(before) || is_wide(after) || before == U'”' || after == U'“';
}

}  // namespace crier
