// SPDX-License-Identifier: Apache-2.0
// Text broken into lines, shrunk until it fits, drawn, and forgotten.
#include "kiosk/look/type.hpp"

#include <gtest/gtest.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "kiosk/look/line_rules.hpp"

namespace crier {
namespace {

constexpr double kEm = 40;
constexpr Weight kRegular = Weight::regular;

class TypeTest : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = Type::open(atlas_);
    ASSERT_TRUE(opened) << opened.error().message;
    type_ = std::move(*opened);
    atlas_.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
    atlas_.TexDesiredWidth = 2048;
    atlas_.AddFontDefault();
    unsigned char* pixels = nullptr;
    int width = 0;
    int height = 0;
    atlas_.GetTexDataAsRGBA32(&pixels, &width, &height);
  }

  std::vector<std::string> lines(const std::string& text, double width, double em = kEm) {
    std::vector<std::string> found;
    for (const TypeLine& line : type_->break_lines(text, width, em, kRegular))
      found.push_back(text.substr(line.begin, line.end - line.begin));
    return found;
  }

  TypeStyle style(double em, double least_em = 0, int most_lines = 0) {
    TypeStyle made;
    made.em = em;
    made.least_em = least_em;
    made.most_lines = most_lines;
    return made;
  }

  // How many pixels of that part of the atlas are not empty.
  long inked(const Rectangle& part) const {
    long count = 0;
    for (int y = part.y; y < part.bottom(); ++y)
      for (int x = part.x; x < part.right(); ++x)
        count += atlas_.TexPixelsRGBA32[static_cast<std::ptrdiff_t>(y) * atlas_.TexWidth + x] != 0;
    return count;
  }

  // Draws it somewhere, which makes its glyphs.
  void print(const std::string& text, double em) {
    ImDrawListSharedData shared;
    ImDrawList list(&shared);
    list._ResetForNewFrame();
    list.PushClipRect({0, 0}, {4096, 4096});
    list.PushTextureID(nullptr);
    type_->draw_line(list, text, 0, 0, em, kRegular, 0);
  }

  // Whole of the glyphs' page.
  Rectangle page() {
    type_->glyphs().wipe();
    EXPECT_TRUE(type_->glyphs().take_overflow());
    return type_->glyphs().take_new();
  }

  ImFontAtlas atlas_;
  std::unique_ptr<Type> type_;
};

using Lines = std::vector<std::string>;

TEST_F(TypeTest, sets_a_chinese_character_in_its_em) {
  for (const double em : {10.0, 27.0, 40.0, 90.0}) {
    EXPECT_NEAR(type_->width_of("中", em, kRegular), em, 0.01);
    EXPECT_NEAR(type_->width_of("看案例，", em, Weight::bold), 4 * em, 0.01);
  }
  EXPECT_LT(type_->width_of("i", kEm, kRegular), kEm / 2);
  EXPECT_EQ(type_->width_of("", kEm, kRegular), 0);
}

TEST_F(TypeTest, ends_lines_where_the_rules_allow) {
  const struct {
    const char* text;
    double ems;
    Lines lines;
  } kRows[] = {
      {"", 5, {""}},
      {"看案例", 5, {"看案例"}},
      {"看案例看案例", 3, {"看案例", "看案例"}},
      {"看案例看案例", 5.99, {"看案例看案", "例"}},
      {"看案例看案，例", 5, {"看案例看", "案，例"}},      // no comma begins a line
      {"看案例看（案例）", 5, {"看案例看", "（案例）"}},  // no bracket ends one
      {"看案例。”看案例", 4, {"看案", "例。”看", "案例"}},
      {"see the cases", 4, {"see the", "cases"}},
      {"see    the", 2.5, {"see", "the"}},  // blanks hang at the end
      {"see the ", 9, {"see the"}},
      {"请看case再看", 3.5, {"请看", "case再", "看"}},  // a word stays whole
      {"看案\n例看", 9, {"看案", "例看"}},
      {"看案\n\n例", 9, {"看案", "", "例"}},
      {"\n", 9, {"", ""}},
  };
  for (const auto& row : kRows) EXPECT_EQ(lines(row.text, row.ems * kEm), row.lines) << row.text;
}

TEST_F(TypeTest, leaves_no_character_alone_at_the_end) {
  const struct {
    const char* text;
    double ems;
    Lines lines;
  } kRows[] = {
      {"看案例看案例", 5.99, {"看案例", "看案例"}},
      {"“客服”来电退款，她差点转走三万元",
       16,
       {"“客服”来电退款，", "她差点转走三万元"}},                                  // parted where one pauses
      {"遇到危险，或者刚刚被骗走了钱", 13, {"遇到危险，或者刚刚被", "骗走了钱"}},  // a pause too early
      {"一二三四五六七八九十甲乙丙。", 6, {"一二三四五六", "七八九十甲", "乙丙。"}},
      {"一二三四五六七八九十甲乙丙丁。", 6, {"一二三四五六", "七八九十甲乙", "丙丁。"}},  // long enough there
      {"一二三四五六\n一二三四五六", 5, {"一二三四", "五六", "一二三四", "五六"}},
      {"one two three four, five six on", 12, {"one two three four,", "five six on"}},
      {"一二三四五六（七）", 8, {"一二三四五", "六（七）"}},  // a bracket keeps its words
      {"一二三\n四", 9, {"一二三", "四"}},
      {"wwwwwwwwwwwww", 9, {"wwwwwwwwwww", "ww"}},  // nowhere else to part it
  };
  for (const auto& row : kRows) {
    Lines found;
    const std::string text = row.text;
    for (const TypeLine& line : type_->set_lines(text, row.ems * kEm, kEm, kRegular))
      found.push_back(text.substr(line.begin, line.end - line.begin));
    EXPECT_EQ(found, row.lines) << row.text;
  }
}

TEST_F(TypeTest, breaks_a_word_only_where_it_is_wider_than_the_line) {
  const std::string word = "wwwwwwwwwwwwwwwwwwwwwwwwwwwwww";
  const auto alone = lines(word, 5 * kEm);
  EXPECT_GT(alone.size(), 2U);
  std::string joined;
  for (const std::string& line : alone) joined += line;
  EXPECT_EQ(joined, word);
  for (const TypeLine& line : type_->break_lines("i-" + word + "," + word, 5 * kEm, kEm, kRegular))
    EXPECT_LE(line.width, 5 * kEm + 0.01);
}

// Long runs that may not be broken come after ends of every width: no line may leave its box.
TEST_F(TypeTest, leaves_no_box_whatever_is_written) {
  std::mt19937 random(5);
  const std::vector<std::string> parts{"w", "W",  "i",  "l",  "m", "-",  "/",
                                       " ", "中", "，", "（", ".", "\"", "1"};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t i = random() % 60; i > 0; --i) {
      const std::string& part = parts[random() % parts.size()];
      for (std::size_t times = random() % 6 == 0 ? random() % 12 : 1; times > 0; --times) text += part;
    }
    const double width = kEm * (1.0 + static_cast<double>(random() % 80) / 10);
    const auto broken = round % 2 == 0 ? type_->break_lines(text, width, kEm, kRegular)
                                       : type_->set_lines(text, width, kEm, kRegular);
    ASSERT_EQ(broken.size(), type_->break_lines(text, width, kEm, kRegular).size()) << text;
    std::size_t end = 0;
    for (const TypeLine& line : broken) {
      const std::string words = text.substr(line.begin, line.end - line.begin);
      ASSERT_LE(line.width, width + 0.01) << text << " | " << words;
      ASSERT_NEAR(line.width, type_->width_of(words, kEm, kRegular), 0.01) << text << " | " << words;
      ASSERT_GE(line.begin, end);
      for (std::size_t i = end; i < line.begin; ++i) ASSERT_EQ(text[i], ' ') << "lost: " << text;
      ASSERT_TRUE(words.empty() || words.back() != ' ');
      end = line.end;
    }
    for (std::size_t i = end; i < text.size(); ++i) ASSERT_EQ(text[i], ' ') << "lost: " << text;
  }
}

TEST_F(TypeTest, keeps_marks_and_words_in_their_places_in_any_text) {
  std::mt19937 random(9);
  const auto pick = [&random](const std::vector<std::string>& from) { return from[random() % from.size()]; };
  const std::vector<std::string> hanzi{"网", "络", "诈", "骗", "举", "报"};
  const std::vector<std::string> latin{"app", "QQ", "12377", "WeChat", "don’t"};
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (std::size_t i = 5 + random() % 40; i > 0; --i) {
      switch (random() % 6) {
        case 0:
          text += pick(latin) + pick({" ", "，", "中", "。”"});
          break;
        case 1:
          text += pick({"“", "（", "《"}) + pick(hanzi) + pick({"”", "）", "》", "！”"});
          break;
        case 2:
          text += pick(hanzi) + pick({"，", "。", "、", "——", "……"});
          break;
        default:
          text += pick(hanzi);
      }
    }
    const double width = kEm * static_cast<double>(7 + random() % 8);
    const auto set = round % 2 == 0 ? type_->break_lines(text, width, kEm, kRegular)
                                    : type_->set_lines(text, width, kEm, kRegular);
    for (const TypeLine& line : set) {
      std::size_t at = line.begin;
      if (at == text.size()) continue;
      const char32_t first = next_character(text, at);
      ASSERT_TRUE(may_begin_line(first) && first != U' ') << text << " at " << line.begin;
      if (line.begin > 0 && static_cast<unsigned char>(text[line.begin]) < 0x80) {
        const auto before = static_cast<unsigned char>(text[line.begin - 1]);
        ASSERT_TRUE(before == ' ' || before >= 0x80) << "a word was cut: " << text << " at " << line.begin;
      }
      const std::string words = text.substr(line.begin, line.end - line.begin);
      for (const char* const opening : {"“", "（", "《"})
        ASSERT_FALSE(words.ends_with(opening)) << text << " | " << words;
    }
  }
}

TEST_F(TypeTest, shrinks_no_further_than_it_must_and_than_it_may) {
  const std::string text = "看案例看案例看案例看案例";  // twelve
  struct Row {
    const char* what;
    int width, height;
    TypeStyle style;
    bool fits;
    double least, most;
  };
  const Row rows[] = {
      {"there is room", 480, 40, style(40, 20), true, 40, 40},
      {"any height", 40, 0, style(40, 20), true, 40, 40},
      {"a little too wide", 470, 40, style(40, 20), true, 37, 39},
      {"it takes the least", 240, 20, style(40, 20), true, 20, 20},
      {"a pixel too narrow for the least", 239, 20, style(40, 20), false, 20, 20},
      {"far too small", 30, 30, style(40, 20), false, 20, 20},
      {"it never shrinks", 470, 40, style(40), false, 40, 40},
      {"the least is larger", 470, 40, style(40, 60), false, 40, 40},
      {"one line only", 300, 0, style(40, 20, 1), true, 24, 25},
      {"two lines are allowed", 300, 0, style(40, 20, 2), true, 40, 40},
      {"one line, too small", 200, 0, style(40, 20, 1), false, 20, 20},
      {"two lines have their leading", 240, 96, style(40, 20), true, 40, 40},
      {"and a pixel less has not", 240, 95, style(40, 20), true, 30, 39},
  };
  for (const Row& row : rows) {
    const TypeFit fit = type_->measure(text, row.width, row.height, row.style);
    EXPECT_EQ(fit.fits, row.fits) << row.what;
    EXPECT_GE(fit.em, row.least) << row.what;
    EXPECT_LE(fit.em, row.most) << row.what;
    if (!fit.fits) continue;
    EXPECT_LE(fit.width, row.width) << row.what;
    EXPECT_TRUE(row.height == 0 || fit.height <= row.height) << row.what;
  }
}

TEST_F(TypeTest, draws_what_it_measured) {
  ImGuiContext* const context = ImGui::CreateContext(&atlas_);
  for (const bool is_long : {false, true}) {
    ImDrawList list(ImGui::GetDrawListSharedData());
    list._ResetForNewFrame();
    list.PushClipRect({0, 0}, {2000, 2000});
    const std::string text =
        is_long ? std::string(40, 'w') + "看案例看案例看案例看案例看案例看案例" : "看案例";
    const Rectangle box{100, 200, 200, 130};
    for (const Align align : {Align::left, Align::centre, Align::right}) {
      TypeStyle how = style(40, 30);
      how.align = align;
      how.in_middle = true;
      const TypeFit fit = type_->draw(list, text, box, how);
      const TypeFit measured = type_->measure(text, box.width, box.height, how);
      EXPECT_EQ(fit.fits, measured.fits);
      EXPECT_EQ(fit.fits, !is_long) << "what does not fit says so";
      EXPECT_EQ(fit.em, measured.em);
    }
    EXPECT_GT(list.VtxBuffer.Size, 0);
    for (const ImDrawVert& corner : list.VtxBuffer) {
      EXPECT_GE(corner.pos.x, 99);
      EXPECT_LE(corner.pos.x, 301);
      EXPECT_GE(corner.pos.y, 199);
      EXPECT_LE(corner.pos.y, 331) << "nothing is drawn below its box";
    }
  }
  ImGui::DestroyContext(context);
}

TEST_F(TypeTest, shrinks_before_it_tears_a_word_apart) {
  const double word = type_->width_of("Address", kEm, kRegular);
  const int width = static_cast<int>(word * 0.8);
  const TypeFit shrunk = type_->measure("Address", width, 0, style(kEm, 20));
  EXPECT_FALSE(shrunk.tears);
  EXPECT_EQ(shrunk.lines, 1);
  EXPECT_LT(shrunk.em, kEm);
  const TypeFit torn = type_->measure("Address", width, 0, style(kEm, 36));
  EXPECT_TRUE(torn.tears);
  EXPECT_EQ(torn.em, kEm) << "where a smaller one helps nothing";
  EXPECT_FALSE(type_->measure("看案例看案例看案例", width, 0, style(kEm, 20)).tears);
}

TEST_F(TypeTest, ends_with_an_ellipsis_what_has_no_room) {
  const auto drawn = [&](const TypeStyle& made, int height) {
    ImDrawListSharedData shared;
    ImDrawList list(&shared);
    list._ResetForNewFrame();
    list.PushClipRect({0, 0}, {4096, 4096});
    list.PushTextureID(nullptr);
    EXPECT_FALSE(type_->draw(list, "一二三四五六七八九十", {0, 0, 161, height}, made).fits);
    return list.VtxBuffer.Size / 4;
  };
  EXPECT_EQ(drawn(style(kEm, 0, 2), 0), 4 + 3 + 1);
  EXPECT_EQ(drawn(style(kEm, 0, 1), 0), 3 + 1);
  EXPECT_EQ(drawn(style(kEm), 100), 4 + 3 + 1);
}

TEST_F(TypeTest, begins_a_line_with_the_ink_of_its_mark) {
  EXPECT_GT(type_->outdent("“一”", kEm, kRegular), kEm / 4);
  EXPECT_EQ(type_->outdent("一“”", kEm, kRegular), 0);
  EXPECT_EQ(type_->outdent("", kEm, kRegular), 0);
}

TEST_F(TypeTest, has_glyphs_for_what_the_kiosk_says) {
  for (const char32_t character : U"看案例舉報Az09，。（）《》“”…—·%") {
    if (character == 0) continue;
    EXPECT_TRUE(type_->glyphs().has(character)) << static_cast<unsigned>(character);
  }
  EXPECT_FALSE(type_->glyphs().has(0xE000));
  type_->set_language(Language::traditional);
  EXPECT_TRUE(type_->glyphs().has(U'體'));
}

TEST_F(TypeTest, tells_which_part_of_the_atlas_is_new) {
  const Rectangle all = page();
  EXPECT_TRUE(type_->glyphs().take_new().empty());
  print("中", kEm);
  const Rectangle one = type_->glyphs().take_new();
  EXPECT_FALSE(one.empty());
  EXPECT_TRUE(all.contains(one));
  EXPECT_GT(inked(one), 100);
  print("中", kEm);
  EXPECT_TRUE(type_->glyphs().take_new().empty()) << "it is there already";
  print("中", kEm + 1);
  EXPECT_FALSE(type_->glyphs().take_new().empty());
  type_->set_language(Language::traditional);
  print("中", kEm);
  EXPECT_FALSE(type_->glyphs().take_new().empty()) << "another shape";
}

TEST_F(TypeTest, forgets_every_glyph_when_it_is_wiped) {
  const Rectangle all = page();
  EXPECT_EQ(inked(all), 0);
  print("我收到诈骗短信", kEm);
  EXPECT_GT(inked(all), 1000);
  type_->glyphs().wipe();
  EXPECT_EQ(inked(all), 0);
  EXPECT_EQ(type_->glyphs().take_new(), all) << "the screen's own copy is to be overwritten";
  print("我", kEm);
  EXPECT_FALSE(type_->glyphs().take_new().empty()) << "made anew";
}

TEST_F(TypeTest, begins_a_new_page_when_one_is_full) {
  const Rectangle all = page();
  EXPECT_FALSE(type_->glyphs().take_overflow());
  char32_t character = 0x4E00;
  const auto fill = [&] {
    for (int i = 0; i < 500; ++i, ++character) {
      const std::string text{static_cast<char>(0xE0 | (character >> 12)),
                             static_cast<char>(0x80 | ((character >> 6) & 0x3F)),
                             static_cast<char>(0x80 | (character & 0x3F))};
      print(text, 60);
    }
  };
  while (!type_->glyphs().take_overflow() && character < 0x5600) fill();
  ASSERT_LT(character, char32_t{0x5600});
  EXPECT_EQ(inked(all), 0);
  EXPECT_FALSE(type_->glyphs().take_overflow()) << "said once";
}

TEST_F(TypeTest, reads_ill_formed_text_to_its_end) {
  std::mt19937 random(4);
  for (int i = 0; i < 500; ++i) {
    std::string text(random() % 20, '\0');
    for (char& byte : text) byte = static_cast<char>(random());
    const auto broken = type_->break_lines(text, 3 * kEm, kEm, kRegular);
    ASSERT_FALSE(broken.empty());
    ASSERT_LE(broken.back().end, text.size());
  }
}

}  // namespace
}  // namespace crier
