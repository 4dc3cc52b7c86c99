// SPDX-License-Identifier: Apache-2.0
#include "player/media/media_source.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>

#include "tests/content/media/clips.hpp"
#include "tests/player/media/opened_media.hpp"

namespace crier {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr const char* kFilm =
    "-f lavfi -i testsrc2=s=160x90:r=30:d=3 -f lavfi -i sine=frequency=440:sample_rate=48000:d=3 -c:v "
    "libx264 -preset veryfast -g 30 "
    "-pix_fmt yuv420p -c:a aac -ac 2";

std::vector<Nanoseconds> positions(MediaSource& source) {
  std::vector<Nanoseconds> result;
  while (true) {
    auto picture = source.next_picture();
    EXPECT_TRUE(picture) << picture.error().message;
    if (!picture || !*picture) return result;
    result.push_back((*picture)->position());
  }
}

TEST(MediaSource, GivesEveryPictureAtItsPosition) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "a.mp4", kFilm));
  const auto source = open_media(folder / "a.mp4");
  ASSERT_NE(source, nullptr);
  const auto found = positions(*source);
  ASSERT_EQ(found.size(), 90U);
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_NEAR(double(found[i].count()), double(i) * 1e9 / 30, 2) << i;
  }
}

TEST(MediaSource, StartsAtTheVeryPictureThatIsDue) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "a.mp4", kFilm));
  for (const int frame : {1, 29, 30, 31, 44, 89}) {
    const auto source = open_media(folder / "a.mp4", Nanoseconds{frame * 1'000'000'000LL / 30 + 5'000'000});
    ASSERT_NE(source, nullptr);
    const auto found = positions(*source);
    ASSERT_EQ(found.size(), std::size_t(90 - frame)) << frame;
    EXPECT_NEAR(double(found[0].count()), frame * 1e9 / 30, 2);
  }
}

TEST(MediaSource, JoinsALiveFilmAtWhatIsDueOnceItIsDecoded) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "a.mp4", kFilm));
  for (const int frame : {0, 5, 29, 45, 58}) {
    MediaRequest request;
    request.path = folder / "a.mp4";
    request.start = Nanoseconds{frame * 1'000'000'000LL / 30 + 5'000'000};
    request.is_live = true;
    const auto opened = std::chrono::steady_clock::now();
    auto source = MediaSource::open(request, kNotCancelled);
    ASSERT_TRUE(source) << source.error().message;
    const auto found = positions(**source);
    const Nanoseconds took = std::chrono::steady_clock::now() - opened;
    ASSERT_FALSE(found.empty()) << frame;
    // Never what was over before the source was opened, and no later than what is due by now or the next key
    // frame; from then on every picture.
    EXPECT_GE(found[0] + milliseconds{34}, request.start) << frame;
    EXPECT_LE(found[0], request.start + took + milliseconds{34}) << frame;
    EXPECT_EQ(found.size(), std::size_t(90 - std::lround(double(found[0].count()) * 30 / 1e9))) << frame;
  }
}

TEST(MediaSource, GivesSoundWithoutGapFromZeroToTheEnd) {
  const char* const rows[] = {"-c:a aac -ac 2", "-c:a aac -ac 1 -ar 44100", "-c:a libmp3lame -ar 32000",
                              "-c:a flac", "-c:a libopus"};
  for (const char* codec : rows) {
    const TemporaryFolder folder;
    ASSERT_NO_FATAL_FAILURE(
        make_clip(folder / "a.mkv",
                  std::string("-f lavfi -i testsrc2=s=64x36:r=30:d=2 -f lavfi -i "
                              "sine=frequency=440:sample_rate=48000:d=2 -c:v libx264 -preset ultrafast ") +
                      codec));
    const auto source = open_media(folder / "a.mkv");
    ASSERT_NE(source, nullptr);
    std::int64_t next = 0;
    bool first = true;
    double energy = 0;
    while (true) {
      auto block = source->next_sound();
      ASSERT_TRUE(block);
      if (!*block) break;
      if (first) {
        EXPECT_LE(std::abs((*block)->position), 2'048) << codec;
      } else {
        EXPECT_EQ((*block)->position, next) << codec;
      }
      first = false;
      next = (*block)->position + (*block)->frames();
      for (const float sample : (*block)->samples) energy += double(sample) * double(sample);
    }
    EXPECT_GE(next, 2 * kSampleRate - 480) << codec;
    EXPECT_LE(next, 2 * kSampleRate + 4'096) << codec;
    EXPECT_GT(energy, 100) << codec;
  }
}

TEST(MediaSource, ALoopOfWholePeriodsIsAnUnbrokenSine) {
  // What plays when a clip follows itself: its samples from zero to its exact length, twice.
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "a.mp4", kFilm));
  const auto source = open_media(folder / "a.mp4");
  ASSERT_NE(source, nullptr);
  std::vector<float> left(3 * kSampleRate, 0.0F);
  while (true) {
    auto block = source->next_sound();
    ASSERT_TRUE(block);
    if (!*block) break;
    for (std::int64_t i = 0; i < (*block)->frames(); ++i) {
      const std::int64_t at = (*block)->position + i;
      if (at >= 0 && at < 3 * kSampleRate)
        left[static_cast<std::size_t>(at)] = (*block)->samples[static_cast<std::size_t>(i * kChannels)];
    }
  }
  // The step over the seam is no larger than any inside (440 Hz at an amplitude of 1/8), and no sample is
  // missing.
  float steepest = 0;
  for (std::size_t i = 20'000; i < 40'000; ++i)
    steepest = std::max(steepest, std::abs(left[i] - left[i - 1]));
  EXPECT_LE(std::abs(left.front() - left.back()), steepest * 1.6F);
  float quietest = 1;
  for (std::size_t i = left.size() - 480; i + 48 < left.size(); i += 48) {
    float peak = 0;
    for (std::size_t j = i; j < i + 110 && j < left.size(); ++j) peak = std::max(peak, std::abs(left[j]));
    quietest = std::min(quietest, peak);
  }
  EXPECT_GT(quietest, 0.08F);
}

TEST(MediaSource, AStillIsOnePicture) {
  const TemporaryFolder folder;
  for (const char* name : {"a.png", "a.jpg", "a.bmp"}) {
    ASSERT_NO_FATAL_FAILURE(make_clip(folder / name, "-f lavfi -i testsrc2=s=64x36:d=1 -frames:v 1"));
    const auto source = open_media(folder / name, seconds{3});
    ASSERT_NE(source, nullptr);
    EXPECT_TRUE(source->is_still()) << name;
    EXPECT_EQ(positions(*source).size(), 1U) << name;
  }
}

TEST(MediaSource, TurnsAFilmAsItsMatrixSays) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "a.mp4", kFilm));
  ASSERT_NO_FATAL_FAILURE(
      make_clip(folder / "b.mp4", "-i " + (folder / "a.mp4").string() + " -c copy -metadata:s:v rotate=90"));
  const auto source = open_media(folder / "b.mp4");
  ASSERT_NE(source, nullptr);
  const auto picture = source->next_picture();
  ASSERT_TRUE(picture && *picture);
  // This ffmpeg writes the matrix of a counter-clockwise turn for it, and turns it so itself.
  EXPECT_EQ((*picture)->shape().rotation, 3);
}

TEST(MediaSource, CatchingUpDecodesLess) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "a.mp4", kFilm));
  const auto source = open_media(folder / "a.mp4");
  ASSERT_NE(source, nullptr);
  source->set_effort(MediaSource::Effort::references_only);
  EXPECT_LT(positions(*source).size(), 70U);
}

TEST(MediaSource, WhatIsNoMediumFailsWithAReason) {
  const TemporaryFolder folder;
  write_file(folder / "empty.mp4", "");
  write_file(folder / "page.mp4", "<html><body>please log in</body></html>");
  std::filesystem::create_directory(folder / "folder.mp4");
  for (const char* name : {"empty.mp4", "page.mp4", "folder.mp4", "missing.mp4"}) {
    MediaRequest request;
    request.path = folder / name;
    const auto source = MediaSource::open(request, kNotCancelled);
    ASSERT_FALSE(source) << name;
    EXPECT_FALSE(source.error().message.empty());
  }
}

TEST(MediaSource, EveryCorpusFileEndsOrFailsInTime) {
  const char* const given = std::getenv("CRIER_CORPUS");
  const std::filesystem::path folder =
      std::filesystem::path(given == nullptr ? CRIER_CORPUS : given) / "media";
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) GTEST_SKIP() << "the corpus is not beside the project";
  int opened = 0;
  constexpr int kPictures = 40;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto begin = std::chrono::steady_clock::now();
    MediaRequest request;
    request.path = entry.path();
    request.start = milliseconds{300};
    auto source = MediaSource::open(request, kNotCancelled);
    if (!source) continue;
    ++opened;
    Nanoseconds last{-1};
    for (int i = 0; i < kPictures; ++i) {
      auto picture = (*source)->next_picture();
      if (!picture || !*picture) break;
      EXPECT_GT((*picture)->position(), last) << entry.path();
      last = (*picture)->position();
    }
    for (int i = 0; i < kPictures; ++i) {
      auto block = (*source)->next_sound();
      if (!block || !*block) break;
    }
    EXPECT_LT(std::chrono::steady_clock::now() - begin, seconds{30}) << entry.path();
  }
  EXPECT_GT(opened, 100);
}

}  // namespace
}  // namespace crier
