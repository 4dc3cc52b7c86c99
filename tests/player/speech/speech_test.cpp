// SPDX-License-Identifier: Apache-2.0
#include "player/speech/speech.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "player/media/media_source.hpp"

namespace crier {
namespace {

bool has_voice() {
  return std::system("command -v espeak-ng >/dev/null") == 0;
}

double seconds_of(const SecretVector<float>& samples) {
  return static_cast<double>(samples.size()) / kSampleRate;
}

TEST(Speech, says_chinese_and_english) {
  if (!has_voice()) GTEST_SKIP() << "no espeak-ng";
  const struct {
    const char* text;
    const char* voice;
  } rows[] = {{"qing3 xuan3 ze2 yu3 yan2", "cmn-latn-pinyin"}, {"Please choose a language", "en"}};
  for (const auto& row : rows) {
    const auto begin = std::chrono::steady_clock::now();
    const auto said = speak({.text = SecretText(row.text), .voice = row.voice}, {});
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    ASSERT_TRUE(said) << said.error().message;
    std::printf("%s: %.1f s of sound in %.0f ms\n", row.text, seconds_of(*said), took.count());
    EXPECT_GT(seconds_of(*said), 0.8);
    EXPECT_LT(seconds_of(*said), 4);
    float peak = 0;
    for (const float sample : *said) peak = std::max(peak, std::abs(sample));
    EXPECT_NEAR(peak, 0.708, 0.01);
  }
}

TEST(Speech, takes_a_text_that_no_pipe_holds_at_once) {
  if (!has_voice()) GTEST_SKIP() << "no espeak-ng";
  SecretText text;
  while (text.size() < 600'000) text.append("wang3 luo4 zha4 pian4, ");
  const auto said = speak({.text = text, .voice = "cmn-latn-pinyin", .most_seconds = 3}, {});
  ASSERT_TRUE(said) << said.error().message;
  EXPECT_NEAR(seconds_of(*said), 3, 0.01) << "cut, and nobody waited for the rest";
}

TEST(Speech, says_why_it_is_silent) {
  const struct {
    const char* program;
    ErrorCode code;
  } rows[] = {{"no-such-voice", ErrorCode::not_found},
              {"true", ErrorCode::format},  // reads nothing, says nothing
              {"false", ErrorCode::format},
              {"echo", ErrorCode::format}};  // says what is no sound
  for (const auto& row : rows) {
    const auto said = speak({.text = SecretText("anything"), .program = row.program}, {});
    ASSERT_FALSE(said) << row.program;
    EXPECT_EQ(said.error().code, row.code) << row.program;
  }
}

TEST(Speech, is_silent_at_once_when_told_to) {
  const auto folder = std::filesystem::path(::testing::TempDir()) / "crier-slow-voice";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "slow") << "#!/bin/sh\nexec sleep 60\n";
  std::filesystem::permissions(folder / "slow", std::filesystem::perms::owner_all);
  std::stop_source stop;
  std::chrono::steady_clock::time_point asked;
  std::jthread asker([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(60));
    asked = std::chrono::steady_clock::now();
    stop.request_stop();
  });
  const auto said = speak({.text = SecretText("a"), .program = folder / "slow"}, stop.get_token());
  const auto ended = std::chrono::steady_clock::now();
  asker.join();
  ASSERT_FALSE(said);
  EXPECT_EQ(said.error().code, ErrorCode::cancelled);
  EXPECT_LT(ended - asked, std::chrono::milliseconds(500));
  std::filesystem::remove_all(folder);

  const auto never = speak({.text = SecretText("a"), .program = "sleep"}, stop.get_token());
  ASSERT_FALSE(never) << "told so before";
}

}  // namespace
}  // namespace crier
