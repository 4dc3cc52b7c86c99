// SPDX-License-Identifier: Apache-2.0
// The playout with real clips on the real clock: small pictures, a second or two a test.
#include "player/playout/playout.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <set>

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

// Keeps what it is fed, in order. A fake only for want of a device.
class SoundKeeper final : public SoundSink {
 public:
  bool feed(TimedBlock block) override { return blocks_.try_push(block); }
  void start_epoch(std::uint64_t epoch) override { epoch_ = epoch; }
  std::uint64_t epoch() const { return epoch_; }
  std::optional<TimedBlock> take() { return blocks_.try_pop(); }

 private:
  BoundedQueue<TimedBlock> blocks_{4'096};
  std::atomic<std::uint64_t> epoch_{0};
};

// A folder that plays, with what came out of it.
class PlayoutOfAFolder : public testing::Test {
 protected:
  void start(PlayoutOptions options = {}) {
    auto loaded = load_workspace(folder_.path());
    ASSERT_TRUE(loaded);
    office_ = std::move(loaded->office);
    auto planner = Planner::create(office_, office_.screens.front());
    ASSERT_TRUE(planner);
    clock_.emplace(machine_, Nanoseconds{0});
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
  SoundKeeper sound_;
  std::atomic<int> checks_{0};
  std::atomic<bool> mends_{false};
  std::unique_ptr<Playout> playout_;  // last: stops before what it uses goes
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

TEST_F(PlayoutOfAFolder, WaitsUntilItIsToldAndBeginsThere) {
  ASSERT_NO_FATAL_FAILURE(make_clip(folder_ / "a.mp4", clip("red", 0.5)));
  ASSERT_NO_FATAL_FAILURE(make_clip(folder_ / "b.mp4", clip("blue", 0.6)));
  PlayoutOptions options;
  options.start = kWhenTold;
  options.first_turn = 1'000;
  start(options);
  EXPECT_FALSE(playout_->next_cue(machine_.monotonic() + milliseconds{50}));
  auto planner = Planner::create(office_, office_.screens.front());
  // Well inside an item's time, for the next item is opened only shortly before its own.
  const WallTime begin = planner->at(clock_->now() + seconds{5}).begins + milliseconds{100};
  playout_->begin_at(begin, 7);
  EXPECT_EQ(playout_->sound_epoch(), 7U);
  const auto first = playout_->next_cue(machine_.monotonic() + seconds{4});
  ASSERT_TRUE(first);  // well before it is due
  EXPECT_EQ(first->due, begin);
  EXPECT_GT(first->turn, 1'000U);
  EXPECT_EQ(office_.media[planner->at(begin).item->medium].name, name(*first));
  const auto second = playout_->next_cue(machine_.monotonic() + seconds{1});
  ASSERT_TRUE(second);
  EXPECT_LE(std::chrono::abs(second->due - first->ends), Nanoseconds{2});
  // Another word takes the place of the first.
  playout_->begin_at(begin + seconds{1}, 7);
  const auto anew = playout_->next_cue(machine_.monotonic() + seconds{1});
  ASSERT_TRUE(anew);
  EXPECT_EQ(anew->due, begin + seconds{1});
}

TEST_F(PlayoutOfAFolder, WhereItBeginsWithAnItemsLastPictureTheNextItemIsThereInTime) {
  ASSERT_NO_FATAL_FAILURE(make_clip(folder_ / "a.mp4", clip("red", 0.5)));
  ASSERT_NO_FATAL_FAILURE(make_clip(folder_ / "b.mp4", clip("blue", 0.6)));
  PlayoutOptions options;
  options.start = kWhenTold;
  start(options);
  auto planner = Planner::create(office_, office_.screens.front());
  const WallTime seam = planner->at(clock_->now() + seconds{3}).ends;
  playout_->begin_at(seam - milliseconds{25}, 7);
  const auto first = playout_->next_cue(clock_->monotonic(seam));
  ASSERT_TRUE(first);
  EXPECT_LE(std::chrono::abs(first->ends - seam), Nanoseconds{2});
  const auto second = playout_->next_cue(clock_->monotonic(seam));
  ASSERT_TRUE(second);
  EXPECT_LE(std::chrono::abs(second->due - seam), Nanoseconds{2});
  EXPECT_NE(name(*second), name(*first));
}

TEST_F(PlayoutOfAFolder, DoesNotBeginWithASliverWhereItIsToldSo) {
  ASSERT_NO_FATAL_FAILURE(make_clip(folder_ / "a.mp4", clip("red", 2)));
  PlayoutOptions options;
  options.start = kWhenTold;
  options.begins_with_sliver = false;
  start(options);
  auto planner = Planner::create(office_, office_.screens.front());
  // Three milliseconds before a picture of its own, in the middle of the film.
  const WallTime picture = planner->at(clock_->now() + seconds{5}).ends + seconds{1};
  playout_->begin_at(picture - milliseconds{3}, 1);
  const auto first = playout_->next_cue(machine_.monotonic() + seconds{5});
  ASSERT_TRUE(first);
  EXPECT_LE(std::chrono::abs(first->due - picture), Nanoseconds{2});
}

TEST_F(PlayoutOfAFolder, ItsSoundEndsWhereTheNextOnesBeginsToTheSample) {
  ASSERT_NO_FATAL_FAILURE(make_clip(folder_ / "a.mp4", clip("red", 3)));
  PlayoutOptions options;
  options.sink = &sound_;
  start(options);
  const auto before = std::move(playout_);
  PlayoutOptions ahead;
  ahead.start = kWhenTold;
  auto planner = Planner::create(office_, office_.screens.front());
  playout_ = std::make_unique<Playout>(office_, std::move(*planner), *clock_, log_, ahead);
  const WallTime change = clock_->now() + milliseconds{2'500};
  playout_->begin_at(change, before->sound_epoch());
  before->end_sound_at(change);
  playout_->connect_sound(sound_);
  const MonotonicTime end = clock_->monotonic(change) + milliseconds{400};
  while (machine_.monotonic() < end) {
    Playout& on = clock_->now() < change ? *before : *playout_;
    const auto cue = on.next_cue(std::min(end, machine_.monotonic() + milliseconds{20}));
    if (cue) std::this_thread::sleep_until(std::min(clock_->monotonic(cue->due), end));
  }
  std::optional<std::int64_t> fed;
  bool meets_at_the_change = false;
  while (const auto block = sound_.take()) {
    EXPECT_EQ(block->epoch, sound_.epoch());
    if (fed) {
      EXPECT_EQ(block->position, *fed);
    }
    meets_at_the_change = meets_at_the_change || block->position == sample_at(change);
    fed = block->position + block->frames();
  }
  ASSERT_TRUE(fed);
  EXPECT_TRUE(meets_at_the_change);
  EXPECT_GT(*fed, sample_at(change));
}

TEST_F(PlayoutOfAFolder, WhatItsCheckFindsFaultWithIsSkippedAndTriedAgain) {
  ASSERT_NO_FATAL_FAILURE(make_clip(folder_ / "a.mp4", clip("red", 0.5)));
  ASSERT_NO_FATAL_FAILURE(make_clip(folder_ / "b.mp4", clip("blue", 0.5)));
  ASSERT_NO_FATAL_FAILURE(make_clip(folder_ / "c.mp4", clip("green", 0.5)));
  write_file(folder_ / "c.zh.vtt", "WEBVTT\n\n00:00.000 --> 00:00.400\n你好\n");
  PlayoutOptions options;
  options.caption_languages = {"zh"};
  options.check = [this](const std::filesystem::path& file) -> Result<void> {
    if (file.filename() != "b.mp4" && file.filename() != "c.zh.vtt") return {};
    ++checks_;
    if (mends_) return {};
    return fail(ErrorCode::io, "it was tampered with");
  };
  start(options);
  for (const Cue& cue : watch(milliseconds{2'500})) EXPECT_EQ(name(cue), "a.mp4");
  const auto errors = playout_->take_errors();
  ASSERT_EQ(errors.size(), 2U);
  for (const std::string& error : errors) EXPECT_NE(error.find("it was tampered with"), std::string::npos);
  EXPECT_GE(checks_, 2);
  mends_ = true;
  // After five seconds, or ten where it was tried twice before.
  std::set<std::string> names;
  for (int second = 0; second < 30 && names.size() < 3; ++second) {
    for (const Cue& cue : watch(seconds{1})) names.insert(name(cue));
  }
  EXPECT_EQ(names, (std::set<std::string>{"a.mp4", "b.mp4", "c.mp4"}));
  EXPECT_TRUE(playout_->take_errors().empty());
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
