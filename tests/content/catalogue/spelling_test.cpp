// SPDX-License-Identifier: Apache-2.0
#include "content/catalogue/spelling.hpp"

#include <gtest/gtest.h>

#include "content/catalogue/excerpt.hpp"
#include "content/catalogue/polyphones.hpp"

namespace crier {
namespace {

const Spelling& spelling() {
  static const Spelling loaded = *Spelling::load();
  return loaded;
}

std::string told(std::string_view text) {
  std::string told;
  for (const Letter& letter : spelling().letters(text)) {
    append_character(told, letter.code);
    if (!letter.syllable.empty()) told += "(" + std::string(letter.syllable) + ")";
  }
  return told;
}

TEST(Spelling, folds_and_reads) {
  struct Row {
    const char* text;
    const char* wanted;
  };
  const Row rows[] = {
      {"", ""},
      {"网络", "网(wang)络(luo)"},
      {"網絡", "网(wang)络(luo)"},
      {"ＡＢＣ１２", "abc12"},
      {"Wi-Fi", "wi-fi"},
      {"女", "女(nu)"},
      {"银行", "银(yin)行(hang)"},
      {"行为", "行(xing)为(wei)"},
      {"重复", "重(chong)复(fu)"},
      {"银", "银(yin)"},
      {"a\xFF", "a\xEF\xBF\xBD"},
      {"\xE7\xBD", "\xEF\xBF\xBD\xEF\xBF\xBD"},
  };
  for (const Row& row : rows) EXPECT_EQ(told(row.text), row.wanted) << row.text;
}

TEST(Spelling, every_polyphone_has_a_syllable_for_each_character) {
  for (const Polyphone& polyphone : kPolyphones) {
    std::string wanted;
    std::string read;
    for (const Letter& letter : spelling().letters(polyphone.word)) {
      if (!read.empty()) read += ' ';
      read += letter.syllable;
    }
    EXPECT_EQ(read, polyphone.syllables) << polyphone.word;
  }
}

TEST(Spelling, letters_cover_the_text_without_gaps) {
  const std::string text = "网a络\xFF，𠮷😀";
  std::size_t at = 0;
  for (const Letter& letter : spelling().letters(text)) {
    EXPECT_EQ(letter.begin, at);
    at = letter.end;
  }
  EXPECT_EQ(at, text.size());
}

TEST(Excerpts, show_the_sentence_and_where) {
  const std::string text = "第一句。他在网络上被诈骗。第三句。";
  const Excerpt excerpt = excerpt_of(spelling(), text, {{LetterKind::hanzi, U"诈骗"}});
  EXPECT_EQ(excerpt.text, "他在网络上被诈骗。");
  ASSERT_EQ(excerpt.marks.size(), 1U);
  EXPECT_EQ(excerpt.text.substr(excerpt.marks[0].begin, excerpt.marks[0].end - excerpt.marks[0].begin),
            "诈骗");
  EXPECT_EQ(excerpt_of(spelling(), text, {}).text, "第一句。");
  EXPECT_EQ(excerpt_of(spelling(), "", {}).text, "");
}

TEST(Excerpts, a_long_sentence_is_cut_around_the_hit) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "长";
  text += "骗";
  for (int i = 0; i < 200; ++i) text += "短";
  const Excerpt excerpt = excerpt_of(spelling(), text, {{LetterKind::hanzi, U"骗"}});
  EXPECT_TRUE(excerpt.text.starts_with("…") && excerpt.text.ends_with("…"));
  EXPECT_LE(excerpt.text.size(), 92U * 3);
  ASSERT_EQ(excerpt.marks.size(), 1U);
  EXPECT_EQ(excerpt.text.substr(excerpt.marks[0].begin, 3), "骗");
}

}  // namespace
}  // namespace crier
