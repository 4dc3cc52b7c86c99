// SPDX-License-Identifier: Apache-2.0
// Where lines may end, character by character.
#include "kiosk/look/line_rules.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace crier {
namespace {

std::vector<char32_t> characters_of(std::string_view text) {
  std::vector<char32_t> found;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = at;
    found.push_back(next_character(text, at));
    EXPECT_GT(at, before);
    EXPECT_LE(at, text.size());
  }
  return found;
}

TEST(NextCharacter, reads_utf8_and_marks_what_is_none) {
  using Characters = std::vector<char32_t>;
  const struct {
    std::string text;
    Characters characters;
  } kRows[] = {
      {"", {}},
      {"aé中🀄", {U'a', U'é', U'中', U'🀄'}},
      {"\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf\xf0\x90\x80\x80\xf4\x8f\xbf\xbf",
       {0x7f, 0x80, 0x7ff, 0x800, 0xffff, 0x10000, 0x10ffff}},
      {"\x80", {0xfffd}},
      {"a\xff"
       "b",
       {U'a', 0xfffd, U'b'}},
      {"\xe4\xb8", {0xfffd, 0xfffd}},
      {"\xe4\xb8z", {0xfffd, 0xfffd, U'z'}},
      {"\xc3(", {0xfffd, U'('}},
      {"\xc0\x80", {0xfffd, 0xfffd}},                          // overlong
      {"\xe0\x9f\xbf", {0xfffd, 0xfffd, 0xfffd}},              // overlong
      {"\xf0\x8f\xbf\xbf", {0xfffd, 0xfffd, 0xfffd, 0xfffd}},  // overlong
      {"\xed\xa0\x80", {0xfffd, 0xfffd, 0xfffd}},              // a surrogate
      {"\xf4\x90\x80\x80", {0xfffd, 0xfffd, 0xfffd, 0xfffd}},  // beyond Unicode
      {"\xf8\x88\x80\x80", {0xfffd, 0xfffd, 0xfffd, 0xfffd}},
  };
  for (const auto& row : kRows) EXPECT_EQ(characters_of(row.text), row.characters) << row.text;
}

TEST(NextCharacter, ends_on_any_bytes) {
  std::mt19937 random(3);
  for (int i = 0; i < 20'000; ++i) {
    std::string text(random() % 12, '\0');
    for (char& byte : text) byte = static_cast<char>(random());
    for (const char32_t character : characters_of(text)) {
      ASSERT_LE(character, 0x10ffffU);
      ASSERT_FALSE(character >= 0xd800 && character <= 0xdfff);
    }
  }
}

TEST(LineRules, know_what_is_wide) {
  for (const char32_t wide : U"中々あア，。（）【】《》！？￥한𠮷") {
    if (wide == 0) continue;
    EXPECT_TRUE(is_wide(wide)) << static_cast<unsigned>(wide);
  }
  for (const char32_t narrow : U"aZ09 ,.()-é—“”") {
    if (narrow == 0) continue;
    EXPECT_FALSE(is_wide(narrow)) << static_cast<unsigned>(narrow);
  }
}

// GB/T 15834-2011, 5.1.9.
TEST(LineRules, keep_marks_where_they_belong) {
  for (const char32_t mark : U"，。、；：？！）》〉】』」”’…—·%,.;:?!)]}") {
    if (mark == 0) continue;
    EXPECT_FALSE(may_begin_line(mark)) << static_cast<unsigned>(mark);
    EXPECT_FALSE(may_break_between(U'中', mark)) << static_cast<unsigned>(mark);
    EXPECT_TRUE(may_end_line(mark)) << static_cast<unsigned>(mark);
  }
  for (const char32_t mark : U"（《〈【『「“‘￥([{") {
    if (mark == 0) continue;
    EXPECT_FALSE(may_end_line(mark)) << static_cast<unsigned>(mark);
    EXPECT_FALSE(may_break_between(mark, U'中')) << static_cast<unsigned>(mark);
    EXPECT_TRUE(may_begin_line(mark)) << static_cast<unsigned>(mark);
    EXPECT_TRUE(may_break_between(U'中', mark)) << static_cast<unsigned>(mark);
  }
}

TEST(LineRules, break_chinese_anywhere_and_latin_between_words) {
  const struct {
    char32_t before, after;
    bool may;
  } kRows[] = {
      {U'中', U'文', true}, {U'中', U'a', true},  {U'a', U'中', true},  {U'a', U'b', false},
      {U'1', U'2', false},  {U'a', U'1', false},  {U'a', U' ', false},  {U' ', U'b', true},
      {U' ', U' ', false},  {U'中', U' ', false}, {U' ', U'中', true},  {U' ', U'，', false},
      {U'-', U'b', true},   {U'a', U'-', false},  {U'/', U'b', true},   {U'a', U'/', false},
      {U'。', U'中', true}, {U'。', U'a', true},  {U'。', U'”', false}, {U'”', U'中', true},
      {U'”', U'a', true},   {U'a', U'“', true},   {U'中', U'“', true},  {U'“', U'中', false},
      {U'—', U'—', false},  {U'…', U'…', false},  {U'—', U'中', true},  {U'—', U'a', true},
      {U'…', U'a', true},   {U'（', U'a', false}, {U'a', U'）', false}, {U'n', U'’', false},
      {U'’', U't', false},  {U'5', U'%', false},  {U'￥', U'5', false}, {U'，', U'（', true},
  };
  for (const auto& row : kRows)
    EXPECT_EQ(may_break_between(row.before, row.after), row.may)
        << static_cast<unsigned>(row.before) << " " << static_cast<unsigned>(row.after);
}

}  // namespace
}  // namespace crier
