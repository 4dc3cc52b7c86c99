// SPDX-License-Identifier: Apache-2.0
#include "player/scene/still_picture.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "content/media/probe.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

const std::atomic<bool> kNever{false};
const std::filesystem::path kCorpus = CRIER_CORPUS;

struct Pixel {
  int blue, green, red, alpha;

  friend bool operator==(const Pixel&, const Pixel&) = default;
  friend void PrintTo(const Pixel& p, std::ostream* out) {
    *out << fmt::format("b{} g{} r{} a{}", p.blue, p.green, p.red, p.alpha);
  }
};

Pixel pixel(const Picture& picture, int x, int y) {
  const Plane plane = picture.planes()[0];
  const std::uint8_t* const p = plane.data + std::ptrdiff_t{y} * plane.stride + std::ptrdiff_t{x} * 4;
  return {p[0], p[1], p[2], p[3]};
}

bool is_near(const Pixel& a, const Pixel& b, int tolerance) {
  return std::abs(a.blue - b.blue) <= tolerance && std::abs(a.green - b.green) <= tolerance &&
         std::abs(a.red - b.red) <= tolerance && std::abs(a.alpha - b.alpha) <= tolerance;
}

// The mean difference of all samples, in steps of 255.
double difference(const Picture& a, const Picture& b) {
  EXPECT_EQ(a.shape().width, b.shape().width);
  EXPECT_EQ(a.shape().height, b.shape().height);
  if (a.shape().width != b.shape().width || a.shape().height != b.shape().height) return 255;
  double sum = 0;
  for (int y = 0; y < a.shape().height; ++y) {
    for (int x = 0; x < a.shape().width; ++x) {
      const Pixel p = pixel(a, x, y);
      const Pixel q = pixel(b, x, y);
      sum += std::abs(p.blue - q.blue) + std::abs(p.green - q.green) + std::abs(p.red - q.red);
    }
  }
  return sum / 3 / a.shape().width / a.shape().height;
}

Result<Picture> contain(const std::filesystem::path& path, int width, int height) {
  return load_still(path, width, height, PictureFit::contain, kNever);
}

// A picture at its own size, as it is shown.
Picture upright(const std::filesystem::path& path) {
  const auto probe = probe_medium(path);
  EXPECT_TRUE(probe) << path << ": " << (probe ? "" : probe.error().message);
  if (!probe) return {};
  auto still = contain(path, probe->width, probe->height);
  EXPECT_TRUE(still) << path << ": " << (still ? "" : still.error().message);
  return still ? std::move(*still) : Picture();
}

TEST(StillPicture, every_exif_orientation_equals_its_upright_reference) {
  const std::filesystem::path folder = kCorpus / "images/exif-orientation";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no corpus beside the project";
  double worst = 0;
  for (const char* name : {"1-ul", "2-ur", "3-lr", "4-lol", "5-lu", "6-ru", "7-rl", "8-llo", "9-u"}) {
    SCOPED_TRACE(name);
    const Picture turned = upright(folder / fmt::format("wpt-exif-orientation-{}.jpg", name));
    const Picture reference = upright(folder / fmt::format("wpt-exif-orientation-{}-pre-rotated.jpg", name));
    ASSERT_TRUE(turned && reference);
    worst = std::max(worst, difference(turned, reference));
    EXPECT_LT(difference(turned, reference), 2);
  }
  const struct {
    const char* name;
    const char* reference;
  } rows[] = {{"wpt-F-exif-chunk-early.png", "wpt-F-rotated.png"},
              {"wpt-F-exif-late.png", "wpt-F-upright.png"},
              {"wpt-F-exif-early.png", "wpt-F-upright.png"}};
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(difference(upright(folder / row.name), upright(folder / row.reference)), 0);
  }
  fmt::print("[figure] all eight EXIF orientations: mean difference at most {:.2f} of 255\n", worst);
}

TEST(StillPicture, every_corpus_picture_is_decoded_or_refused_with_a_reason) {
  std::ifstream stream(kCorpus / "images/manifest.jsonl");
  if (!stream) GTEST_SKIP() << "no corpus beside the project";
  std::size_t shown = 0;
  std::size_t refused = 0;
  for (std::string line; std::getline(stream, line);) {
    const auto entry = nlohmann::json::parse(line);
    const std::string name = entry["file"].get<std::string>();
    SCOPED_TRACE(name);
    for (const PictureFit fit : {PictureFit::contain, PictureFit::cover}) {
      const auto still = load_still(kCorpus / name, 64, 36, fit, kNever);
      if (!still) {
        ++refused;
        EXPECT_FALSE(still.error().message.empty());
        continue;
      }
      ++shown;
      EXPECT_EQ(still->shape().layout, PixelLayout::bgra);
      EXPECT_LE(still->shape().width, 64);
      EXPECT_LE(still->shape().height, 36);
      for (int y = 0; y < still->shape().height; ++y) {
        for (int x = 0; x < still->shape().width; ++x) {
          const Pixel p = pixel(*still, x, y);
          ASSERT_LE(std::max({p.blue, p.green, p.red}), p.alpha) << "not premultiplied";
        }
      }
    }
  }
  fmt::print("[figure] corpus pictures: {} shown, {} refused\n", shown / 2, refused / 2);
  EXPECT_GT(shown, 10 * refused);
}

TEST(StillPicture, fills_the_box_in_its_own_proportions) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "a.png", "-f lavfi -i testsrc2=s=160x90:d=1 -frames:v 1"));
  const struct {
    int box_width, box_height, width, height;
  } rows[] = {{160, 90, 160, 90}, {80, 90, 80, 45},  {160, 45, 80, 45}, {320, 320, 320, 180},
              {1, 1, 1, 1},       {1'000, 9, 16, 9}, {7, 3, 7, 3}};
  for (const auto& row : rows) {
    const auto inside = contain(folder / "a.png", row.box_width, row.box_height);
    ASSERT_TRUE(inside) << inside.error().message;
    EXPECT_EQ(inside->shape().width, row.width);
    EXPECT_EQ(inside->shape().height, row.height);
    const auto over = load_still(folder / "a.png", row.box_width, row.box_height, PictureFit::cover, kNever);
    ASSERT_TRUE(over) << over.error().message;
    EXPECT_EQ(over->shape().width, row.box_width);
    EXPECT_EQ(over->shape().height, row.box_height);
  }
}

TEST(StillPicture, covers_the_box_with_its_middle) {
  // Three stripes; the outer ones are cut off.
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(
      make_clip(folder / "a.png",
                "-f lavfi -i color=red:s=60x60 -f lavfi -i color=lime:s=60x60 -f lavfi -i color=blue:s=60x60 "
                "-filter_complex 'hstack=inputs=3,format=rgb24' -frames:v 1"));
  const Pixel green{0, 255, 0, 255};
  for (const int side : {30, 60, 120}) {
    const auto still = load_still(folder / "a.png", side, side, PictureFit::cover, kNever);
    ASSERT_TRUE(still) << still.error().message;
    for (const int x : {1, side / 2, side - 2})
      EXPECT_TRUE(is_near(pixel(*still, x, side / 2), green, 3)) << x;
  }
}

TEST(StillPicture, covers_after_turning) {
  const std::filesystem::path path = kCorpus / "images/exif-orientation/wpt-exif-orientation-6-ru.jpg";
  const std::filesystem::path reference =
      kCorpus / "images/exif-orientation/wpt-exif-orientation-6-ru-pre-rotated.jpg";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no corpus beside the project";
  const auto turned = load_still(path, 50, 40, PictureFit::cover, kNever);
  const auto upright_one = load_still(reference, 50, 40, PictureFit::cover, kNever);
  ASSERT_TRUE(turned && upright_one);
  EXPECT_LT(difference(*turned, *upright_one), 2);
}

TEST(StillPicture, keeps_transparency_premultiplied) {
  const TemporaryFolder folder;
  const struct {
    const char* name;
    const char* arguments;
    int tolerance;
  } rows[] = {
      {"rgba.png", "-frames:v 1", 1},
      {"rgba64.png", "-pix_fmt rgba64be -frames:v 1", 1},
      {"lossless.webp", "-c:v libwebp -lossless 1 -frames:v 1", 1},
      {"lossy.webp", "-c:v libwebp -pix_fmt yuva420p -quality 100 -frames:v 1", 6},
      {"a.tiff", "-pix_fmt rgba -frames:v 1", 1},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    ASSERT_NO_FATAL_FAILURE(
        make_clip(folder / row.name,
                  std::string("-f lavfi -i color=0xFF8000@0.5:s=32x32,format=rgba ") + row.arguments));
    const auto still = contain(folder / row.name, 16, 16);
    ASSERT_TRUE(still) << still.error().message;
    const Pixel p = pixel(*still, 8, 8);
    EXPECT_TRUE(is_near(p, {0, 64, 128, 128}, row.tolerance)) << testing::PrintToString(p);
  }
}

TEST(StillPicture, shows_greys_and_colours_as_they_are) {
  const TemporaryFolder folder;
  const char* const formats[] = {"gray", "gray16be", "rgb24", "rgb48be", "ya8"};
  for (const char* format : formats) {
    for (const int level : {0, 16, 128, 235, 255}) {
      SCOPED_TRACE(fmt::format("{} {}", format, level));
      ASSERT_NO_FATAL_FAILURE(make_clip(
          folder / "a.png", fmt::format("-f lavfi -i color=0x{0:02x}{0:02x}{0:02x}:s=16x16,format=rgb24,"
                                        "scale=out_range=full,format={1} -frames:v 1",
                                        level, format)));
      const auto still = contain(folder / "a.png", 16, 16);
      ASSERT_TRUE(still) << still.error().message;
      const Pixel p = pixel(*still, 8, 8);
      EXPECT_TRUE(is_near(p, {level, level, level, 255}, 2)) << testing::PrintToString(p);
    }
  }
}

TEST(StillPicture, takes_the_first_picture_of_a_film) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "a.mp4",
                                    "-f lavfi -i color=white:s=64x36:r=25:d=1 -f lavfi -i sine=d=1 "
                                    "-c:v libx264 -pix_fmt yuv420p -c:a aac"));
  const auto still = contain(folder / "a.mp4", 32, 32);
  ASSERT_TRUE(still) << still.error().message;
  EXPECT_EQ(still->shape().width, 32);
  EXPECT_EQ(still->shape().height, 18);
  EXPECT_TRUE(is_near(pixel(*still, 16, 9), {255, 255, 255, 255}, 2));
}

TEST(StillPicture, fails_with_a_reason) {
  const TemporaryFolder folder;
  write_file(folder / "empty.png", "");
  write_file(folder / "words.png", "just a few words");
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "tone.wav", "-f lavfi -i sine=d=1"));
  write_file(folder / "bomb.png",
             std::string("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\xC3\x50\0\0\xC3\x50\x08\2\0\0\0", 29) +
                 std::string(40, '\0'));
  for (const char* name : {"empty.png", "words.png", "missing.png", "tone.wav", "bomb.png"}) {
    const auto still = contain(folder / name, 16, 16);
    ASSERT_FALSE(still) << name;
    EXPECT_FALSE(still.error().message.empty());
  }
  EXPECT_EQ(contain(folder / "bomb.png", 16, 16).error().code, ErrorCode::limit);
}

}  // namespace
}  // namespace crier
