// SPDX-License-Identifier: Apache-2.0
#include "content/workspace/caption_check.hpp"

#include <gtest/gtest.h>

#include "content/workspace/workspace.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

constexpr const char* kSilentFilm =
    "-f lavfi -i color=s=64x36:r=25:d=2 -f lavfi -i sine=d=2 -c:v libx264 -preset ultrafast -c:a aac";

struct Row {
  const char* captions;
  const char* complaint;  // empty: none
};

class CaptionCheck : public testing::TestWithParam<Row> {};

TEST_P(CaptionCheck, NamesFileLineAndRemedy) {
  const TemporaryFolder folder;
  make_clip(folder / "film.mp4", kSilentFilm);
  write_file(folder / "film.zh.vtt", GetParam().captions);
  auto workspace = load_workspace(folder.path());
  ASSERT_TRUE(workspace);
  ASSERT_EQ(workspace->office.media.size(), 1U);
  ASSERT_EQ(workspace->office.media[0].captions.size(), 1U);
  EXPECT_EQ(workspace->office.media[0].captions[0].language, "zh");
  Diagnostics diagnostics;
  check_captions(workspace->office, diagnostics);
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) text += to_text(diagnostic) + "\n";
  EXPECT_EQ(text, GetParam().complaint);
}

INSTANTIATE_TEST_SUITE_P(
    Each, CaptionCheck,
    testing::Values(
        Row{"WEBVTT\n\n00:00.000 --> 00:01.000\n甲\n", ""},
        Row{"WEBVTT\n", "film.zh.vtt: warning: it holds no caption; write captions into it or delete it\n"},
        Row{"WEBVTT\n\n00:01.000 --> 00:00.000\n甲\n",
            "film.zh.vtt:3: warning: the cue ends before it begins; write the later time behind the arrow\n"},
        Row{"1\n00:00:00,000 --> 00:00:01,000\n甲\n",
            "film.zh.vtt: warning: these captions cannot be shown: it lacks WEBVTT on its first line; let "
            "its name end "
            "in .srt if it is SubRip, else write that line\n"},
        Row{"WEBVTT\n\n00:00.000 --> 00:01.000\n甲\n\n00:05.000 --> 00:06.000\n乙\n",
            "film.zh.vtt: warning: its last caption begins at 5s, but the film ends at 2s; see whether it "
            "belongs to "
            "this film\n"}));

TEST(CaptionCheck, AFileThatIsAllWrongIsNotToldLineByLine) {
  const TemporaryFolder folder;
  make_clip(folder / "film.mp4", kSilentFilm);
  std::string text = "WEBVTT\n\n";
  for (int i = 0; i < 500; ++i) text += "00:00:00,000 --> 00:00:01,000\n甲\n\n";
  write_file(folder / "film.zh.vtt", text);
  auto workspace = load_workspace(folder.path());
  ASSERT_TRUE(workspace);
  Diagnostics diagnostics;
  check_captions(workspace->office, diagnostics);
  ASSERT_EQ(diagnostics.size(), 11U);
  EXPECT_EQ(diagnostics.back().what, "490 more lines are wrong");
}

}  // namespace
}  // namespace crier
