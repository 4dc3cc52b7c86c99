// SPDX-License-Identifier: Apache-2.0
// The WebVTT working group's parsing tests, where they are at hand. A cue there that must not be says so in
// its text ("invalid"); those that must be are counted here, by the standard's own steps.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>

#include "content/captions/caption_file.hpp"

namespace crier {
namespace {

const std::filesystem::path kFolder = std::filesystem::path(CRIER_CORPUS) / "subs/wpt/parsing";

// -1: no WebVTT file. Cues that end before they begin are never shown by the standard and not kept by us.
struct Row {
  const char* file;
  int cues;
};

constexpr Row kRows[] = {
    {"arrows", 6},
    {"comment-in-cue-text", 2},
    {"empty", -1},
    {"header-garbage", 1},
    {"header-space", 1},
    {"header-tab", 1},
    {"header-timings", 1},
    {"ids", 5},
    {"newlines", 4},
    {"regions-old", 2},
    {"settings-multiple", 2},
    {"settings-vertical", 8},
    {"signature-bom", 0},
    {"signature-formfeed", -1},
    {"signature-invalid-whitespace", -1},
    {"signature-invalid", -1},
    {"signature-lowercase", -1},
    {"signature-missing-whitespace", -1},
    {"signature-missing", -1},
    {"signature-no-newline", 0},
    {"signature-null", -1},
    {"signature-partial", -1},
    {"signature-space-no-newline", 0},
    {"signature-space", 0},
    {"signature-tab-no-newline", 0},
    {"signature-tab", 0},
    {"signature-timings", 0},
    {"signature-two-boms", -1},
    {"signature-websrt", -1},
    {"stylesheets", 2},
    {"timings-60", 2},
    {"timings-eof", 0},
    {"timings-garbage", 0},
    {"timings-negative", 0},
    {"timings-omitted-hours", 3},
    {"timings-too-long", 2},
    {"timings-too-short", 2},
    {"whitespace-chars", 3},
};

TEST(CorpusWebvtt, ReadsAsManyCuesAsTheStandardSays) {
  if (!std::filesystem::exists(kFolder)) GTEST_SKIP() << "no corpus beside the project";
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.file);
    const auto track = read_captions(kFolder / (std::string(row.file) + ".vtt"));
    if (row.cues < 0) {
      EXPECT_FALSE(track);
      continue;
    }
    ASSERT_TRUE(track) << track.error().message;
    EXPECT_EQ(track->cues.size(), static_cast<std::size_t>(row.cues));
  }
}

TEST(CorpusWebvtt, ShowsNoCueThatIsNone) {
  if (!std::filesystem::exists(kFolder)) GTEST_SKIP() << "no corpus beside the project";
  // In these "invalid" is said of a setting, whose cue shows all the same.
  const std::set<std::string> of_settings = {"settings-line.vtt", "settings-position.vtt",
                                             "settings-region.vtt", "settings-size.vtt",
                                             "settings-vertical.vtt"};
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    const std::string name = entry.path().filename().string();
    SCOPED_TRACE(name);
    const auto track = read_captions(entry.path());
    ++files;
    if (!track) {
      EXPECT_TRUE(name.starts_with("signature-") || name == "empty.vtt") << track.error().message;
      continue;
    }
    for (const CaptionCue& cue : track->cues) {
      EXPECT_LT(cue.begin, cue.end);
      EXPECT_FALSE(cue.text.empty());
      EXPECT_TRUE(of_settings.contains(name) || cue.text.find("invalid") == std::string::npos) << cue.text;
    }
  }
  EXPECT_GT(files, 40U);
}

}  // namespace
}  // namespace crier
