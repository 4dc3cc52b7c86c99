// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <cmath>

#include "content/workspace/loudness_file.hpp"
#include "content/workspace/loudness_survey.hpp"
#include "content/workspace/workspace.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

constexpr const char* kTone =
    "-f lavfi -i aevalsrc='0.0708*sin(2*PI*1000*t)|0.0708*sin(2*PI*1000*t)':s=48000:d=4 ";  // -23 LUFS

// A folder of a film, a mute film, a picture and a file that is no medium.
class Folder {
 public:
  Folder() {
    make_clip(folder / "a.wav", std::string(kTone) + "-c:a pcm_s24le");
    make_clip(folder / "mute.mp4", "-f lavfi -i testsrc2=s=64x36:r=25:d=1 -c:v libx264 -preset ultrafast");
    make_clip(folder / "still.png", "-f lavfi -i color=s=8x8 -frames:v 1");
    write_file(folder / "words.mp4", "just a few words");
  }

  // What `crier check` does; returns how many media were measured.
  std::size_t check() {
    auto workspace = load_workspace(folder.path());
    if (!workspace) return 999;
    std::size_t measured = 0;
    diagnostics.clear();
    survey_loudness(
        workspace->office, [&measured](std::size_t, std::size_t, const std::string&) { ++measured; },
        diagnostics);
    office = workspace->office;
    return measured;
  }

  double gain_of(const std::string& name) const {
    for (const Medium& medium : office.media) {
      if (medium.name == name) return medium.gain_db;
    }
    return 999;
  }

  std::filesystem::path book() const { return folder / ".crier/loudness.json"; }

  TemporaryFolder folder;
  Diagnostics diagnostics;
  Office office;
};

TEST(LoudnessSurvey, measures_once_and_keeps_the_result) {
  Folder folder;
  EXPECT_EQ(folder.check(), 2U);
  EXPECT_TRUE(folder.diagnostics.empty());
  EXPECT_NEAR(folder.gain_of("a.wav"), 0, 0.05);
  const std::string kept = read_file(folder.book());
  EXPECT_NE(kept.find("\"a.wav\""), std::string::npos) << kept;
  EXPECT_NE(kept.find("\"mute.mp4\""), std::string::npos) << kept;
  EXPECT_EQ(kept.find("words"), std::string::npos) << kept;
  EXPECT_EQ(folder.check(), 0U);
  EXPECT_FALSE(std::filesystem::exists(folder.folder / ".crier/loudness.json.new"));
}

TEST(LoudnessSurvey, measures_anew_what_changed_and_forgets_what_is_gone) {
  Folder folder;
  folder.check();
  make_clip(folder.folder / "a.wav", std::string(kTone) + "-af volume=10dB -c:a pcm_s24le");
  std::filesystem::last_write_time(folder.folder / "a.wav",
                                   std::filesystem::last_write_time(folder.folder / "a.wav") + 2s);
  std::filesystem::remove(folder.folder / "mute.mp4");
  EXPECT_EQ(folder.check(), 1U);
  EXPECT_NEAR(folder.gain_of("a.wav"), -10, 0.05);
  EXPECT_EQ(read_file(folder.book()).find("mute"), std::string::npos);
}

TEST(LoudnessSurvey, a_workspace_that_cannot_be_written_to_is_a_warning) {
  Folder folder;
  write_file(folder.folder / ".crier", "a file where the folder should be");
  EXPECT_EQ(folder.check(), 2U);
  ASSERT_EQ(folder.diagnostics.size(), 1U);
  EXPECT_EQ(folder.diagnostics[0].severity, Severity::warning);
  EXPECT_EQ(folder.diagnostics[0].file, ".crier/loudness.json");
}

TEST(Loudness, loading_a_workspace_applies_what_is_kept_and_measures_nothing) {
  Folder folder;
  EXPECT_EQ(load_workspace(folder.folder.path())->office.media[0].gain_db, 0);
  EXPECT_FALSE(std::filesystem::exists(folder.book()));
  const auto stamp = stamp_of(folder.folder / "a.wav");
  ASSERT_TRUE(stamp);
  const LoudnessBook book = {{"a.wav", {*stamp, {-30, -20}}}, {"mute.mp4", {{1, 2}, {-30, -20}}}};
  ASSERT_TRUE(write_loudness(folder.folder.path(), book));
  // A copy keeps the size, not the time.
  std::filesystem::last_write_time(folder.folder / "a.wav",
                                   std::filesystem::file_time_type::clock::now() + 1h);
  folder.office = load_workspace(folder.folder.path())->office;
  EXPECT_DOUBLE_EQ(folder.gain_of("a.wav"), 7);
  EXPECT_EQ(folder.gain_of("mute.mp4"), 0);  // another size: another film
}

TEST(Loudness, the_office_names_its_target) {
  const struct {
    const char* line;
    double target;
    bool is_good;
  } rows[] = {{"", -23, true},
              {"loudness = -16.5\n", -16.5, true},
              {"loudness = -40\n", -40, true},
              {"loudness = -10\n", -10, true},
              {"loudness = -9.9\n", -23, false},
              {"loudness = -41\n", -23, false},
              {"loudness = 23\n", -23, false},
              {"loudness = \"loud\"\n", -23, false},
              {"loudness = nan\n", -23, false}};
  for (const auto& row : rows) {
    SCOPED_TRACE(row.line);
    const TemporaryFolder folder;
    write_file(folder / "office.toml", std::string("name = \"A\"\ntime_zone = \"UTC\"\n") + row.line);
    const auto workspace = load_workspace(folder.path());
    ASSERT_TRUE(workspace);
    EXPECT_EQ(workspace->office.loudness_lufs, row.target);
    std::size_t complaints = 0;
    for (const Diagnostic& diagnostic : workspace->diagnostics)
      complaints += diagnostic.file == "office.toml" ? 1 : 0;
    EXPECT_EQ(complaints, row.is_good ? 0U : 1U);
  }
}

TEST(LoudnessFile, reads_back_what_it_wrote) {
  const TemporaryFolder folder;
  const LoudnessBook book = {{"普法/一.mp4", {{123, 456}, {-18.25, -0.5}}}, {"silent.mp4", {{7, -8}, {}}}};
  ASSERT_TRUE(write_loudness(folder.path(), book));
  const LoudnessBook read = read_loudness(folder.path());
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read.at("普法/一.mp4").stamp, (MediumStamp{123, 456}));
  EXPECT_EQ(read.at("普法/一.mp4").loudness.integrated_lufs, -18.25);
  EXPECT_EQ(read.at("普法/一.mp4").loudness.true_peak_dbtp, -0.5);
  EXPECT_TRUE(read.at("silent.mp4").loudness.is_silent());
}

TEST(LoudnessFile, what_cannot_be_read_is_as_if_it_were_not_there) {
  const char* const rows[] = {"",
                              "words",
                              "[]",
                              "{}",
                              "{\"version\":2,\"media\":{\"a\":{\"size\":1,\"modified_ns\":1}}}",
                              "{\"version\":1,\"media\":[]}",
                              "{\"version\":\"1\",\"media\":{\"a\":{\"size\":1,\"modified_ns\":1}}}",
                              "{\"version\":1,\"media\":{\"a\":7}}",
                              "{\"version\":1,\"media\":{\"a\":{\"size\":\"1\",\"modified_ns\":1}}}",
                              "{\"version\":1,\"media\":{\"a\":{\"size\":1e300,\"modified_ns\":1}}}",
                              "{\"version\":1,\"media\":{\"a\":{\"size\":1}}}"};
  for (const char* row : rows) {
    const TemporaryFolder folder;
    write_file(folder / ".crier/loudness.json", row);
    EXPECT_TRUE(read_loudness(folder.path()).empty()) << row;
  }
}

}  // namespace
}  // namespace crier
