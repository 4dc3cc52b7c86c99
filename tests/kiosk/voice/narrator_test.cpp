// SPDX-License-Identifier: Apache-2.0
// What is said when, with a real voice behind it.
#include "kiosk/voice/narrator.hpp"

#include <gtest/gtest.h>
#include <poll.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>

#include "player/media/media_source.hpp"

namespace crier {
namespace {

Element element(const char* id, Role role, const char* label, const char* value = "") {
  Element one;
  one.id = id;
  one.role = role;
  one.label = label;
  one.value = value;
  return one;
}

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

class Narration : public testing::Test {
 protected:
  void SetUp() override {
    if (std::system("command -v espeak-ng >/dev/null") != 0) GTEST_SKIP() << "no espeak-ng";
    show("看案例");
  }

  void show(const char* label) {
    registry.begin("home");
    registry.add(element("home.cases", Role::button, label));
    registry.add(element("mode.aloud", Role::toggle, "朗读", "关"));
  }

  // What is handed out until the speech is over, as if it were heard at once.
  SecretVector<float> heard(std::chrono::milliseconds patience = 10s) {
    SecretVector<float> all;
    const auto deadline = Steady::now() + patience;
    while (Steady::now() < deadline) {
      if (auto chunk = narrator.next(now)) {
        all.insert(all.end(), chunk->samples.begin(), chunk->samples.end());
        if (chunk->is_last) break;
        continue;
      }
      now += 100ms;
      pollfd waiting{narrator.ready_fd(), POLLIN, 0};
      poll(&waiting, 1, 5);
    }
    return all;
  }

  static float peak(const SecretVector<float>& samples) {
    float most = 0;
    for (const float sample : samples) most = std::max(most, std::abs(sample));
    return most;
  }

  Registry registry;
  Narrator narrator{Audience::everybody};
  MonotonicTime now{100s};
};

TEST_F(Narration, is_silent_until_it_is_switched_on) {
  narrator.observe(registry, "home", Telling::changes, now);
  narrator.focus(registry, "home.cases");
  narrator.say(Prompt::welcome);
  EXPECT_TRUE(heard(200ms).empty());
  EXPECT_EQ(narrator.ready_fd(), -1);
  narrator.set_volume(SpeechVolume::normal, registry, Control::touch);
  EXPECT_GT(heard().size(), std::size_t{kSampleRate});
}

TEST_F(Narration, reads_a_panel_once_and_then_what_is_new_on_it) {
  narrator.observe(registry, "home", Telling::changes, now);
  narrator.set_volume(SpeechVolume::normal, registry, Control::touch);
  const std::size_t all = heard().size();
  narrator.observe(registry, "home", Telling::changes, now);
  EXPECT_TRUE(heard(200ms).empty());
  show("查询进度");
  narrator.observe(registry, "home", Telling::changes, now);
  const std::size_t part = heard().size();
  EXPECT_GT(part, 0U);
  EXPECT_LT(part, all);
  narrator.observe(registry, "cases", Telling::changes, now);
  EXPECT_GT(heard().size(), part);
}

TEST_F(Narration, says_nothing_new_while_somebody_writes) {
  narrator.set_volume(SpeechVolume::normal, registry, Control::touch);
  narrator.observe(registry, "home", Telling::changes, now);
  heard();
  show("查询进度");
  narrator.observe(registry, "home", Telling::messages, now);
  EXPECT_TRUE(heard(200ms).empty());
}

TEST_F(Narration, is_twice_as_loud_when_asked) {
  narrator.set_volume(SpeechVolume::normal, registry, Control::touch);
  heard();
  narrator.focus(registry, "home.cases");
  const float normal = peak(heard());
  narrator.set_volume(SpeechVolume::loud, registry, Control::touch);
  heard();
  narrator.focus(registry, "home.cases");
  EXPECT_NEAR(peak(heard()), 2 * normal, 0.02F);
}

TEST_F(Narration, is_never_more_than_a_second_ahead) {
  narrator.set_volume(SpeechVolume::normal, registry, Control::touch);
  std::size_t samples = 0;
  const auto deadline = Steady::now() + 2s;
  while (Steady::now() < deadline) {
    if (const auto chunk = narrator.next(now)) samples += chunk->samples.size();
    pollfd waiting{narrator.ready_fd(), POLLIN, 0};
    poll(&waiting, 1, 5);
  }
  EXPECT_GE(samples, std::size_t{kSampleRate});
  EXPECT_LE(samples, kSampleRate + 2 * kSpokenChunkSamples);
  ASSERT_TRUE(narrator.next_change());
  EXPECT_GT(*narrator.next_change(), now);
}

TEST_F(Narration, falls_silent_at_the_next_input) {
  narrator.set_volume(SpeechVolume::normal, registry, Control::touch);
  EXPECT_TRUE(narrator.hush(now));
  EXPECT_FALSE(narrator.hush(now));
  EXPECT_TRUE(heard(300ms).empty());
}

TEST_F(Narration, does_not_say_on_the_loudspeaker_what_was_written) {
  narrator.set_volume(SpeechVolume::normal, registry, Control::touch);
  heard();
  // To everybody both are "one character".
  narrator.wrote(element("candidate.0", Role::candidate, "网络诈骗"));
  const std::size_t hidden = heard().size();
  narrator.wrote(element("key.w", Role::key, "w"));
  EXPECT_EQ(heard().size(), hidden);
  narrator.wrote(element("key.done", Role::key, "完成"));
  EXPECT_NE(heard().size(), hidden);
}

}  // namespace
}  // namespace crier
