// SPDX-License-Identifier: Apache-2.0
#include "player/record/film_writer.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

#include "content/media/probe.hpp"
#include "player/media/media_source.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

const std::atomic<bool> kNotCancelled{false};

using Rgb8 = std::array<int, 3>;

class Still {
 public:
  Still(int width, int height, const Rgb8& fill = {0, 0, 0})
      : width_(width), height_(height), pixels_(static_cast<std::size_t>(width * height * 4)) {
    paint(0, 0, width, height, fill);
  }
  void paint(int x, int y, int width, int height, const Rgb8& rgb) {
    for (int row = y; row < y + height; ++row) {
      for (int column = x; column < x + width; ++column) {
        std::uint8_t* const pixel = pixels_.data() + (row * width_ + column) * 4;
        for (std::size_t i = 0; i < 3; ++i) pixel[i] = static_cast<std::uint8_t>(rgb[2 - i]);
        pixel[3] = 0x5a;  // no one may look at it
      }
    }
  }
  Canvas canvas() { return {pixels_.data(), width_ * 4, width_, height_}; }

 private:
  int width_;
  int height_;
  std::vector<std::uint8_t> pixels_;
};

std::unique_ptr<FilmWriter> create(const std::filesystem::path& file, int width, int height,
                                   bool with_sound) {
  auto writer = FilmWriter::create(file, width, height, with_sound);
  EXPECT_TRUE(writer) << (writer ? "" : writer.error().message);
  return writer ? std::move(*writer) : nullptr;
}

std::unique_ptr<MediaSource> open(const std::filesystem::path& path) {
  MediaRequest request;
  request.path = path;
  auto source = MediaSource::open(request, kNotCancelled);
  EXPECT_TRUE(source) << (source ? "" : source.error().message);
  return source ? std::move(*source) : nullptr;
}

std::vector<Picture> pictures(MediaSource& source) {
  std::vector<Picture> result;
  while (true) {
    auto picture = source.next_picture();
    EXPECT_TRUE(picture) << (picture ? "" : picture.error().message);
    if (!picture || !*picture) return result;
    result.push_back(std::move(**picture));
  }
}

std::vector<float> left_channel(MediaSource& source, std::size_t frames) {
  std::vector<float> result(frames, 0.0F);
  while (true) {
    auto block = source.next_sound();
    EXPECT_TRUE(block);
    if (!block || !*block) return result;
    for (std::int64_t i = 0; i < (*block)->frames(); ++i) {
      const std::int64_t at = (*block)->position + i;
      if (at >= 0 && at < static_cast<std::int64_t>(frames))
        result[static_cast<std::size_t>(at)] = (*block)->samples[static_cast<std::size_t>(i * kChannels)];
    }
  }
}

// What ITU-R BT.709 says a limited-range 4:2:0 picture shows at a place.
Rgb8 colour_at(const Picture& picture, int x, int y) {
  const auto planes = picture.planes();
  const auto sample = [&](std::size_t plane, int column, int row) {
    return static_cast<double>(planes[plane].data[row * planes[plane].stride + column]);
  };
  const double luma = (sample(0, x, y) - 16) / 219;
  const double u = (sample(1, x / 2, y / 2) - 128) / 224;
  const double v = (sample(2, x / 2, y / 2) - 128) / 224;
  const double red = luma + 1.5748 * v;
  const double blue = luma + 1.8556 * u;
  const double green = (luma - 0.2126 * red - 0.0722 * blue) / 0.7152;
  const auto byte = [](double value) {
    return static_cast<int>(std::lround(std::clamp(value, 0.0, 1.0) * 255));
  };
  return {byte(red), byte(green), byte(blue)};
}

// The moment that the film can express nearest to `time`.
std::int64_t to_ticks(Nanoseconds time) {
  return std::llround(static_cast<double>(time.count()) * 90'000 / 1e9);
}

TEST(FilmWriter, KeepsEveryPictureAtItsTimeHoweverLongItStays) {
  const TemporaryFolder folder;
  std::vector<Nanoseconds> positions;
  for (int i = 0; i < 30; ++i) positions.push_back(Nanoseconds{i * 1'001'000'000LL / 30});  // 29.97 a second
  for (int i = 1; i <= 12; ++i) positions.push_back(milliseconds{1001} + milliseconds{40} * i);  // 25
  positions.push_back(milliseconds{1481} + milliseconds{13});
  positions.push_back(seconds{9});
  positions.push_back(seconds{9} + Nanoseconds{16'683'333});
  const Nanoseconds end = seconds{10};
  {
    const auto writer = create(folder / "a.mp4", 160, 90, true);
    ASSERT_NE(writer, nullptr);
    for (std::size_t i = 0; i < positions.size(); ++i) {
      Still still(160, 90, {static_cast<int>(i) * 5, 40, 40});
      ASSERT_TRUE(writer->add_frame(still.canvas(), positions[i]));
    }
    EXPECT_TRUE(std::filesystem::exists(folder / "a.mp4.part"));
    EXPECT_FALSE(std::filesystem::exists(folder / "a.mp4"));
    const auto finished = writer->finish(end);
    ASSERT_TRUE(finished) << finished.error().message;
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "a.mp4.part"));
  const auto source = open(folder / "a.mp4");
  ASSERT_NE(source, nullptr);
  const auto found = pictures(*source);
  ASSERT_EQ(found.size(), positions.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_NEAR(static_cast<double>(found[i].position().count()),
                static_cast<double>(to_ticks(positions[i])) * 1e9 / 90'000, 1)
        << i;
    EXPECT_LE(std::abs(colour_at(found[i], 80, 45)[0] - static_cast<int>(i) * 5), 3) << i;
  }
  const auto probe = probe_medium(folder / "a.mp4");
  ASSERT_TRUE(probe) << probe.error().message;
  EXPECT_NEAR(static_cast<double>(probe->duration.count()), static_cast<double>(end.count()), 12'000);
}

TEST(FilmWriter, KeepsColoursAndSaysWhichTheyAre) {
  constexpr Rgb8 kColours[] = {{255, 0, 0}, {0, 255, 0},   {0, 0, 255},  {128, 128, 128}, {255, 255, 255},
                               {0, 0, 0},   {255, 255, 0}, {12, 34, 56}, {232, 84, 66},   {200, 180, 160}};
  constexpr int kSide = 32;
  constexpr int kCount = static_cast<int>(std::size(kColours));
  const TemporaryFolder folder;
  Still still(kSide * kCount, kSide);
  for (int i = 0; i < kCount; ++i) still.paint(i * kSide, 0, kSide, kSide, kColours[i]);
  const auto writer = create(folder / "a.mp4", kSide * kCount, kSide, false);
  ASSERT_NE(writer, nullptr);
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(writer->add_frame(still.canvas(), milliseconds{40} * i));
  ASSERT_TRUE(writer->finish(milliseconds{200}));
  const auto source = open(folder / "a.mp4");
  ASSERT_NE(source, nullptr);
  EXPECT_FALSE(source->has_sound());
  int worst = 0;
  for (const Picture& picture : pictures(*source)) {
    ASSERT_EQ(picture.shape().layout, PixelLayout::i420);
    EXPECT_EQ(picture.shape().matrix, ColourMatrix::bt709);  // said, not guessed: it is a small picture
    EXPECT_EQ(picture.shape().range, ColourRange::limited);
    for (int i = 0; i < kCount; ++i) {
      const Rgb8 got = colour_at(picture, i * kSide + kSide / 2, kSide / 2);
      for (std::size_t c = 0; c < 3; ++c) {
        worst = std::max(worst, std::abs(got[c] - kColours[i][c]));
        EXPECT_LE(std::abs(got[c] - kColours[i][c]), 3) << i << " channel " << c;
      }
    }
  }
  std::printf("largest colour error: %d of 255\n", worst);
}

TEST(FilmWriter, PutsSoundAtItsSampleAndFillsGapsWithSilence) {
  constexpr std::size_t kFrames = 2 * kSampleRate;
  constexpr std::int64_t kBegin = 30'011;
  constexpr std::size_t kLength = 24'000;
  const TemporaryFolder folder;
  // Noise below 6 kHz, as no other stretch of it fits as well as the right one.
  std::minstd_rand random(7);
  std::vector<float> noise(kLength * kChannels);
  float held = 0;
  for (std::size_t i = 0; i < kLength; ++i) {
    if (i % 8 == 0) held = static_cast<float>(random() % 2'000) / 4'000.0F - 0.25F;
    noise[i * 2] = noise[i * 2 + 1] = held;
  }
  const auto writer = create(folder / "a.mp4", 64, 36, true);
  ASSERT_NE(writer, nullptr);
  Still still(64, 36);
  ASSERT_TRUE(writer->add_frame(still.canvas(), Nanoseconds{0}));
  // A block from before the beginning, one that overlaps, and odd pieces.
  const std::vector<float> hush(2'000 * kChannels, 0.0F);
  ASSERT_TRUE(writer->add_sound(-1'500, hush));
  ASSERT_TRUE(writer->add_sound(-9'000, hush));
  ASSERT_TRUE(writer->add_sound(100, hush));
  for (std::size_t at = 0; at < kLength; at += 777) {
    const std::size_t count = std::min<std::size_t>(777, kLength - at);
    ASSERT_TRUE(writer->add_sound(kBegin + static_cast<std::int64_t>(at),
                                  std::span(noise).subspan(at * kChannels, count * kChannels)));
  }
  ASSERT_TRUE(writer->finish(seconds{2}));

  const auto source = open(folder / "a.mp4");
  ASSERT_NE(source, nullptr);
  const auto found = left_channel(*source, kFrames);
  double best = 0;
  std::int64_t best_shift = 99'999;
  for (std::int64_t shift = -1'200; shift <= 1'200; ++shift) {
    double sum = 0;
    for (std::size_t i = 2'000; i + 2'000 < kLength; i += 3)
      sum += static_cast<double>(noise[i * 2]) *
             static_cast<double>(found[static_cast<std::size_t>(kBegin + shift) + i]);
    if (sum > best) {
      best = sum;
      best_shift = shift;
    }
  }
  std::printf("sound lies %d samples from its place\n", static_cast<int>(best_shift));
  EXPECT_LE(std::abs(best_shift), 1'024);
  const auto loudest = [&](std::size_t from, std::size_t to) {
    float peak = 0;
    for (std::size_t i = from; i < to; ++i) peak = std::max(peak, std::abs(found[i]));
    return peak;
  };
  EXPECT_LT(loudest(0, kBegin - 2'048), 0.002F);
  EXPECT_LT(loudest(kBegin + kLength + 2'048, kFrames), 0.002F);
  EXPECT_GT(loudest(kBegin, kBegin + kLength), 0.15F);
}

TEST(FilmWriter, StoresOddSizesWithTheirLastColumnAndRowTwice) {
  for (const auto& [width, height] : {std::pair{63, 35}, {64, 35}, {63, 36}, {1, 1}}) {
    const TemporaryFolder folder;
    Still still(width, height, {200, 30, 40});
    const auto writer = create(folder / "a.mp4", width, height, false);
    ASSERT_NE(writer, nullptr);
    ASSERT_TRUE(writer->add_frame(still.canvas(), Nanoseconds{0}));
    ASSERT_TRUE(writer->finish(seconds{1}));
    const auto source = open(folder / "a.mp4");
    ASSERT_NE(source, nullptr);
    const auto found = pictures(*source);
    ASSERT_EQ(found.size(), 1U);
    const PictureShape& shape = found[0].shape();
    EXPECT_EQ(shape.width, (width + 1) / 2 * 2);
    EXPECT_EQ(shape.height, (height + 1) / 2 * 2);
    const Rgb8 corner = colour_at(found[0], shape.width - 1, shape.height - 1);
    EXPECT_LE(std::abs(corner[0] - 200), 4);
    EXPECT_LE(std::abs(corner[2] - 40), 4);
  }
}

TEST(FilmWriter, HoldsAPictureForADay) {
  const TemporaryFolder folder;
  Still still(64, 36, {10, 200, 10});
  const auto writer = create(folder / "a.mp4", 64, 36, false);
  ASSERT_NE(writer, nullptr);
  ASSERT_TRUE(writer->add_frame(still.canvas(), Nanoseconds{0}));
  ASSERT_TRUE(writer->add_frame(still.canvas(), hours{7}));
  const auto finished = writer->finish(hours{24});
  ASSERT_TRUE(finished) << finished.error().message;
  const auto source = open(folder / "a.mp4");
  ASSERT_NE(source, nullptr);
  EXPECT_EQ(pictures(*source).size(), 24U);
  const auto probe = probe_medium(folder / "a.mp4");
  ASSERT_TRUE(probe) << probe.error().message;
  EXPECT_EQ(probe->duration, hours{24});
}

TEST(FilmWriter, PlaysFromItsFirstBytes) {
  const TemporaryFolder folder;
  const auto writer = create(folder / "a.mp4", 64, 36, true);
  ASSERT_NE(writer, nullptr);
  for (int i = 0; i < 50; ++i) {
    Still still(64, 36, {i * 5, 0, 0});
    ASSERT_TRUE(writer->add_frame(still.canvas(), milliseconds{40} * i));
    ASSERT_TRUE(writer->add_sound(i * 1'920, std::vector<float>(1'920 * kChannels, 0.1F)));
  }
  ASSERT_TRUE(writer->finish(seconds{2}));
  const std::string bytes = read_file(folder / "a.mp4");
  EXPECT_LT(bytes.find("moov"), bytes.find("mdat"));
}

TEST(FilmWriter, LeavesNothingBehindWhenItIsGivenUp) {
  const TemporaryFolder folder;
  write_file(folder / "a.mp4", "the film of yesterday");
  {
    const auto writer = create(folder / "a.mp4", 64, 36, false);
    ASSERT_NE(writer, nullptr);
    Still still(64, 36);
    ASSERT_TRUE(writer->add_frame(still.canvas(), Nanoseconds{0}));
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "a.mp4.part"));
  EXPECT_EQ(read_file(folder / "a.mp4"), "the film of yesterday");
}

TEST(FilmWriter, SaysWhatIsWrongAndWhatToDo) {
  const TemporaryFolder folder;
  const auto missing = FilmWriter::create(folder / "none/a.mp4", 64, 36, true);
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().message.find("make its folder first"), std::string::npos)
      << missing.error().message;
  for (const auto& [width, height] : {std::pair{0, 10}, {10, 0}, {-2, -2}, {20'000, 10}}) {
    const auto writer = FilmWriter::create(folder / "a.mp4", width, height, true);
    EXPECT_FALSE(writer) << width << "x" << height;
  }
  const auto empty = create(folder / "b.mp4", 64, 36, true);
  ASSERT_NE(empty, nullptr);
  const auto finished = empty->finish(seconds{1});
  ASSERT_FALSE(finished);
  EXPECT_NE(finished.error().message.find("no picture"), std::string::npos);
}

TEST(FilmWriter, AFullDiskIsAnError) {
  std::error_code error;
  if (!std::filesystem::exists("/dev/full", error)) GTEST_SKIP() << "this machine has no /dev/full";
  const TemporaryFolder folder;
  std::filesystem::create_symlink("/dev/full", folder / "a.mp4.part");
  Result<void> result;
  auto writer = FilmWriter::create(folder / "a.mp4", 640, 360, false);
  std::minstd_rand random(3);
  for (int i = 0; writer && result && i < 300; ++i) {
    Still still(640, 360);
    for (int square = 0; square < 600; ++square) {
      const auto shade = static_cast<int>(random() % 256);
      still.paint(static_cast<int>(random() % 630), static_cast<int>(random() % 350), 10, 10,
                  {shade, 255 - shade, shade / 2});
    }
    result = (*writer)->add_frame(still.canvas(), milliseconds{40} * i);
  }
  if (writer && result) result = (*writer)->finish(seconds{12});
  const std::string message = !writer ? writer.error().message : result ? "" : result.error().message;
  EXPECT_NE(message.find("free some room"), std::string::npos) << message;
  EXPECT_FALSE(std::filesystem::exists(folder / "a.mp4"));
}

}  // namespace
}  // namespace crier
