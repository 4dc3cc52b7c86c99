// SPDX-License-Identifier: Apache-2.0
#include "player/speech/mandarin.hpp"

#include <gtest/gtest.h>

#include <set>
#include <sstream>
#include <string>

#include "player/speech/spoken_words.hpp"

namespace crier {
namespace {

TEST(Mandarin, spells_figures_as_they_are_said) {
  const std::pair<const char*, const char*> rows[] = {
      {"2026年11月24日", "二零二六年十一月二十四日"},
      {"08时05分", "八时五分"},
      {"08:30", "八点三十分"},
      {"8:00", "八点"},
      {"请拨打12379", "请拨打一二三七九"},
      {"100毫米", "一百毫米"},
      {"1005", "一千零五"},
      {"2小时", "两小时"},
      {"12小时", "十二小时"},
      {"3.5级", "三点五级"},
      {"80%", "百分之八十"},
      {"请拨打110", "请拨打幺幺零"},
      {"或者 120。", "或者 幺二零。"},
      {"110人", "一百一十人"},
      {"119.5", "一百一十九点五"},
      {"1100", "一千一百"},
      {"0", "零"},
      {"没有数字", "没有数字"},
      {"", ""},
      {"1:", "一:"},
      {"1.", "一."},
  };
  for (const auto& [text, spelled] : rows) EXPECT_EQ(spell_figures(text), spelled) << text;
}

TEST(Mandarin, becomes_pinyin_with_figures_for_tones) {
  EXPECT_EQ(to_pinyin("8时发布暴雨橙色预警。"), "ba1 shi2 fa1 bu4 bao4 yu3 cheng2 se4 yu4 jing3.");
  EXPECT_EQ(to_pinyin("重庆，降雨"), "chong2 qing4, jiang4 yu3");
  EXPECT_EQ(to_pinyin("[II级/严重]"), ", er4 ji2, yan2 zhong4,");
  EXPECT_EQ(to_pinyin("乘 Line 2 出行"), "cheng2 Line er4 chu1 xing2");
  EXPECT_EQ(to_pinyin(""), "");
  EXPECT_NO_FATAL_FAILURE(to_pinyin("\xE9"));
}

TEST(Mandarin, reads_a_character_as_its_word_wants_it) {
  const MandarinReader reader;
  const std::pair<const char*, const char*> rows[] = {
      {"重庆银行行长", "chong2 qing4 yin2 hang2 hang2 zhang3"},
      {"长时间", "chang2 shi2 jian1"},
      {"家长", "jia1 zhang3"},
      {"还有", "hai2 you3"},
      {"还款", "huan2 kuan3"},
      {"还得看", "hai2 dei3 kan4"},
      {"觉得", "jue2 de"},
      {"不得", "bu4 de2"},
      {"重新写", "chong2 xin1 xie3"},
      {"重要", "zhong4 yao4"},
      {"为了", "wei4 le"},
      {"认为", "ren4 wei2"},
      {"上当", "shang4 dang4"},
      {"当心", "dang1 xin1"},
      {"进行", "jin4 xing2"},
      {"同行", "tong2 hang2"},
      {"同行人", "tong2 xing2 ren2"},
      {"幺幺零", "yao1 yao1 ling2"},
      {"著名", "zhu4 ming2"},
      {"的确", "di2 que4"},
      {"中间的确认键", "zhong1 jian1 de que4 ren4 jian4"},
  };
  for (const auto& [text, pinyin] : rows) EXPECT_EQ(reader.to_pinyin(text), pinyin) << text;
}

TEST(Mandarin, reads_traditional_characters_like_simplified_ones) {
  const MandarinReader reader;
  EXPECT_EQ(reader.to_pinyin("報告網絡詐騙，銀行還款"), reader.to_pinyin("报告网络诈骗，银行还款"));
  EXPECT_EQ(reader.to_pinyin("銀行行長"), "yin2 hang2 hang2 zhang3");
}

// A word twice would be read by chance; a syllable that the voice does not know would be spelled in letters.
TEST(Mandarin, has_a_table_of_well_formed_words) {
  std::set<std::string_view> seen;
  for (const SpokenWord& word : spoken_words()) {
    EXPECT_TRUE(seen.insert(word.word).second) << word.word << " twice";
    EXPECT_EQ(spoken_word_at(word.word), &word);
    if (word.spoken.size() < 2) continue;
    std::size_t syllables = 0;
    std::istringstream stream{std::string(word.spoken)};
    for (std::string syllable; stream >> syllable; ++syllables) {
      const std::size_t letters = syllable.find_first_not_of("abcdefghijklmnopqrstuvwxyz");
      const bool is_neutral = letters == std::string::npos;
      EXPECT_TRUE(is_neutral ||
                  (letters + 1 == syllable.size() && syllable.back() >= '1' && syllable.back() <= '4'))
          << word.word << ": " << syllable;
    }
    if (word.word.size() % 3 == 0 && word.word.find("级") == std::string_view::npos) {
      EXPECT_EQ(syllables, word.word.size() / 3) << word.word;
    }
  }
}

}  // namespace
}  // namespace crier
