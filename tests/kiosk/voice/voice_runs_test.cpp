// SPDX-License-Identifier: Apache-2.0
#include "kiosk/voice/voice_runs.hpp"

#include <gtest/gtest.h>

#include <string>

namespace crier {
namespace {

// "zh[...] en[...]"
std::string parted(std::string_view sentence, SpokenLanguage language) {
  std::string text;
  for (const VoiceRun& run : voice_runs(sentence, language)) {
    if (!text.empty()) text += ' ';
    text += run.language == SpokenLanguage::mandarin ? "zh[" : "en[";
    text += run.text.view();
    text += ']';
  }
  return text;
}

TEST(VoiceRuns, give_each_voice_its_own_alphabet) {
  constexpr auto kZh = SpokenLanguage::mandarin;
  constexpr auto kEn = SpokenLanguage::english;
  const struct {
    const char* sentence;
    SpokenLanguage language;
    const char* runs;
  } rows[] = {
      {"看案例，按钮。", kZh, "zh[看案例，按钮。]"},
      {"下载 APP 前，请拨打 96110。", kZh, "zh[下载 ] en[APP] zh[ 前，请拨打 96110。]"},
      {"English，按钮。", kZh, "en[English] zh[，按钮。]"},
      {"12377", kZh, "zh[12377]"},
      {"12377", kEn, "en[12377]"},
      {"Read cases, button.", kEn, "en[Read cases, button.]"},
      {"简体中文, button.", kEn, "zh[简体中文] en[, button.]"},
      {"Call 110 now", kZh, "en[Call 110 now]"},
      {"拨打110报警", kEn, "zh[拨打110报警]"},
      {"café", kEn, "en[café]"},
      {"。，", kZh, ""},
      {" - ", kEn, ""},
      {"", kZh, ""},
      {"\xff\xfe", kZh, "zh[\xff\xfe]"},
  };
  for (const auto& row : rows) EXPECT_EQ(parted(row.sentence, row.language), row.runs) << row.sentence;
}

TEST(VoiceRuns, spell_codes_in_english) {
  const std::pair<const char*, const char*> rows[] = {
      {"Call 96110.", "Call 9 6 1 1 0."},
      {"Call 110", "Call 1 1 0"},
      {"111 cases", "111 cases"},
      {"in 2026", "in 2026"},
      {"1 2", "1 2"},
      {"", ""},
  };
  for (const auto& [text, spelled] : rows) EXPECT_EQ(spell_codes(text), std::string_view(spelled)) << text;
}

}  // namespace
}  // namespace crier
