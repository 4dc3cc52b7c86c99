// SPDX-License-Identifier: Apache-2.0
#include "player/captions/embedded_captions.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "player/captions/captions.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

constexpr const char* kZh =
    "1\n00:00:00,500 --> 00:00:01,000\n谣言止于智者\n\n2\n00:00:01,503 --> 00:00:02,000\n甲\n乙\n";
constexpr const char* kEn = "1\n00:00:00,500 --> 00:00:01,000\nA rumour {stops}\n";

struct Row {
  const char* name;
  const char* codec;
  bool is_script = false;
};

void PrintTo(const Row& row, std::ostream* out) {
  *out << row.name;
}

class Embedded : public testing::TestWithParam<Row> {
 protected:
  void SetUp() override {
    write_file(folder_ / "zh.srt", kZh);
    write_file(folder_ / "en.srt", kEn);
    film_ = folder_ / GetParam().name;
    make_clip(
        film_,
        fmt::format("-f lavfi -i color=s=64x36:r=30:d=3 -i '{}' -i '{}' -map 0 -map 2 -map 1 -c:v libx264 "
                    "-preset ultrafast -c:s {} -metadata:s:s:0 language=eng -metadata:s:s:1 language=chi",
                    (folder_ / "zh.srt").string(), (folder_ / "en.srt").string(), GetParam().codec));
  }

  TemporaryFolder folder_;
  std::filesystem::path film_;
};

TEST_P(Embedded, TheStreamOfTheLanguageIsReadWhole) {
  const auto found = read_embedded_captions(film_, "zh", false);
  ASSERT_TRUE(found) << found.error().message;
  ASSERT_TRUE(*found);
  EXPECT_EQ((*found)->language, "zh");
  const CaptionTrack& track = (*found)->track;
  EXPECT_EQ(!track.ass_script.empty(), GetParam().is_script);
  ASSERT_EQ(track.cues.size(), 2U);
  EXPECT_EQ(track.cues[0].text, "谣言止于智者");
  EXPECT_EQ(track.cues[1].text, "甲\n乙");
  EXPECT_EQ(track.cues[0].begin, 500ms);
  EXPECT_EQ(track.cues[0].end, 1s);
  EXPECT_NEAR(static_cast<double>(track.cues[1].begin / 1ms), 1503, GetParam().is_script ? 10 : 1);
}

TEST_P(Embedded, AStreamOfAnotherLanguageIsNotTaken) {
  const auto found = read_embedded_captions(film_, "fr", true);
  ASSERT_TRUE(found);
  EXPECT_FALSE(*found);
}

TEST_P(Embedded, ShowsBesideACaptionFile) {
  write_file(folder_ / "film.en.vtt", "WEBVTT\n\n00:02.000 --> 00:03.000\nfrom a file\n");
  CaptionRequest request;
  request.film = film_;
  request.files = {{"en", folder_ / "film.en.vtt"}};
  request.languages = {"zh", "en"};
  request.width = 640;
  request.height = 360;
  const auto captions = Captions::open(request);
  ASSERT_TRUE(captions);
  EXPECT_TRUE((*captions)->faults().empty());
  EXPECT_EQ((*captions)->at(499ms), nullptr);
  EXPECT_NE((*captions)->at(500ms), nullptr);
  EXPECT_EQ((*captions)->at(1s), nullptr);
  EXPECT_NE((*captions)->at(2s), nullptr);
}

INSTANTIATE_TEST_SUITE_P(Each, Embedded,
                         testing::Values(Row{"mov_text.mp4", "mov_text"}, Row{"subrip.mkv", "subrip"},
                                         Row{"webvtt.mkv", "webvtt"}, Row{"ass.mkv", "ass", true}));

TEST(EmbeddedCaptions, AFilmWithoutAnyHasNoneAndAMissingOneFails) {
  const TemporaryFolder folder;
  make_clip(folder / "film.mp4", "-f lavfi -i color=s=64x36:r=30:d=1 -c:v libx264 -preset ultrafast");
  const auto none = read_embedded_captions(folder / "film.mp4", "zh", true);
  ASSERT_TRUE(none);
  EXPECT_FALSE(*none);
  EXPECT_FALSE(read_embedded_captions(folder / "missing.mp4", "zh", true));
}

TEST(EmbeddedCaptions, AStreamWithoutALanguageServesTheFirst) {
  const TemporaryFolder folder;
  write_file(folder / "zh.srt", kZh);
  make_clip(
      folder / "film.mkv",
      fmt::format("-f lavfi -i color=s=64x36:r=30:d=3 -i '{}' -c:v libx264 -preset ultrafast -c:s subrip",
                  (folder / "zh.srt").string()));
  const auto unnamed = read_embedded_captions(folder / "film.mkv", "zh", true);
  ASSERT_TRUE(unnamed);
  EXPECT_TRUE(*unnamed);
  const auto named = read_embedded_captions(folder / "film.mkv", "zh", false);
  ASSERT_TRUE(named);
  EXPECT_FALSE(*named);
}

}  // namespace
}  // namespace crier
