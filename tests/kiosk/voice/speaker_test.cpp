// SPDX-License-Identifier: Apache-2.0
#include "kiosk/voice/speaker.hpp"

#include <dirent.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "player/media/media_source.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

bool has_voice() {
  return std::system("command -v espeak-ng >/dev/null") == 0;
}

Utterances sentences(std::initializer_list<const char*> texts) {
  Utterances said;
  for (const char* const text : texts) said.push_back({SecretText(text), text});
  return said;
}

// The next chunk; none after ten seconds.
std::optional<SpokenChunk> wait_for_chunk(Speaker& speaker) {
  const auto deadline = Steady::now() + 10s;
  while (Steady::now() < deadline) {
    if (auto chunk = speaker.take()) return chunk;
    pollfd waiting{speaker.ready_fd(), POLLIN, 0};
    poll(&waiting, 1, 100);
  }
  return std::nullopt;
}

std::vector<SpokenChunk> whole_speech(Speaker& speaker) {
  std::vector<SpokenChunk> chunks;
  while (auto chunk = wait_for_chunk(speaker)) {
    chunks.push_back(*std::move(chunk));
    if (chunks.back().is_last) break;
  }
  return chunks;
}

TEST(Speaker, gives_a_speech_in_chunks_and_says_which_is_the_last) {
  if (!has_voice()) GTEST_SKIP() << "no espeak-ng";
  Speaker speaker;
  const auto begin = Steady::now();
  const std::uint64_t number =
      speaker.say(sentences({"看案例，按钮。", "下载 APP 前，请拨打 96110。"}), SpokenLanguage::mandarin);
  auto first = wait_for_chunk(speaker);
  const std::chrono::duration<double, std::milli> took = Steady::now() - begin;
  ASSERT_TRUE(first);
  std::printf("first sound of a new speaker after %.0f ms\n", took.count());
  std::vector<SpokenChunk> chunks = whole_speech(speaker);
  chunks.insert(chunks.begin(), *std::move(first));
  std::size_t samples = 0;
  float peak = 0;
  for (const SpokenChunk& chunk : chunks) {
    EXPECT_EQ(chunk.speech, number);
    EXPECT_FALSE(chunk.samples.empty());
    EXPECT_LE(chunk.samples.size(), kSpokenChunkSamples);
    EXPECT_EQ(chunk.is_last, &chunk == &chunks.back());
    samples += chunk.samples.size();
    for (const float sample : chunk.samples) peak = std::max(peak, std::abs(sample));
  }
  EXPECT_EQ(chunks.front().element, "看案例，按钮。");
  EXPECT_EQ(chunks.back().element, "下载 APP 前，请拨打 96110。");
  EXPECT_GT(samples, std::size_t{3} * kSampleRate);
  EXPECT_LT(samples, std::size_t{12} * kSampleRate);
  EXPECT_GT(peak, 0.5F);
  EXPECT_LE(peak, 1.0F);
  EXPECT_FALSE(speaker.take());
}

TEST(Speaker, is_interrupted_by_the_next_speech_and_never_mixes_the_two) {
  if (!has_voice()) GTEST_SKIP() << "no espeak-ng";
  Speaker speaker;
  speaker.say(sentences({"一", "二", "三", "四", "五", "六", "七", "八"}), SpokenLanguage::mandarin);
  ASSERT_TRUE(wait_for_chunk(speaker));
  double worst = 0;
  for (int i = 0; i < 10; ++i) {
    const auto begin = Steady::now();
    const std::uint64_t number = speaker.say(sentences({"Read cases, button."}), SpokenLanguage::english);
    const auto chunk = wait_for_chunk(speaker);
    ASSERT_TRUE(chunk);
    EXPECT_EQ(chunk->speech, number);
    EXPECT_EQ(chunk->element, "Read cases, button.");
    worst = std::max(worst, std::chrono::duration<double, std::milli>(Steady::now() - begin).count());
  }
  std::printf("first sound after an interruption: at most %.0f ms\n", worst);
}

TEST(Speaker, says_nothing_more_after_it_was_stopped) {
  if (!has_voice()) GTEST_SKIP() << "no espeak-ng";
  Speaker speaker;
  speaker.say(sentences({"一", "二", "三"}), SpokenLanguage::mandarin);
  ASSERT_TRUE(wait_for_chunk(speaker));
  speaker.stop();
  EXPECT_FALSE(speaker.take());
  const std::uint64_t number = speaker.say(sentences({"四"}), SpokenLanguage::mandarin);
  for (const SpokenChunk& chunk : whole_speech(speaker)) EXPECT_EQ(chunk.speech, number);
}

TEST(Speaker, ends_a_speech_that_no_voice_can_say) {
  const struct {
    const char* program;
    const char* text;
  } rows[] = {{"no-such-voice", "看案例"}, {"true", "看案例"}, {"espeak-ng", "。"}, {"espeak-ng", ""}};
  for (const auto& row : rows) {
    Speaker speaker(row.program);
    const std::uint64_t number = speaker.say(sentences({row.text}), SpokenLanguage::mandarin);
    const auto chunk = wait_for_chunk(speaker);
    ASSERT_TRUE(chunk) << row.program;
    EXPECT_TRUE(chunk->is_last);
    EXPECT_TRUE(chunk->samples.empty());
    EXPECT_EQ(chunk->speech, number);
  }
  Speaker speaker("no-such-voice");
  speaker.say({}, SpokenLanguage::english);
  const auto chunk = wait_for_chunk(speaker);
  ASSERT_TRUE(chunk);
  EXPECT_TRUE(chunk->is_last);
}

// A voice that takes its time, and leaves its process's number.
class SlowVoice {
 public:
  SlowVoice() {
    std::filesystem::create_directories(folder_);
    std::ofstream(program()) << "#!/bin/sh\necho $$ > " << mark().string() << "\nexec sleep 60\n";
    std::filesystem::permissions(program(), std::filesystem::perms::owner_all);
  }
  ~SlowVoice() { std::filesystem::remove_all(folder_); }
  std::filesystem::path program() const { return folder_ / "slow"; }
  pid_t wait_for_process() const {
    for (const auto deadline = Steady::now() + 10s; Steady::now() < deadline; poll(nullptr, 0, 1)) {
      pid_t process = 0;
      if (std::ifstream(mark()) >> process) return process;
    }
    return 0;
  }

 private:
  std::filesystem::path mark() const { return folder_ / "process"; }
  std::filesystem::path folder_ =
      std::filesystem::path(::testing::TempDir()) / ("crier-speaker-" + std::to_string(getpid()));
};

// Its process is waited for by the speaker's thread, so that nothing of it is left.
bool dies_within(pid_t process, std::chrono::milliseconds time) {
  for (const auto deadline = Steady::now() + time; Steady::now() < deadline; poll(nullptr, 0, 1))
    if (kill(process, 0) != 0) return true;
  return false;
}

TEST(Speaker, kills_the_voice_when_it_is_stopped_or_ends) {
  for (const bool is_stopped : {true, false}) {
    const SlowVoice voice;
    auto speaker = std::make_unique<Speaker>(voice.program());
    speaker->say(sentences({"one"}), SpokenLanguage::english);
    const pid_t process = voice.wait_for_process();
    ASSERT_GT(process, 0);
    if (is_stopped) {
      const auto begin = Steady::now();
      speaker->stop();
      EXPECT_LT(Steady::now() - begin, 100ms) << "the visit's thread does not wait";
    } else {
      speaker.reset();
    }
    EXPECT_TRUE(dies_within(process, 1s));
  }
}

// As in the process of a visit, which may write to no file.
TEST(Speaker, speaks_where_no_file_can_be_written) {
  if (!has_voice()) GTEST_SKIP() << "no espeak-ng";
  const pid_t child = fork();
  if (child == 0) {
    const rlimit nothing{0, 0};
    std::signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &nothing);
    Speaker speaker;
    speaker.say(sentences({"看案例"}), SpokenLanguage::mandarin);
    const auto chunk = wait_for_chunk(speaker);
    _exit(chunk && !chunk->samples.empty() ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

}  // namespace
}  // namespace crier
