// SPDX-License-Identifier: Apache-2.0
#include "player/alerts/announcement.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <span>

#include "config/clock.hpp"
#include "config/latest.hpp"
#include "player/alerts/announcer.hpp"
#include "player/media/media_source.hpp"
#include "tests/content/alerts/messages.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kToneSamples = std::size_t{2} * kSampleRate * kChannels;

ShownAlert shown_alert(const std::string& bytes) {
  AlertBoard board;
  effect_of(board, "a.xml", bytes, nine_o_clock(), {});
  const auto shown = board.shown(nine_o_clock(), {});
  return shown.empty() ? ShownAlert() : shown.front();
}

float peak_of(std::span<const float> samples) {
  float peak = 0;
  for (const float sample : samples) peak = std::max(peak, std::abs(sample));
  return peak;
}

bool has_voice() {
  return std::system("command -v espeak-ng >/dev/null") == 0;
}

TEST(Announcement, begins_with_a_tone_of_two_seconds_that_starts_softly) {
  for (const AlertSeverity severity : {AlertSeverity::extreme, AlertSeverity::minor}) {
    const auto tone = attention_tone(severity);
    ASSERT_EQ(tone.size(), kToneSamples);
    EXPECT_NEAR(peak_of(tone), 0.501, 0.002);
    EXPECT_LT(peak_of(std::span(tone).first(48 * kChannels)), 0.02) << "the first millisecond";
    EXPECT_LT(peak_of(std::span(tone).last(48 * kChannels)), 0.02) << "the last one";
    float step = 0;
    for (std::size_t i = kChannels; i < tone.size(); ++i)
      step = std::max(step, std::abs(tone[i] - tone[i - kChannels]));
    EXPECT_LT(step, 0.15) << "no click";
  }
  EXPECT_NE(attention_tone(AlertSeverity::extreme), attention_tone(AlertSeverity::minor));
}

TEST(Announcement, then_reads_the_text) {
  if (!has_voice()) GTEST_SKIP() << "no espeak-ng";
  const struct {
    const char* name;
    std::string bytes;
    double least_seconds;
    double most_seconds;
  } rows[] = {
      {"national", to_xml(NationalText{}), 4, 9},
      {"English",
       to_xml(CapText{.infos = {{.language = "en-GB",
                                 .event = "Flash flood",
                                 .more = "<description>Water is rising quickly. Leave the platform by the "
                                         "stairs.</description>"}}}),
       6, 12},
  };
  for (const auto& row : rows) {
    const MonotonicTime begin = SystemClock().monotonic();
    const auto samples = make_announcement(shown_alert(row.bytes), {});
    const double took = std::chrono::duration<double, std::milli>(SystemClock().monotonic() - begin).count();
    const double seconds = static_cast<double>(samples.size()) / kChannels / kSampleRate;
    std::printf("%s: %.1f s of sound, made in %.0f ms\n", row.name, seconds, took);
    EXPECT_GT(seconds, row.least_seconds);
    EXPECT_LT(seconds, row.most_seconds);
    ASSERT_GT(samples.size(), kToneSamples);
    EXPECT_NEAR(peak_of(std::span(samples).subspan(kToneSamples)), 0.708, 0.01);
  }
}

TEST(Announcement, is_at_most_ninety_seconds) {
  if (!has_voice()) GTEST_SKIP() << "no espeak-ng";
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "Go up " + std::to_string(i) + " ";
  const auto samples = make_announcement(
      shown_alert(
          to_xml(CapText{.infos = {{.language = "en", .more = "<description>" + text + "</description>"}}})),
      {});
  EXPECT_LE(samples.size(), static_cast<std::size_t>(kMostAnnouncementSeconds * kSampleRate) * kChannels);
  EXPECT_GT(samples.size(), std::size_t{80} * kSampleRate * kChannels);
}

TEST(Announcement, is_the_tone_alone_where_no_voice_is_installed) {
  EXPECT_EQ(make_announcement(shown_alert(to_xml(CapText{})), {}, "no-such-voice").size(), kToneSamples);
  EXPECT_EQ(make_announcement(shown_alert(to_xml(CapText{})), {}, "true").size(), kToneSamples)
      << "one that says nothing";
  EXPECT_EQ(make_announcement(shown_alert(to_xml(CapText{})), {}, "echo").size(), kToneSamples)
      << "one that gives no sound";
}

TEST(Announcement, stops_when_told_to) {
  const TemporaryFolder folder;
  write_file(folder / "slow", "#!/bin/sh\nexec sleep 60\n");
  std::filesystem::permissions(folder / "slow", std::filesystem::perms::owner_all);
  std::stop_source stop;
  const MonotonicTime begin = SystemClock().monotonic();
  std::jthread stopper([&stop] { stop.request_stop(); });
  EXPECT_TRUE(make_announcement(shown_alert(to_xml(CapText{})), stop.get_token(), folder / "slow").empty());
  EXPECT_LT(SystemClock().monotonic() - begin, 10s);
}

TEST(Announcement, says_that_an_exercise_is_one_first_and_last) {
  const std::string text = spoken_text(shown_alert(to_xml(CapText{.status = "Exercise"})));
  EXPECT_EQ(text, "这是演习。暴雨。。这是演习。");
}

TEST(Announcer, makes_them_on_its_own_thread_and_can_be_left_at_any_time) {
  Announcer announcer;
  const ShownAlert alert = shown_alert(to_xml(NationalText{}));
  EXPECT_FALSE(announcer.ready(alert.key));
  announcer.request(alert);
  announcer.cancel();
  announcer.request(alert);
  const Latest<int> nothing(0);
  std::optional<Announcement> made;
  for (int i = 0; i < 500 && !made; ++i) {
    nothing.wait_until(SystemClock().monotonic() + 20ms, {}, [](int value) { return value > 0; });
    made = announcer.ready(alert.key);
  }
  ASSERT_TRUE(made);
  EXPECT_GE(made->samples->size(), kToneSamples);
  EXPECT_FALSE(announcer.ready("another"));
  announcer.request(alert);
}

}  // namespace
}  // namespace crier
