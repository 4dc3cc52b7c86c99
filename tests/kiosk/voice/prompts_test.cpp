// SPDX-License-Identifier: Apache-2.0
#include "kiosk/voice/prompts.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "kiosk/voice/voice_runs.hpp"
#include "player/speech/mandarin.hpp"

namespace crier {
namespace {

TEST(Prompts, are_there_in_both_languages_and_differ) {
  std::set<std::string> seen;
  for (int i = 0; i < kPrompts; ++i) {
    for (const SpokenLanguage language : {SpokenLanguage::mandarin, SpokenLanguage::english}) {
      const Utterance said = prompt(static_cast<Prompt>(i), language);
      EXPECT_FALSE(said.text.empty()) << i;
      EXPECT_TRUE(seen.insert(std::string(said.text.view())).second) << said.text.view();
      const auto runs = voice_runs(said.text, language);
      ASSERT_EQ(runs.size(), 1U) << "no word of the other language: " << said.text.view();
      EXPECT_EQ(runs.front().language, language);
    }
  }
}

// A person who knows both has read these; a change of the tables shows here.
TEST(Prompts, read_as_they_should_in_mandarin) {
  const MandarinReader reader;
  const std::pair<Prompt, const char*> rows[] = {
      {Prompt::welcome,
       "huan1 ying2. zhe4 li3 ke3 yi3 kan4 an4 li4, ju3 bao4 you3 hai4 xin4 xi1, cha2 xun2 ban4 li3 jin4 "
       "du4."},
      {Prompt::keys,
       "yong4 si4 ge4 fang1 xiang4 jian4 yi2 dong4, yong4 zhong1 jian1 de que4 ren4 jian4 xuan3 ze2, yong4 "
       "fan3 hui2 jian4 hui2 dao4 shang4 yi1 ye4. bu4 xie3 zi4 de shi2 hou4, an4 shu4 zi4 jian4 zai4 ting1 "
       "yi1 bian4."},
      {Prompt::still_there,
       "nin2 hai2 zai4 ma. an4 ren4 yi4 jian4 ji4 xu4. fou3 ze2 jiang1 qing1 chu2 nin2 xie3 de nei4 rong2 "
       "bing4 "
       "jie2 shu4."},
      {Prompt::is_private,
       "wei4 le bao3 hu4 nin2 de yin3 si1, nin2 xie3 de nei4 rong2 bu4 hui4 yong4 yang2 sheng1 qi4 lang3 "
       "du2."},
      {Prompt::receipt_withheld,
       "wei4 le bao3 hu4 nin2 de yin3 si1, cha2 xun2 ma3 bu4 hui4 yong4 yang2 sheng1 qi4 lang3 du2. qing3 "
       "yong4 shou3 ji1 pai1 xia4 ping2 mu4, huo4 zhe3 qing3 nin2 xin4 ren4 de ren2 bang1 nin2 ji4 xia4 "
       "lai2."},
  };
  for (const auto& [which, pinyin] : rows)
    EXPECT_EQ(reader.to_pinyin(prompt(which, SpokenLanguage::mandarin).text), pinyin);
}

// Numbered pinyin and pauses only: the voice would read anything else by English rules.
TEST(Prompts, leave_nothing_that_is_no_pinyin) {
  const MandarinReader reader;
  for (int i = 0; i < kPrompts; ++i) {
    const std::string pinyin =
        reader.to_pinyin(prompt(static_cast<Prompt>(i), SpokenLanguage::mandarin).text);
    EXPECT_EQ(pinyin.find_first_not_of("abcdefghijklmnopqrstuvwxyz\u00fc1234,. "), std::string::npos)
        << pinyin;
  }
}

}  // namespace
}  // namespace crier
