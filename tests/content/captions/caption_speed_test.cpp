// SPDX-License-Identifier: Apache-2.0
// Ten thousand cues are there at once, in each format.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "content/captions/caption_file.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

constexpr int kCues = 10'000;

std::string stamp(int tenths, const char* format) {
  return fmt::format(fmt::runtime(format), tenths / 36'000, tenths / 600 % 60, tenths / 10 % 60,
                     tenths % 10 * 100, tenths % 10 * 10);
}

std::string many_cues(CaptionFormat format) {
  const char* const time = format == CaptionFormat::webvtt   ? "{:02}:{:02}:{:02}.{:03}"
                           : format == CaptionFormat::subrip ? "{:02}:{:02}:{:02},{:03}"
                                                             : "{0}:{1:02}:{2:02}.{4:02}";
  std::string text = format == CaptionFormat::webvtt ? "WEBVTT\n\n"
                     : format == CaptionFormat::ass  ? "[Script Info]\nScriptType: v4.00+\n\n[Events]\n"
                                                     : "";
  for (int i = 0; i < kCues; ++i) {
    const std::string begin = stamp(i * 5, time);
    const std::string end = stamp(i * 5 + 4, time);
    if (format == CaptionFormat::ass) {
      text += fmt::format("Dialogue: 0,{},{},Default,,0,0,0,,第{}句：谣言止于智者\\NRumours stop\n", begin,
                          end, i);
    } else {
      text += fmt::format("{}\n{} --> {}\n第{}句：<i>谣言</i>止于智者\nRumours stop &amp; the wise\n\n",
                          i + 1, begin, end, i);
    }
  }
  return text;
}

TEST(CaptionSpeed, TenThousandCuesLoadInUnderTwoHundredMilliseconds) {
  const TemporaryFolder folder;
  for (const auto& [name, format] :
       {std::pair{"many.vtt", CaptionFormat::webvtt}, std::pair{"many.srt", CaptionFormat::subrip},
        std::pair{"many.ass", CaptionFormat::ass}}) {
    write_file(folder / name, many_cues(format));
    double best = 1e9;
    for (int i = 0; i < 3; ++i) {
      const auto begin = std::chrono::steady_clock::now();
      const auto track = read_captions(folder / name);
      const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - begin;
      ASSERT_TRUE(track) << track.error().message;
      ASSERT_EQ(track->cues.size(), static_cast<std::size_t>(kCues));
      EXPECT_TRUE(track->mistakes.empty());
      best = std::min(best, taken.count());
    }
    fmt::print("{}: {} cues in {:.1f} ms\n", name, kCues, best);
    EXPECT_LT(best, 200);
  }
}

TEST(CaptionSpeed, MoreCuesThanTheBoundAreLeftOutWithAMistake) {
  std::string text = "WEBVTT\n\n";
  for (std::size_t i = 0; i < kMostCues + 5; ++i) text += "00:00.000 --> 00:01.000\na\n\n";
  const auto track = parse_captions(text, CaptionFormat::webvtt);
  ASSERT_TRUE(track);
  EXPECT_EQ(track->cues.size(), kMostCues);
  EXPECT_EQ(track->mistakes.size(), 5U);
}

}  // namespace
}  // namespace crier
