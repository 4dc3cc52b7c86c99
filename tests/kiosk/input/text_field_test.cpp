// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/text_field.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace crier {
namespace {

TEST(Grapheme, KeepsTogetherWhatIsOneCharacter) {
  const struct {
    std::string text;
    std::size_t characters;
  } rows[] = {
      {"", 0},          {"a", 1},    {"网络", 2},   {"e\u0301", 1}, {"🇨🇳🇨🇳", 2},    {"👩‍👩‍👧", 1},
      {"👍🏽a", 2}, {"\r\n", 1}, {"\n\n", 2},   {"각", 1},      {"葛󠄀", 1}, {"\u0301", 1},
      {"a\n\u0301", 3}, {"𠮷野", 2}, {"❤️", 1}, {"क्षि", 2},
  };
  for (const auto& row : rows) {
    std::size_t forward = 0;
    for (std::size_t at = 0; at < row.text.size(); at = next_grapheme(row.text, at)) ++forward;
    std::size_t backward = 0;
    for (std::size_t at = row.text.size(); at > 0; at = previous_grapheme(row.text, at)) ++backward;
    EXPECT_EQ(forward, row.characters) << row.text;
    EXPECT_EQ(backward, row.characters) << row.text;
  }
}

TEST(Grapheme, FindsTheWordAroundAPlace) {
  const std::string text = "看 wifi8，网络诈骗。";
  EXPECT_EQ(word_around(text, 0), (TextRange{0, 3}));
  EXPECT_EQ(word_around(text, 6), (TextRange{4, 9}));
  EXPECT_EQ(word_around(text, 9), (TextRange{9, 12}));
  EXPECT_EQ(word_around(text, 16), (TextRange{12, 24}));
  EXPECT_EQ(word_around(text, 99), (TextRange{24, 27}));
  EXPECT_EQ(word_around("", 3), TextRange());
}

TEST(TextField, WritesAtTheCaret) {
  TextField field;
  EXPECT_EQ(field.insert("网骗"), TextField::Insertion::whole);
  field.move(Motion::left);
  field.insert("络诈");
  EXPECT_EQ(field.text(), "网络诈骗");
  EXPECT_EQ(field.caret(), 9U);
  EXPECT_EQ(field.characters(), 4U);
  EXPECT_TRUE(field.erase_before());
  EXPECT_TRUE(field.erase_after());
  EXPECT_EQ(field.text(), "网络");
  EXPECT_FALSE(field.erase_after());
  field.move(Motion::text_begin);
  EXPECT_FALSE(field.erase_before());
}

TEST(TextField, RefusesWhatDoesNotBelongInAField) {
  const struct {
    std::string text;
    Lines lines;
    TextField::Insertion answer;
    std::string left;
  } rows[] = {
      {"", Lines::single, TextField::Insertion::nothing, ""},
      {"\xff", Lines::single, TextField::Insertion::nothing, ""},
      {"a\xe7\xbd", Lines::single, TextField::Insertion::nothing, ""},
      {"\xc0\x80", Lines::single, TextField::Insertion::nothing, ""},
      {"\xed\xa0\x80", Lines::single, TextField::Insertion::nothing, ""},
      {"\t\x1b\x7f", Lines::single, TextField::Insertion::nothing, ""},
      {"\n", Lines::single, TextField::Insertion::nothing, ""},
      {"\u0085", Lines::multiple, TextField::Insertion::nothing, ""},
      {"a\r\nb", Lines::multiple, TextField::Insertion::whole, "a\nb"},
      {"a\nb", Lines::single, TextField::Insertion::whole, "ab"},
      {"é\u0085网", Lines::single, TextField::Insertion::whole, "é网"},
  };
  for (const auto& row : rows) {
    TextField field(row.lines);
    EXPECT_EQ(field.insert(row.text), row.answer) << row.text;
    EXPECT_EQ(field.text(), row.left);
  }
}

TEST(TextField, StopsAtItsLimitBetweenCharacters) {
  TextField field(Lines::single, 4);
  EXPECT_EQ(field.insert("一二三四五"), TextField::Insertion::cut);
  EXPECT_EQ(field.text(), "一二三四");
  EXPECT_TRUE(field.full());
  EXPECT_EQ(field.insert("五"), TextField::Insertion::cut);
  field.select_all();
  EXPECT_EQ(field.insert("abc🇨🇳"), TextField::Insertion::cut);
  EXPECT_EQ(field.text(), "abc");
}

TEST(TextField, SelectsAndReplaces) {
  TextField field;
  field.insert("我被 scam 了");
  field.select_word(8);
  EXPECT_EQ(field.selection(), (TextRange{7, 11}));
  field.insert("骗");
  EXPECT_EQ(field.text(), "我被 骗 了");
  field.place_caret(0);
  field.move(Motion::right, Selecting::yes);
  field.move(Motion::right, Selecting::yes);
  EXPECT_EQ(field.selection(), (TextRange{0, 6}));
  field.move(Motion::left);
  EXPECT_EQ(field.caret(), 0U);
  field.place_caret(4);
  EXPECT_EQ(field.caret(), 3U);  // never inside a character
  field.select_all();
  EXPECT_TRUE(field.erase_before());
  EXPECT_TRUE(field.empty());
}

TEST(TextField, MovesByLines) {
  TextField field(Lines::multiple);
  field.insert("一\n二三\n");
  field.move(Motion::line_begin);
  EXPECT_EQ(field.caret(), field.text().size());
  field.place_caret(7);
  field.move(Motion::line_begin);
  EXPECT_EQ(field.caret(), 4U);
  field.move(Motion::line_end);
  EXPECT_EQ(field.caret(), 10U);
  field.move(Motion::text_begin);
  field.move(Motion::left);
  EXPECT_EQ(field.caret(), 0U);
}

TEST(TextField, UndoesAndRedoes) {
  TextField field;
  for (const char* letter : {"a", "b", " ", "c"}) field.insert(letter);
  EXPECT_TRUE(field.undo());
  EXPECT_EQ(field.text(), "ab ");
  EXPECT_TRUE(field.undo());
  EXPECT_TRUE(field.undo());
  EXPECT_EQ(field.text(), "");
  EXPECT_FALSE(field.undo());
  while (field.redo()) {
  }
  EXPECT_EQ(field.text(), "ab c");
  field.undo();
  field.insert("网");
  EXPECT_FALSE(field.can_redo());
  EXPECT_EQ(field.text(), "ab 网");
}

TEST(TextField, ShowsWhatIsComposedAtTheCaret) {
  TextField field;
  field.insert("我了");
  field.move(Motion::left);
  field.compose("bei pian");
  const TextField::Shown shown = field.shown();
  EXPECT_EQ(shown.text.view(), "我bei pian了");
  EXPECT_EQ(shown.composing, (TextRange{3, 11}));
  EXPECT_EQ(shown.caret, 11U);
  EXPECT_EQ(field.text(), "我了");
  EXPECT_EQ(field.offset_of_shown(2), 2U);
  EXPECT_EQ(field.offset_of_shown(5), 3U);
  EXPECT_EQ(field.offset_of_shown(14), 6U);
  field.compose("");
  field.select_all();
  field.compose("x");
  EXPECT_TRUE(field.empty());
}

TEST(TextField, BeginsAnew) {
  TextField field(Lines::single, 3);
  field.insert("旧");
  field.reset("新的一段");
  EXPECT_EQ(field.text(), "新的一");
  EXPECT_FALSE(field.can_undo());
  field.wipe();
  EXPECT_TRUE(field.empty());
  EXPECT_EQ(field.characters(), 0U);
}

// Whatever is done, undoing everything that is remembered and doing it again ends at the same text.
TEST(TextField, StaysConsistentUnderAnything) {
  std::mt19937 random(5);
  const std::string pieces[] = {"a",      "网", " ",    "\n",  "e\u0301",
                                "\u0301", "🇨🇳", "诈骗", "x y", "👩‍👧"};
  TextField field(Lines::multiple, 60);
  for (int step = 0; step < 20'000; ++step) {
    const auto pick = [&random](unsigned most) { return static_cast<std::size_t>(random() % most); };
    const Selecting selecting = pick(3) == 0 ? Selecting::yes : Selecting::no;
    switch (pick(9)) {
      case 0:
        field.erase_before();
        break;
      case 1:
        field.erase_after();
        break;
      case 2:
        field.move(static_cast<Motion>(pick(6)), selecting);
        break;
      case 3:
        field.place_caret(pick(200), selecting);
        break;
      case 4:
        field.select_word(pick(200));
        break;
      case 5:
        field.undo();
        break;
      case 6:
        field.redo();
        break;
      default:
        field.insert(pieces[pick(10)]);
    }
    ASSERT_EQ(field.characters(), count_characters(field.text()));
    ASSERT_LE(field.characters(), 60U);
    ASSERT_EQ(snap_to_grapheme(field.text(), field.caret()), field.caret());
    ASSERT_LE(field.selection().end, field.text().size());
  }
  while (field.redo()) {
  }
  const std::string last(field.text());
  while (field.undo()) {
  }
  while (field.redo()) {
  }
  EXPECT_EQ(field.text(), last);
}

}  // namespace
}  // namespace crier
