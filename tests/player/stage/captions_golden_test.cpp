// SPDX-License-Identifier: Apache-2.0
// Films with captions of every format, in one language and in two.
#include <gtest/gtest.h>

#include <chrono>

#include "tests/content/alerts/messages.hpp"
#include "tests/player/golden.hpp"
#include "tests/player/stage/screen_shots.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

constexpr const char* kChinese = "转发之前，先看官方发布。";
constexpr const char* kEnglish = "Before you share it, see what the office says.";

std::string ass(const std::string& words) {
  return "[Script Info]\nScriptType: v4.00+\nPlayResX: 640\nPlayResY: 360\n\n[V4+ Styles]\nFormat: Name, "
         "Fontname, Fontsize, PrimaryColour, OutlineColour, BackColour, Bold, BorderStyle, Outline, Shadow, "
         "Alignment, MarginL, MarginR, MarginV\n"
         "Style: Default,Noto Sans CJK SC,18,&H0000E6FF,&H00000000,&H80000000,1,1,2,0,2,20,20,20\n\n"
         "[Events]\nFormat: Layer, Start, End, Style, Text\n"
         "Dialogue: 0,0:00:01.00,0:00:03.00,Default," +
         words + "\n";
}

std::string captions(const std::string& format, const std::string& words) {
  if (format == "vtt") return "WEBVTT\n\n00:01.000 --> 00:03.000\n" + words + "\n";
  if (format == "srt") return "1\n00:00:01,000 --> 00:00:03,000\n" + words + "\n";
  return ass(words);
}

class CaptionsGolden : public testing::TestWithParam<const char*> {};

TEST_P(CaptionsGolden, in_each_language_and_in_both) {
  const std::string format = GetParam();
  const std::pair<const char*, const char*> languages[] = {
      {"zh", "[\"zh\"]"}, {"en", "[\"en\"]"}, {"zh-en", "[\"zh\", \"en\"]"}};
  for (const auto& [name, wanted] : languages) {
    SampleScreen screen(std::string("captions = ") + wanted +
                        "\ndefault = \"daily\"\n[playlists.daily]\nitems = [\"media/film.mp4\"]\n");
    screen.add_film("film", "0x24405f");
    screen.write("media/film.zh." + format, captions(format, kChinese));
    screen.write("media/film.en." + format, captions(format, kEnglish));
    const WallTime film = screen.beginning_of("media/film.mp4", nine_o_clock());
    for (const ScreenSize& size : {kLandscape, kPortrait}) {
      const auto shots = screen.at(size, film - 200ms, {film + 999ms, film + 2s, film + 3s});
      ASSERT_EQ(shots.size(), 3U);
      EXPECT_TRUE(matches_golden(shots[1], "screen-captions-" + format + "-" + name + "-" + size.name));
      // Neither before its cue nor after it.
      EXPECT_TRUE(matches_golden(shots[0], std::string("screen-captions-before-") + size.name));
      EXPECT_TRUE(matches_golden(shots[2], std::string("screen-captions-after-") + size.name));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, CaptionsGolden, testing::Values("vtt", "srt", "ass"),
                         [](const auto& row) { return std::string(row.param); });

}  // namespace
}  // namespace crier
