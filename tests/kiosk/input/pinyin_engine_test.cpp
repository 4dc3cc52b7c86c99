// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/pinyin_engine.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace crier {
namespace {

PinyinEngine* shared_engine() {
  static const auto opened = PinyinEngine::open();
  return opened ? opened->get() : nullptr;
}

class Pinyin : public testing::Test {
 protected:
  void SetUp() override {
    engine_ = shared_engine();
    if (engine_ == nullptr) GTEST_SKIP() << "no data of libime on this machine";
    engine_->clear();
  }

  void type(std::string_view letters) {
    for (const char letter : letters) ASSERT_TRUE(engine_->type(letter)) << letters;
  }

  std::size_t rank(std::string_view text) {
    const auto all = engine_->candidates(0, 2000);
    const auto found = std::ranges::find_if(all, [&](const SecretText& c) { return c == text; });
    return found == all.end() ? 0 : static_cast<std::size_t>(found - all.begin()) + 1;
  }

  PinyinEngine* engine_ = nullptr;
};

TEST_F(Pinyin, OffersTheWordsOfTheOfficeFirst) {
  EXPECT_EQ(engine_->shortfall(), "");
  std::istringstream lines{std::string(domain_words())};
  int words = 0;
  int first = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#') continue;
    const auto blank = line.find(' ');
    std::string letters = line.substr(blank + 1);
    std::erase(letters, '\'');
    engine_->clear();
    type(letters.substr(0, PinyinEngine::kMostLetters));
    const std::size_t found = rank(line.substr(0, blank));
    EXPECT_GE(found, 1U) << line;
    EXPECT_LE(found, 5U) << line;  // on the first page
    ++words;
    first += found == 1;
  }
  EXPECT_GE(10 * first, 9 * words);
  EXPECT_GE(words, 110);
  std::printf("%d of %d domain words are the first candidate\n", first, words);
}

TEST_F(Pinyin, TakesInitialsAndSentences) {
  type("wlzp");
  EXPECT_EQ(rank("网络诈骗"), 1U);
  engine_->clear();
  type("yigerenzaiweixinshangpianwodeqian");
  EXPECT_EQ(rank("一个人在微信上骗我的钱"), 1U);
}

TEST_F(Pinyin, LeavesOutTraditionalTwinsAndKeepsNames) {
  type("yige");
  EXPECT_EQ(rank("一个"), 1U);
  EXPECT_EQ(rank("一個"), 0U);
  const struct {
    std::string letters, kept, dropped;
  } rows[] = {{"kun", "堃", "崐?"},
              {"zhe", "喆", "這"},
              {"sheng", "昇", "聲"},
              {"wang", "彺", "網"},
              {"ge", "硌", "閣"}};
  for (const auto& row : rows) {
    engine_->clear();
    type(row.letters);
    EXPECT_NE(rank(row.kept), 0U) << row.kept;
    EXPECT_EQ(rank(row.dropped), 0U) << row.dropped;
  }
}

TEST_F(Pinyin, ListsPagesOfTheSameListWithoutDoubles) {
  type("shi");
  const auto all = engine_->candidates(0, 2000);
  engine_->clear();
  type("shi");
  std::vector<SecretText> paged;
  for (std::size_t first = 0; first < all.size(); first += 7)
    for (const SecretText& candidate : engine_->candidates(first, 7)) paged.push_back(candidate);
  EXPECT_EQ(paged, all);
  for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(std::ranges::count(all, all[i]), 1);
  EXPECT_TRUE(engine_->candidates(all.size(), 7).empty());
}

TEST_F(Pinyin, ChoosesWordByWordAndTakesChoicesBack) {
  type("wangluozhapian");
  EXPECT_EQ(engine_->preedit().view(), "wang luo zha pian");
  const std::size_t word = rank("网络");
  ASSERT_GT(word, 0U);
  EXPECT_FALSE(engine_->select(word - 1));
  EXPECT_EQ(engine_->raw().view(), "网络zhapian");
  EXPECT_TRUE(engine_->backspace());
  EXPECT_EQ(engine_->raw().view(), "wangluozhapian");
  EXPECT_TRUE(engine_->backspace());
  EXPECT_EQ(engine_->raw().view(), "wangluozhapia");
  type("n");
  EXPECT_EQ(engine_->select(0)->view(), "网络诈骗");
  EXPECT_TRUE(engine_->empty());
  EXPECT_FALSE(engine_->backspace());
}

TEST_F(Pinyin, RefusesWhatIsNoPinyin) {
  for (const char bad : {'A', '1', ' ', '\'', '\0', '\n', '\xe7', '-'}) EXPECT_FALSE(engine_->type(bad));
  EXPECT_TRUE(engine_->empty());
  EXPECT_FALSE(engine_->select(0));
  type("xi'an");
  EXPECT_EQ(rank("西安"), 1U);
  EXPECT_FALSE(engine_->select(100'000));
  engine_->clear();
  type(std::string(PinyinEngine::kMostLetters, 'a'));
  EXPECT_FALSE(engine_->type('a'));
}

TEST(PinyinOpen, SaysWhatIsMissingOrBroken) {
  PinyinPaths paths;
  paths.dictionary = "/nowhere/sc.dict";
  EXPECT_EQ(PinyinEngine::open(paths).error().code, ErrorCode::not_found);
  const auto broken = std::filesystem::path(testing::TempDir()) / "broken.dict";
  std::ofstream(broken) << "no dictionary";
  paths = {};
  paths.dictionary = broken;
  EXPECT_EQ(PinyinEngine::open(paths).error().code, ErrorCode::format);
  paths = {};
  paths.language_model = broken;
  EXPECT_EQ(PinyinEngine::open(paths).error().code, ErrorCode::format);
  paths = {};
  paths.words = "/nowhere/words.txt";
  EXPECT_EQ(PinyinEngine::open(paths).error().code, ErrorCode::not_found);
  std::filesystem::remove(broken);
}

TEST(PinyinOpen, WorksWithoutTheSimplifierAndSaysSo) {
  if (shared_engine() == nullptr) GTEST_SKIP() << "no data of libime on this machine";
  PinyinPaths paths;
  paths.simplifier = "nowhere.json";
  const auto engine = PinyinEngine::open(paths);
  ASSERT_TRUE(engine);
  EXPECT_NE((*engine)->shortfall(), "");
  (*engine)->type('a');
  EXPECT_FALSE((*engine)->candidates(0, 1).empty());
}

}  // namespace
}  // namespace crier
