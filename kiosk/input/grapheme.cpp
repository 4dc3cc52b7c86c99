// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/grapheme.hpp"

#include <unicode/uchar.h>

#include <algorithm>

namespace crier {
namespace {

bool continues(char byte) {
  return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U;
}

std::size_t next_code_point(std::string_view text, std::size_t offset) {
  if (offset < text.size()) ++offset;
  while (offset < text.size() && continues(text[offset])) ++offset;
  return offset;
}

std::size_t previous_code_point(std::string_view text, std::size_t offset) {
  if (offset > 0) --offset;
  while (offset > 0 && continues(text[offset])) --offset;
  return offset;
}

UChar32 code_point(std::string_view text, std::size_t offset) {
  const auto first = static_cast<unsigned char>(text[offset]);
  if (first < 0x80) return first;
  UChar32 code = first < 0xe0 ? first & 0x1f : first < 0xf0 ? first & 0x0f : first & 0x07;
  for (++offset; offset < text.size() && continues(text[offset]); ++offset)
    code = (code << 6) | (static_cast<unsigned char>(text[offset]) & 0x3f);
  return code;
}

bool is_control(int kind) {
  return kind == U_GCB_CONTROL || kind == U_GCB_CR || kind == U_GCB_LF;
}

bool is_one_syllable(int before, int after) {  // GB6 to GB8
  if (before == U_GCB_L)
    return after == U_GCB_L || after == U_GCB_V || after == U_GCB_LV || after == U_GCB_LVT;
  if (before == U_GCB_LV || before == U_GCB_V) return after == U_GCB_V || after == U_GCB_T;
  return (before == U_GCB_LVT || before == U_GCB_T) && after == U_GCB_T;
}

int kind_of(UChar32 code) {
  return u_getIntPropertyValue(code, UCHAR_GRAPHEME_CLUSTER_BREAK);
}

// GB11: a picture, any marks and a joiner before `offset`.
bool follows_joined_picture(std::string_view text, std::size_t offset) {
  offset = previous_code_point(text, offset);
  while (offset > 0) {
    offset = previous_code_point(text, offset);
    const UChar32 code = code_point(text, offset);
    if (u_hasBinaryProperty(code, UCHAR_EXTENDED_PICTOGRAPHIC)) return true;
    if (kind_of(code) != U_GCB_EXTEND) return false;
  }
  return false;
}

// GB12 and GB13: flags are pairs of letters.
bool splits_a_flag(std::string_view text, std::size_t offset) {
  std::size_t letters = 0;
  while (offset > 0) {
    offset = previous_code_point(text, offset);
    if (kind_of(code_point(text, offset)) != U_GCB_REGIONAL_INDICATOR) break;
    ++letters;
  }
  return letters % 2 == 1;
}

bool is_boundary(std::string_view text, std::size_t offset) {
  if (offset == 0 || offset >= text.size()) return true;
  if (continues(text[offset])) return false;
  const UChar32 left = code_point(text, previous_code_point(text, offset));
  const UChar32 right = code_point(text, offset);
  if (left < 0x80 && right < 0x80) return left != '\r' || right != '\n';
  const int before = kind_of(left);
  const int after = kind_of(right);
  if (is_control(before) || is_control(after)) return true;
  if (is_one_syllable(before, after)) return false;
  if (after == U_GCB_EXTEND || after == U_GCB_ZWJ || after == U_GCB_SPACING_MARK) return false;
  if (before == U_GCB_PREPEND) return false;
  if (before == U_GCB_ZWJ && u_hasBinaryProperty(right, UCHAR_EXTENDED_PICTOGRAPHIC))
    return !follows_joined_picture(text, offset);
  if (before == U_GCB_REGIONAL_INDICATOR && after == U_GCB_REGIONAL_INDICATOR)
    return !splits_a_flag(text, offset);
  return true;
}

enum class WordKind { letters, ideographs, blank, other };

WordKind word_kind(UChar32 code) {
  if (u_hasBinaryProperty(code, UCHAR_IDEOGRAPHIC)) return WordKind::ideographs;
  if (u_isalnum(code) || u_charType(code) == U_NON_SPACING_MARK) return WordKind::letters;
  if (code != '\n' && u_isUWhiteSpace(code)) return WordKind::blank;
  return WordKind::other;
}

}  // namespace

std::size_t next_grapheme(std::string_view text, std::size_t offset) {
  do offset = next_code_point(text, offset);
  while (!is_boundary(text, offset));
  return offset;
}

std::size_t previous_grapheme(std::string_view text, std::size_t offset) {
  do offset = previous_code_point(text, offset);
  while (!is_boundary(text, offset));
  return offset;
}

std::size_t snap_to_grapheme(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  return is_boundary(text, offset) ? offset : previous_grapheme(text, offset);
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char byte) { return !continues(byte); }));
}

TextRange word_around(std::string_view text, std::size_t offset) {
  if (text.empty()) return {};
  std::size_t begin = snap_to_grapheme(text, offset);
  if (begin == text.size()) begin = previous_grapheme(text, begin);
  std::size_t end = next_grapheme(text, begin);
  const WordKind kind = word_kind(code_point(text, begin));
  if (kind == WordKind::other) return {begin, end};
  while (end < text.size() && word_kind(code_point(text, end)) == kind) end = next_grapheme(text, end);
  while (begin > 0) {
    const std::size_t before = previous_grapheme(text, begin);
    if (word_kind(code_point(text, before)) != kind) break;
    begin = before;
  }
  return {begin, end};
}

}  // namespace crier
