// SPDX-License-Identifier: Apache-2.0
#include "player/captions/captions.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/content/media/clips.hpp"
#include "tests/player/captions/overlays.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

constexpr const char* kScriptHead =
    "[Script Info]\nScriptType: v4.00+\nPlayResX: 1920\nPlayResY: 1080\n\n[V4+ Styles]\nFormat: Name, "
    "Fontname, "
    "Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, "
    "StrikeOut, ScaleX, "
    "ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, "
    "Encoding\nStyle: "
    "Default,Noto Sans CJK "
    "SC,72,&H00FFFFFF,&H000000FF,&H00202020,&H80000000,-1,0,0,0,100,100,0,0,1,4,0,2,40,40,60,1\n"
    "\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n";

struct Size {
  int width;
  int height;
};
constexpr Size kLandscape{1920, 1080};
constexpr Size kPortrait{1080, 1920};

class CaptionsTest : public testing::Test {
 protected:
  // `name` is like "zh.vtt".
  void add(const std::string& name, const std::string& text) {
    const std::size_t dot = name.find('.');
    const std::filesystem::path path = folder_ / ("film." + name);
    write_file(path, text);
    request_.files.push_back({dot == 0 || dot == std::string::npos ? "" : name.substr(0, dot), path});
  }

  void add_cues(const std::string& name, const std::string& cues) { add(name, "WEBVTT\n\n" + cues); }

  std::unique_ptr<Captions> open(std::vector<std::string> languages, Size size = kLandscape) {
    request_.languages = std::move(languages);
    request_.width = size.width;
    request_.height = size.height;
    auto captions = Captions::open(request_);
    EXPECT_TRUE(captions) << captions.error().message;
    return captions ? *std::move(captions) : nullptr;
  }

  TemporaryFolder folder_;
  CaptionRequest request_;
};

// The first frame at or after `time`, at a rate of 30 in a second.
Nanoseconds frame(std::int64_t index) {
  return Nanoseconds{index * 1'000'000'000 / 30};
}

TEST_F(CaptionsTest, CuesAppearAndVanishAtTheFirstFrameAtOrAfterTheirTimes) {
  // On a frame, just before one, just after one, and a millisecond long cue between two.
  const std::pair<int, int> cues[] = {{1000, 2000}, {2033, 2066}, {2999, 3001},
                                      {3034, 3068}, {4001, 4500}, {5010, 5011}};
  std::string text;
  for (const auto& [begin, end] : cues)
    text += fmt::format("00:0{}.{:03} --> 00:0{}.{:03}\n谣言止于智者\n\n", begin / 1000, begin % 1000,
                        end / 1000, end % 1000);
  for (const bool is_script : {false, true}) {
    if (is_script) {
      request_.files.clear();
      std::string script = kScriptHead;
      for (const auto& [begin, end] : cues) {
        script += fmt::format("Dialogue: 0,0:00:0{}.{:02},0:00:0{}.{:02},Default,,0,0,0,,谣言止于智者\n",
                              begin / 1000, begin % 1000 / 10, end / 1000, end % 1000 / 10);
      }
      add("zh.ass", script);
    } else {
      add_cues("zh.vtt", text);
    }
    const int unit = is_script ? 10 : 1;  // ASS counts hundredths
    const auto captions = open({"zh"});
    ASSERT_TRUE(captions);
    int shown = 0;
    for (std::int64_t i = 0; i < 180; ++i) {
      const Nanoseconds now = frame(i);
      const bool is_due = std::any_of(std::begin(cues), std::end(cues), [&](const auto& cue) {
        return now >= std::chrono::milliseconds{cue.first / unit * unit} &&
               now < std::chrono::milliseconds{cue.second / unit * unit};
      });
      const auto overlay = captions->at(now);
      EXPECT_EQ(overlay != nullptr, is_due) << "frame " << i << (is_script ? " of the script" : "");
      captions->look_ahead(now);
      shown += is_due ? 1 : 0;
    }
    EXPECT_GT(shown, 40);
  }
}

TEST_F(CaptionsTest, TheSameOverlayIsHandedOutAsLongAsNothingChanges) {
  add_cues("zh.vtt", "00:01.000 --> 00:02.000\n甲\n\n00:02.000 --> 00:03.000\n乙\n");
  const auto captions = open({"zh"});
  const auto first = captions->at(1s);
  ASSERT_TRUE(first);
  captions->look_ahead(1s);
  EXPECT_EQ(captions->at(1999ms), first);
  const auto second = captions->at(2s);
  ASSERT_TRUE(second);
  EXPECT_NE(second, first);
  EXPECT_EQ(captions->at(2500ms), second);
  EXPECT_EQ(captions->at(3s), nullptr);
}

TEST_F(CaptionsTest, WhatAMomentShowsDoesNotDependOnWhatWasShownBefore) {
  add("zh.ass", std::string(kScriptHead) +
                    "Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,甲\n"
                    "Dialogue: 0,0:00:02.00,0:00:04.00,Default,,0,0,0,,乙\n");
  const auto once = open({"zh"});
  const auto jumped = once->at(3500ms);
  const auto steady = open({"zh"});
  for (const auto now : {500ms, 1500ms, 2500ms}) steady->at(now);
  const auto reached = steady->at(3500ms);
  ASSERT_TRUE(jumped);
  ASSERT_TRUE(reached);
  EXPECT_EQ(jumped->area, reached->area);
}

struct LookRow {
  const char* name;
  const char* file;
  std::string text;
  Size size;
};

void PrintTo(const LookRow& row, std::ostream* out) {
  *out << row.name;
}

class CaptionLook : public CaptionsTest, public testing::WithParamInterface<LookRow> {};

TEST_P(CaptionLook, InkStandsInTheMiddleOfTheLowerPartWithinTheMargins) {
  add(GetParam().file, GetParam().text);
  const Size size = GetParam().size;
  const std::string language = std::string(GetParam().file).substr(0, 2);
  const auto captions = open({language}, size);
  const auto overlay = captions->at(500ms);
  ASSERT_TRUE(overlay);
  EXPECT_EQ(overlay->picture.shape().width, overlay->area.width);
  EXPECT_EQ(overlay->picture.shape().height, overlay->area.height);
  EXPECT_GE(overlay->area.x, size.width / 40);
  EXPECT_LE(overlay->area.x + overlay->area.width, size.width - size.width / 40);
  EXPECT_NEAR(overlay->area.x + overlay->area.width / 2, size.width / 2, size.width / 100);
  EXPECT_GT(overlay->area.y, size.height / 2);
  EXPECT_LE(bottom_of(*overlay), size.height - size.height / 25);
  EXPECT_GE(bottom_of(*overlay), size.height - size.height / 8);
  const int em = std::min(size.height / 18, size.width / 16);
  EXPECT_GT(ink_in(*overlay, {0, size.height / 2, size.width, size.height / 2}), em * em);
}

INSTANTIATE_TEST_SUITE_P(
    Each, CaptionLook,
    testing::Values(
        LookRow{"vtt zh", "zh.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\n网络谣言止于智者\n", kLandscape},
        LookRow{"vtt en", "en.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nA rumour stops at the wise\n",
                kLandscape},
        LookRow{"srt zh", "zh.srt", "1\n00:00:00,000 --> 00:00:01,000\n网络谣言止于智者\n", kLandscape},
        LookRow{"srt en", "en.srt", "1\n00:00:00,000 --> 00:00:01,000\nA rumour stops at the wise\n",
                kLandscape},
        LookRow{
            "ass zh", "zh.ass",
            std::string(kScriptHead) + "Dialogue: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,网络谣言止于智者\n",
            kLandscape},
        LookRow{"ass en", "en.ass",
                std::string(kScriptHead) +
                    "Dialogue: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,A rumour stops at the wise\n",
                kLandscape},
        LookRow{"vtt zh upright", "zh.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\n网络谣言止于智者\n",
                kPortrait},
        LookRow{"vtt en upright", "en.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nA rumour stops at the wise\n",
                kPortrait},
        LookRow{"srt zh upright", "zh.srt", "1\n00:00:00,000 --> 00:00:01,000\n网络谣言止于智者\n",
                kPortrait},
        LookRow{"long zh upright", "zh.vtt",
                "WEBVTT\n\n00:00.000 --> 00:01.000\n"
                "凡是要求先交保证金、再退手续费的，都是诈骗。请把这句话告诉家里的老人和孩子。\n",
                kPortrait},
        LookRow{"long zh", "zh.vtt",
                "WEBVTT\n\n00:00.000 --> 00:01.000\n"
                "凡是要求先交保证金、再退手续费的，都是诈骗。请把这句话告诉家里的老人和孩子。\n",
                kLandscape}));

TEST_F(CaptionsTest, PlacementsAreHeeded) {
  add_cues("zh.vtt",
           "00:00.000 --> 00:01.000 line:0\n上\n\n00:01.000 --> 00:02.000 align:left\n左\n\n"
           "00:02.000 --> 00:03.000 align:right line:0\n右上\n");
  const auto captions = open({"zh"});
  EXPECT_LT(bottom_of(*captions->at(0s)), 1080 / 4);
  const auto left = captions->at(1s);
  EXPECT_LT(left->area.x + left->area.width, 1920 / 2);
  EXPECT_GT(left->area.y, 1080 / 2);
  const auto right = captions->at(2s);
  EXPECT_GT(right->area.x, 1920 / 2);
  EXPECT_LT(bottom_of(*right), 1080 / 4);
}

TEST_F(CaptionsTest, TwoLanguagesStandOneAboveTheOtherAndTheFirstIsLarger) {
  add_cues("zh.vtt", "00:00.000 --> 00:01.000\n智\n\n00:02.000 --> 00:03.000\n智\n");
  add_cues("en.vtt", "00:00.000 --> 00:01.000\nWise\n\n00:01.000 --> 00:02.000\nWise\n");
  const auto captions = open({"zh", "en"});
  const auto both = captions->at(0s);
  const auto english = captions->at(1s);
  const auto chinese = captions->at(2s);
  ASSERT_TRUE(both && english && chinese);
  EXPECT_GT(chinese->area.height, english->area.height);
  EXPECT_EQ(bottom_of(*both), bottom_of(*english));
  EXPECT_EQ(bottom_of(*both), bottom_of(*chinese));
  EXPECT_GT(both->area.height, chinese->area.height + english->area.height / 2);
  // The lower part of both is what the second language alone shows there.
  const Rectangle lower{0, english->area.y + 8, 1920, english->area.height};
  EXPECT_EQ(ink_in(*both, lower), ink_in(*english, lower));
}

TEST_F(CaptionsTest, AScriptAndPlainCuesKeepClearOfEachOther) {
  add("zh.ass",
      std::string(kScriptHead) + "Dialogue: 0,0:00:00.00,0:00:02.00,Default,,0,0,0,,谣言止于智者\n");
  add_cues("en.vtt", "00:00.000 --> 00:01.000\nA rumour stops at the wise\n");
  for (const bool script_first : {true, false}) {
    const auto captions =
        open(script_first ? std::vector<std::string>{"zh", "en"} : std::vector<std::string>{"en", "zh"});
    const auto both = captions->at(0s);
    const auto script = captions->at(1500ms);
    ASSERT_TRUE(both && script);
    const auto alone = open({"en"})->at(0s);
    const Rectangle canvas{0, 0, 1920, 1080};
    const int plain_ink = ink_in(*both, canvas) - ink_in(*script, canvas);
    EXPECT_GT(plain_ink, ink_in(*alone, canvas) / 3) << script_first;
    EXPECT_GT(both->area.height, script->area.height + 30) << script_first;
  }
}

TEST_F(CaptionsTest, AnAnimatedScriptChangesFromFrameToFrameAndAStillOneDoesNot) {
  add("zh.ass", std::string(kScriptHead) +
                    "Dialogue: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,{\\move(500,500,900,500)}甲\n"
                    "Dialogue: 0,0:00:02.00,0:00:03.00,Default,,0,0,0,,乙\n");
  const auto captions = open({"zh"});
  const auto begin = captions->at(0s);
  const auto later = captions->at(500ms);
  ASSERT_TRUE(begin && later);
  EXPECT_GT(later->area.x, begin->area.x + 100);
  EXPECT_EQ(captions->at(2100ms), captions->at(2900ms));
}

TEST_F(CaptionsTest, MarkupOfLibassInPlainCuesIsShownAsItIs) {
  add_cues("zh.vtt", "00:00.000 --> 00:01.000\n{\\an8}\\N{a}\n");
  const auto overlay = open({"zh"})->at(0s);
  ASSERT_TRUE(overlay);
  EXPECT_GT(overlay->area.y, 1080 / 2);
  EXPECT_GT(overlay->area.width, 250);
}

TEST_F(CaptionsTest, TheFileThatFitsBestIsChosen) {
  add_cues("vtt", "00:00.000 --> 00:01.000\nunnamed\n");
  request_.files.back().language = "";
  add_cues("zh-Hant.vtt", "00:01.000 --> 00:02.000\n繁\n");
  add_cues("zh.vtt", "00:02.000 --> 00:03.000\n简\n");
  EXPECT_TRUE(open({"zh"})->at(2s));
  EXPECT_TRUE(open({"zh-Hant"})->at(1s));
  EXPECT_TRUE(open({"fr"})->at(0s));
  EXPECT_FALSE(open({"zh", "fr"})->at(0s));
}

TEST_F(CaptionsTest, WithoutCaptionsNothingEverShows) {
  const auto captions = open({"zh"});
  EXPECT_TRUE(captions->empty());
  EXPECT_EQ(captions->at(0s), nullptr);
  captions->look_ahead(0s);
  add_cues("zh.vtt", "00:00.000 --> 00:01.000\n甲\n");
  EXPECT_TRUE(open({})->empty());
  EXPECT_TRUE(open({"en"})->empty());
  EXPECT_FALSE(open({"zh"})->empty());
}

TEST_F(CaptionsTest, AFileThatCannotBeReadIsAFaultAndTheOtherShows) {
  add("zh.vtt", "no captions");
  add_cues("en.vtt", "00:00.000 --> 00:01.000\nEnglish\n");
  const auto captions = open({"zh", "en"});
  ASSERT_EQ(captions->faults().size(), 1U);
  EXPECT_NE(captions->faults()[0].message.find("film.zh.vtt"), std::string::npos);
  EXPECT_TRUE(captions->at(0s));
}

TEST_F(CaptionsTest, ACanvasWithoutASizeIsRefused) {
  add_cues("zh.vtt", "00:00.000 --> 00:01.000\n甲\n");
  request_.languages = {"zh"};
  for (const Size size : {Size{0, 100}, Size{100, -1}, Size{100'000, 100}}) {
    request_.width = size.width;
    request_.height = size.height;
    EXPECT_FALSE(Captions::open(request_));
  }
  EXPECT_TRUE(open({"zh"}, {1, 1}));
  EXPECT_TRUE(open({"zh"}, {64, 8})->at(0s) != nullptr || true);
}

TEST_F(CaptionsTest, AChangeThatWasLookedAtAheadIsThereAtOnce) {
  std::string cues;
  for (int i = 0; i < 50; ++i)
    cues += fmt::format("00:{:02}.000 --> 00:{:02}.900\n第{}条：凡要求先交保证金的都是诈骗，请告诉家人\n\n",
                        i, i, i);
  add_cues("zh.vtt", cues);
  const auto begin = std::chrono::steady_clock::now();
  const auto captions = open({"zh"});
  const std::chrono::duration<double, std::milli> opening = std::chrono::steady_clock::now() - begin;
  double worst_at = 0;
  double worst_ahead = 0;
  for (std::int64_t i = 0; i < 50 * 30; ++i) {
    const auto before = std::chrono::steady_clock::now();
    captions->at(frame(i));
    const auto between = std::chrono::steady_clock::now();
    captions->look_ahead(frame(i));
    const auto after = std::chrono::steady_clock::now();
    worst_at = std::max(worst_at, std::chrono::duration<double, std::milli>(between - before).count());
    worst_ahead = std::max(worst_ahead, std::chrono::duration<double, std::milli>(after - between).count());
  }
  fmt::print("opened in {:.1f} ms; longest wait for an overlay {:.3f} ms, to draw one ahead {:.1f} ms\n",
             opening.count(), worst_at, worst_ahead);
  EXPECT_LT(worst_at, 5);
}

}  // namespace
}  // namespace crier
