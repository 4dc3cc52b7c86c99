// SPDX-License-Identifier: Apache-2.0
// The playout with real clips on the real clock: small pictures, a second or two a test.
#include "player/playout/playout.hpp"

#include <gtest/gtest.h>

#include "content/workspace/workspace.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

std::string clip(const char* colour, double length) {
  return "-f lavfi -i color=" + std::string(colour) + ":s=64x36:r=30:d=" + std::to_string(length) +
         " -f lavfi -i sine=d=" + std::to_string(length) +
         " -c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac";
}

// A folder that plays, with what came out of it.
class PlayoutOfAFolder : public testing::Test {
 protected:
  void start() {
    auto loaded = load_workspace(folder_.path());
    ASSERT_TRUE(loaded);
    office_ = std::move(loaded->office);
    auto planner = Planner::create(office_, office_.screens.front());
    ASSERT_TRUE(planner);
    clock_.emplace(machine_, Nanoseconds{0});
    PlayoutOptions options;
    options.make_card = [] { return Picture::blank(16, 16); };
    playout_ = std::make_unique<Playout>(office_, std::move(*planner), *clock_, log_, options);
  }

  // Cues of the next `length` of time, taken when they are due as a presenter would.
  std::vector<Cue> watch(Nanoseconds length) {
    std::vector<Cue> cues;
    const MonotonicTime end = machine_.monotonic() + length;
    while (machine_.monotonic() < end) {
      auto cue = playout_->next_cue(end);
      if (!cue) continue;
      std::this_thread::sleep_until(std::min(clock_->monotonic(cue->due), end));
      cues.push_back(std::move(*cue));
    }
    return cues;
  }

  std::string name(const Cue& cue) const {
    return cue.medium == kNoMedium ? "card" : office_.media[cue.medium].name;
  }

  TemporaryFolder folder_;
  Office office_;
  SystemClock machine_;
  Log log_{LogLevel::error};
  std::optional<PlayoutClock> clock_;
  std::unique_ptr<Playout> playout_;
};

TEST_F(PlayoutOfAFolder, JoinsTheLoopWhereItNowStandsAndGoesOnWithoutAGap) {
  ASSERT_NO_FATAL_FAILURE(make_clip(folder_ / "a.mp4", clip("red", 0.5)));
  ASSERT_NO_FATAL_FAILURE(make_clip(folder_ / "b.mp4", clip("blue", 0.6)));
  start();
  const auto cues = watch(milliseconds{2'500});
  ASSERT_GT(cues.size(), 60U);
  auto planner = Planner::create(office_, office_.screens.front());
  int seams = 0;
  for (std::size_t i = 0; i < cues.size(); ++i) {
    EXPECT_EQ(office_.media[planner->at(cues[i].due).item->medium].name, name(cues[i]));
    if (i < 2) continue;  // the first is joined midway through its time
    EXPECT_NEAR(double((cues[i].due - cues[i - 1].due).count()), 1e9 / 30, 1e3) << i;
    EXPECT_LE(std::chrono::abs(cues[i].due - cues[i - 1].ends), Nanoseconds{2}) << i;
    if (cues[i].turn != cues[i - 1].turn) ++seams;
  }
  EXPECT_GE(seams, 3);
}

TEST_F(PlayoutOfAFolder, AFileThatVanishesIsReportedOnceAndItsTimeIsFilled) {
  ASSERT_NO_FATAL_FAILURE(make_clip(folder_ / "a.mp4", clip("red", 0.5)));
  ASSERT_NO_FATAL_FAILURE(make_clip(folder_ / "b.mp4", clip("blue", 0.5)));
  start();
  watch(milliseconds{300});
  std::filesystem::remove(folder_ / "b.mp4");
  watch(milliseconds{2'100});  // what was opened before may still play
  const auto cues = watch(milliseconds{1'500});
  ASSERT_GT(cues.size(), 30U);
  for (std::size_t i = 0; i < cues.size(); ++i) {
    EXPECT_EQ(name(cues[i]), "a.mp4");
    if (i > 0) {
      EXPECT_LT(cues[i].due - cues[i - 1].due, milliseconds{60});
    }
  }
  const auto errors = playout_->take_errors();
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_NE(errors[0].find("b.mp4"), std::string::npos);
}

TEST_F(PlayoutOfAFolder, WhenAllFilesVanishTheCardShowsAndPlayGoesOnWhenTheyReturn) {
  ASSERT_NO_FATAL_FAILURE(make_clip(folder_ / "a.mp4", clip("red", 0.5)));
  const std::string bytes = read_file(folder_ / "a.mp4");
  start();
  watch(milliseconds{300});
  std::filesystem::remove(folder_ / "a.mp4");
  watch(milliseconds{2'000});
  auto cues = watch(milliseconds{3'500});
  bool card = false;
  for (const Cue& cue : cues) card = card || name(cue) == "card";
  EXPECT_TRUE(card);
  write_file(folder_ / "a.mp4", bytes);
  watch(seconds{9});
  cues = watch(milliseconds{600});
  ASSERT_GT(cues.size(), 10U);
  EXPECT_EQ(name(cues.back()), "a.mp4");
}

TEST_F(PlayoutOfAFolder, AFolderOfNothingPlayableShowsTheCard) {
  write_file(folder_ / "a.mp4", "no film");
  start();
  const auto cues = watch(milliseconds{400});
  ASSERT_EQ(cues.size(), 1U);
  EXPECT_EQ(name(cues[0]), "card");
}

TEST_F(PlayoutOfAFolder, ARelockStartsAnewAtWhatTheClockSays) {
  ASSERT_NO_FATAL_FAILURE(make_clip(folder_ / "a.mp4", clip("red", 5)));
  start();
  watch(milliseconds{300});
  const auto begin = machine_.monotonic();
  playout_->relock();
  const auto cue = playout_->next_cue(begin + seconds{2});
  ASSERT_TRUE(cue);
  EXPECT_LT(machine_.monotonic() - begin, milliseconds{500});
  EXPECT_LT(std::chrono::abs(cue->due - clock_->now()), milliseconds{200});
}

TEST_F(PlayoutOfAFolder, StopsPromptlyInTheMiddleOfAFilm) {
  ASSERT_NO_FATAL_FAILURE(make_clip(folder_ / "a.mp4", clip("red", 5)));
  start();
  watch(milliseconds{200});
  const auto begin = machine_.monotonic();
  playout_.reset();
  EXPECT_LT(machine_.monotonic() - begin, seconds{1});
}

TEST_F(PlayoutOfAFolder, StillsAndFilmsFollowEachOther) {
  ASSERT_NO_FATAL_FAILURE(make_clip(folder_ / "a.mp4", clip("red", 0.5)));
  ASSERT_NO_FATAL_FAILURE(make_clip(folder_ / "b.png", "-f lavfi -i testsrc2=s=64x36:d=1 -frames:v 1"));
  ASSERT_NO_FATAL_FAILURE(make_clip(folder_ / "c.wav", "-f lavfi -i sine=d=0.5"));
  auto loaded = load_workspace(folder_.path());
  ASSERT_TRUE(loaded);
  start();
  // The still lasts ten seconds: too long to watch, so the loop is asked for its parts instead.
  auto planner = Planner::create(office_, office_.screens.front());
  const auto presentations = planner->between(clock_->now(), clock_->now() + seconds{11});
  EXPECT_GE(presentations.size(), 3U);
  EXPECT_FALSE(watch(milliseconds{800}).empty());
}

}  // namespace
}  // namespace crier
