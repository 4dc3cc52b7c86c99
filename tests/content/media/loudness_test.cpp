// SPDX-License-Identifier: Apache-2.0
#include "content/media/loudness.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

const std::atomic<bool> kNever{false};

// A sine of 1 kHz in both channels at a level in dBFS, as EBU Tech 3341 uses it.
std::string tone(double dbfs, int seconds, int rate = 48'000) {
  return fmt::format("-f lavfi -i aevalsrc='{0}*sin(2*PI*1000*t)|{0}*sin(2*PI*1000*t)':s={1}:d={2} ",
                     std::pow(10, dbfs / 20), rate, seconds);
}

// EBU Tech 3341, test cases 1 and 2: what a meter must read, within 0.1 LU.
TEST(Loudness, of_a_sine_is_its_level) {
  const struct {
    double dbfs;
    int rate;
    const char* codec;
    const char* name;
    double tolerance;
    double peak_tolerance;
  } rows[] = {
      {-23, 48'000, "-c:a pcm_s24le", "a.wav", 0.1, 0.1},
      {-33, 48'000, "-c:a pcm_s24le", "b.wav", 0.1, 0.1},
      {-23, 44'100, "-c:a flac", "c.flac", 0.1, 0.1},
      {-6, 48'000, "-c:a pcm_f32le", "d.wav", 0.1, 0.1},
      {-23, 48'000, "-c:a aac -b:a 192k", "e.mp4", 0.1, 1},
  };
  const TemporaryFolder folder;
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    ASSERT_NO_FATAL_FAILURE(make_clip(folder / row.name, tone(row.dbfs, 20, row.rate) + row.codec));
    const auto loudness = measure_loudness(folder / row.name, kNever);
    ASSERT_TRUE(loudness) << loudness.error().message;
    fmt::print("[figure] {} dBFS, {}: {:.2f} LUFS, {:.2f} dBTP\n", row.dbfs, row.name,
               loudness->integrated_lufs, loudness->true_peak_dbtp);
    EXPECT_NEAR(loudness->integrated_lufs, row.dbfs, row.tolerance);
    EXPECT_NEAR(loudness->true_peak_dbtp, row.dbfs, row.peak_tolerance);
  }
}

// EBU Tech 3341, test case 3: quiet stretches do not count.
TEST(Loudness, leaves_quiet_stretches_out) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(
      make_clip(folder / "a.wav", tone(-36, 10) + tone(-23, 60) + tone(-36, 10) +
                                      "-filter_complex '[0][1][2]concat=n=3:v=0:a=1' -c:a pcm_s24le"));
  const auto loudness = measure_loudness(folder / "a.wav", kNever);
  ASSERT_TRUE(loudness) << loudness.error().message;
  EXPECT_NEAR(loudness->integrated_lufs, -23, 0.1);
}

TEST(Loudness, of_a_film_is_that_of_the_track_that_is_played) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(
      make_clip(folder / "a.mkv", "-f lavfi -i testsrc2=s=64x36:r=25:d=5 " + tone(-40, 5) + tone(-20, 5) +
                                      "-map 0 -map 1 -map 2 -c:v libx264 -preset ultrafast -c:a flac "
                                      "-disposition:a:0 0 -disposition:a:1 default"));
  const auto loudness = measure_loudness(folder / "a.mkv", kNever);
  ASSERT_TRUE(loudness) << loudness.error().message;
  EXPECT_NEAR(loudness->integrated_lufs, -20, 0.1);
}

TEST(Loudness, of_silence_is_none_and_asks_for_no_gain) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "a.wav", "-f lavfi -i anullsrc=r=48000:cl=stereo -t 3"));
  const auto loudness = measure_loudness(folder / "a.wav", kNever);
  ASSERT_TRUE(loudness) << loudness.error().message;
  EXPECT_TRUE(loudness->is_silent());
  EXPECT_EQ(gain_db(*loudness, -23), 0);
}

TEST(Loudness, fails_with_a_reason_where_there_is_nothing_to_measure) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(
      make_clip(folder / "mute.mp4", "-f lavfi -i testsrc2=s=64x36:r=25:d=1 -c:v libx264"));
  ASSERT_NO_FATAL_FAILURE(write_file(folder / "words.mp3", "just a few words"));
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "tone.wav", tone(-20, 5)));
  const std::atomic<bool> cancelled{true};
  EXPECT_EQ(measure_loudness(folder / "mute.mp4", kNever).error().code, ErrorCode::not_found);
  EXPECT_EQ(measure_loudness(folder / "words.mp3", kNever).error().code, ErrorCode::format);
  EXPECT_EQ(measure_loudness(folder / "missing.mp3", kNever).error().code, ErrorCode::not_found);
  EXPECT_FALSE(measure_loudness(folder / "tone.wav", cancelled));
}

TEST(Loudness, gain_meets_the_target_but_spares_the_peaks) {
  const struct {
    double lufs;
    double peak;
    double target;
    double gain;
  } rows[] = {{-23, -10, -23, 0}, {-18, -1, -23, -5}, {-30, -20, -23, 7},
              {-30, -4, -23, 3},  {-40, -1, -23, 0},  {-12, 2, -10, -3}};
  for (const auto& row : rows) EXPECT_DOUBLE_EQ(gain_db({row.lufs, row.peak}, row.target), row.gain);
}

TEST(Loudness, is_measured_much_faster_than_it_plays) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "a.m4a", tone(-23, 120) + "-c:a aac"));
  const auto begin = std::chrono::steady_clock::now();
  ASSERT_TRUE(measure_loudness(folder / "a.m4a", kNever));
  const double took = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  fmt::print("[figure] 120 s of AAC measured in {:.2f} s\n", took);
  EXPECT_LT(took, 30);
}

}  // namespace
}  // namespace crier
