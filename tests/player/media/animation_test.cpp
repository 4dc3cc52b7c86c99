// SPDX-License-Identifier: Apache-2.0
// Pictures that move, and pictures that do not though their format could.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <vector>

#include "content/media/probe.hpp"
#include "player/media/media_source.hpp"
#include "tests/content/media/clips.hpp"
#include "tests/player/media/opened_media.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

const std::filesystem::path kCorpus = CRIER_CORPUS;

std::string little_endian(std::size_t value) {
  return {static_cast<char>(value & 0xFF), static_cast<char>(value >> 8 & 0xFF)};
}

// A GIF of one black or white pixel a picture, with the delays given in hundredths of a second.
std::string make_gif(const std::vector<std::size_t>& delays, std::size_t width = 1, std::size_t height = 1) {
  std::string gif =
      "GIF89a" + little_endian(width) + little_endian(height) + std::string("\x80\0\0\0\0\0\xFF\xFF\xFF", 9);
  for (std::size_t i = 0; i < delays.size(); ++i) {
    gif += std::string("\x21\xF9\4\0", 4) + little_endian(delays[i]) + std::string("\0\0", 2);
    gif += std::string("\x2C\0\0\0\0\1\0\1\0\0", 10);
    gif += std::string("\2\2", 2) + (i % 2 == 0 ? "\x44" : "\x4C") + std::string("\1\0", 2);
  }
  return gif + ";";
}

std::vector<Picture> pictures(MediaSource& source) {
  std::vector<Picture> result;
  while (true) {
    auto picture = source.next_picture();
    EXPECT_TRUE(picture) << picture.error().message;
    if (!picture || !*picture) return result;
    result.push_back(std::move(**picture));
  }
}

std::vector<std::uint8_t> first_row(const Picture& picture) {
  const Plane plane = picture.planes()[0];
  return {plane.data, plane.data + std::ptrdiff_t{picture.shape().width} * 4};
}

TEST(Animation, a_gif_plays_at_its_own_pace) {
  const TemporaryFolder folder;
  write_file(folder / "a.gif", make_gif({10, 5, 200, 2}));
  const auto source = open_media(folder / "a.gif");
  ASSERT_NE(source, nullptr);
  EXPECT_FALSE(source->is_still());
  const auto found = pictures(*source);
  ASSERT_EQ(found.size(), 4U);
  const Nanoseconds begins[] = {0ms, 100ms, 150ms, 2'150ms};
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(found[i].position(), begins[i]) << i;
  const auto probe = probe_medium(folder / "a.gif");
  ASSERT_TRUE(probe) << probe.error().message;
  EXPECT_EQ(probe->kind, MediumKind::video);
  EXPECT_EQ(probe->duration, 2'170ms);
}

TEST(Animation, delays_too_short_to_see_are_a_tenth_of_a_second_as_in_browsers) {
  const TemporaryFolder folder;
  write_file(folder / "zero.gif", make_gif({0, 0, 1, 0}));
  const auto gif = probe_medium(folder / "zero.gif");
  ASSERT_TRUE(gif) << gif.error().message;
  EXPECT_EQ(gif->duration, 400ms);
  ASSERT_NO_FATAL_FAILURE(
      make_clip(folder / "fast.png", "-f lavfi -i testsrc2=s=8x8:r=1000 -frames:v 5 -f apng"));
  const auto fast = open_media(folder / "fast.png");
  ASSERT_NE(fast, nullptr);
  const auto found = pictures(*fast);
  ASSERT_EQ(found.size(), 5U);
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_EQ(found[i].position(), 100ms * i) << i;
}

// The corpus README's trap: small on the disk, endless on the screen.
TEST(Animation, twenty_thousand_pictures_of_no_delay_are_bounded) {
  const TemporaryFolder folder;
  write_file(folder / "a.gif", make_gif(std::vector<std::size_t>(20'000, 0)));
  const auto begin = std::chrono::steady_clock::now();
  const auto probe = probe_medium(folder / "a.gif");
  const auto probed = std::chrono::steady_clock::now();
  ASSERT_TRUE(probe) << probe.error().message;
  EXPECT_EQ(probe->duration, 2'000s);
  EXPECT_LT(probed - begin, 3s);
  const auto source = open_media(folder / "a.gif", 1'000s);
  ASSERT_NE(source, nullptr);
  const auto picture = source->next_picture();
  ASSERT_TRUE(picture && *picture);
  EXPECT_EQ((*picture)->position(), 1'000s);
  const auto joined = std::chrono::steady_clock::now();
  EXPECT_LT(joined - probed, 3s);
  using Milliseconds = std::chrono::duration<double, std::milli>;
  fmt::print("[figure] a GIF of 20,000 pictures: measured in {:.0f} ms, joined midway in {:.0f} ms\n",
             Milliseconds(probed - begin).count(), Milliseconds(joined - probed).count());
}

TEST(Animation, one_that_is_joined_midway_shows_what_it_would_have_shown) {
  const TemporaryFolder folder;
  for (const char* name : {"a.gif", "b.png"}) {
    SCOPED_TRACE(name);
    const std::string format = name[0] == 'a' ? "gif" : "apng";
    ASSERT_NO_FATAL_FAILURE(make_clip(folder / name, "-f lavfi -i testsrc2=s=64x48:r=10:d=3 -f " + format));
    const auto whole = pictures(*open_media(folder / name));
    ASSERT_EQ(whole.size(), 30U);
    for (const std::size_t at : {1U, 7U, 15U, 29U}) {
      const auto joined = open_media(folder / name, 100ms * at + 5ms);
      const auto picture = joined->next_picture();
      ASSERT_TRUE(picture && *picture);
      EXPECT_EQ((*picture)->position(), whole[at].position());
      EXPECT_EQ(first_row(**picture), first_row(whole[at])) << at;
    }
  }
}

TEST(Animation, one_picture_is_a_still_whatever_its_format) {
  const TemporaryFolder folder;
  write_file(folder / "a.gif", make_gif({10}));
  write_file(folder / "slow.gif", make_gif({10'000}));
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "b.png", "-f lavfi -i testsrc2=s=8x8:d=1 -frames:v 1 -f apng"));
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "c.png", "-f lavfi -i testsrc2=s=8x8:d=1 -frames:v 1"));
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "d.webp", "-f lavfi -i testsrc2=s=8x8:d=1 -frames:v 1"));
  for (const char* name : {"a.gif", "slow.gif", "b.png", "c.png", "d.webp"}) {
    SCOPED_TRACE(name);
    const auto probe = probe_medium(folder / name);
    ASSERT_TRUE(probe) << probe.error().message;
    EXPECT_EQ(probe->kind, MediumKind::picture);
    EXPECT_EQ(probe->duration, 0s);
    const auto source = open_media(folder / name, 3s);
    ASSERT_NE(source, nullptr);
    EXPECT_TRUE(source->is_still());
    EXPECT_EQ(pictures(*source).size(), 1U);
  }
}

TEST(Animation, every_apng_and_gif_of_the_corpus_gives_the_pictures_it_was_measured_by) {
  if (!std::filesystem::exists(kCorpus / "images")) GTEST_SKIP() << "no corpus beside the project";
  for (const char* folder : {"apng", "gif", "png"}) {
    for (const auto& entry : std::filesystem::directory_iterator(kCorpus / "images" / folder)) {
      SCOPED_TRACE(entry.path());
      // Blending in 16 bits is more than FFmpeg's decoder can: it ends with the first picture.
      if (entry.path().filename() == "wpt-033.png") continue;
      const auto probe = probe_medium(entry.path());
      if (!probe) {
        EXPECT_NE(probe.error().message.find("; "), std::string::npos) << probe.error().message;
        continue;
      }
      const auto source = open_media(entry.path());
      ASSERT_NE(source, nullptr);
      EXPECT_EQ(source->is_still(), probe->kind == MediumKind::picture);
      if (source->is_still()) continue;
      const auto found = pictures(*source);
      ASSERT_FALSE(found.empty());
      const Nanoseconds end = found.back().position() + found.back().duration();
      EXPECT_LT(std::abs((end - probe->duration).count()), 1'000'000) << found.size();
    }
  }
}

}  // namespace
}  // namespace crier
