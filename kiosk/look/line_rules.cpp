// SPDX-License-Identifier: Apache-2.0
#include "kiosk/look/line_rules.hpp"

#include <iterator>

namespace crier {
namespace {

constexpr std::u32string_view kNeverFirst = U"，。、；：？！）》〉】』」〕｝”’…—～·%‰℃,.;:?!)]}>";
constexpr std::u32string_view kNeverLast = U"（《〈【『「〔｛“‘￥$([{<";

}  // namespace

// Table 3-7 of the Unicode Standard, by ranges of what comes out.
char32_t next_character(std::string_view text, std::size_t& offset) {
  const auto byte = [&text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  struct Form {
    unsigned lead_mask, lead;
    char32_t least;
  };
  constexpr Form kForms[] = {{0x80, 0x00, 0}, {0xE0, 0xC0, 0x80}, {0xF0, 0xE0, 0x800}, {0xF8, 0xF0, 0x10000}};
  const std::size_t begin = offset++;
  for (std::size_t more = 0; more < std::size(kForms); ++more) {
    const Form& form = kForms[more];
    if ((byte(begin) & form.lead_mask) != form.lead) continue;
    if (begin + more >= text.size()) break;
    char32_t character = byte(begin) & ~form.lead_mask;
    bool is_whole = true;
    for (std::size_t i = 1; i <= more; ++i) {
      is_whole = is_whole && (byte(begin + i) & 0xC0U) == 0x80U;
      character = (character << 6) | (byte(begin + i) & 0x3FU);
    }
    const bool is_surrogate = character >= 0xD800 && character <= 0xDFFF;
    if (!is_whole || character < form.least || character > 0x10FFFF || is_surrogate) break;
    offset = begin + more + 1;
    return character;
  }
  return 0xFFFD;
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
  // “ and ” stand beside Chinese, and belong to the words they quote; so do dashes and dots.
  return is_wide(before) || is_wide(after) || before == U'”' || before == U'—' || before == U'…' ||
         after == U'“';
}

}  // namespace crier
