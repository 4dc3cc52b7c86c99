// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

// Needs <cstdio> before it.
#include <jpeglib.h>

#include "content/media/probe.hpp"
#include "player/media/media_source.hpp"
#include "tests/content/media/clips.hpp"
#include "tests/player/media/opened_media.hpp"

namespace crier {
namespace {

struct Inks {
  int cyan, magenta, yellow, black;  // 0 to 255: full
};
struct Light {
  int red, green, blue;
};

struct Kind {
  const char* name;
  J_COLOR_SPACE stored;
  bool is_adobe;  // Adobe's marker, and inverted inks
  int sampling;   // of the first component
  bool is_progressive;
};

// Two stripes of 32x32, one above the other.
std::string make_jpeg(const Inks& above, const Inks& below, const Kind& kind) {
  jpeg_compress_struct jpeg{};
  jpeg_error_mgr errors{};
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_compress(&jpeg);
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&jpeg, &bytes, &size);
  jpeg.image_width = 32;
  jpeg.image_height = 64;
  jpeg.input_components = 4;
  jpeg.in_color_space = JCS_CMYK;
  jpeg_set_defaults(&jpeg);
  jpeg_set_colorspace(&jpeg, kind.stored);
  jpeg_set_quality(&jpeg, 95, TRUE);
  jpeg.write_Adobe_marker = kind.is_adobe ? TRUE : FALSE;
  jpeg.comp_info[0].h_samp_factor = jpeg.comp_info[0].v_samp_factor = kind.sampling;
  jpeg.comp_info[3].h_samp_factor = jpeg.comp_info[3].v_samp_factor = kind.sampling;
  if (kind.is_progressive) jpeg_simple_progression(&jpeg);
  jpeg_start_compress(&jpeg, TRUE);
  const auto sample = [&kind](int ink) { return static_cast<JSAMPLE>(kind.is_adobe ? 255 - ink : ink); };
  for (int y = 0; y < 64; ++y) {
    const Inks& inks = y < 32 ? above : below;
    std::vector<JSAMPLE> row;
    for (int x = 0; x < 32; ++x) {
      for (const int ink : {inks.cyan, inks.magenta, inks.yellow, inks.black}) row.push_back(sample(ink));
    }
    JSAMPROW rows[] = {row.data()};
    jpeg_write_scanlines(&jpeg, rows, 1);
  }
  jpeg_finish_compress(&jpeg);
  std::string result(reinterpret_cast<const char*>(bytes), size);
  jpeg_destroy_compress(&jpeg);
  std::free(bytes);
  return result;
}

Result<std::optional<Picture>> first_picture(const std::filesystem::path& path) {
  MediaRequest request;
  request.path = path;
  auto source = MediaSource::open(request, kNotCancelled);
  if (!source) return tl::unexpected(source.error());
  EXPECT_TRUE((*source)->is_still());
  return (*source)->next_picture();
}

void expect_light(const Picture& picture, int x, int y, const Light& light) {
  ASSERT_EQ(picture.shape().layout, PixelLayout::bgra);
  const Plane plane = picture.planes()[0];
  const std::uint8_t* const pixel = plane.data + y * plane.stride + x * 4;
  EXPECT_NEAR(pixel[2], light.red, 4);
  EXPECT_NEAR(pixel[1], light.green, 4);
  EXPECT_NEAR(pixel[0], light.blue, 4);
  EXPECT_EQ(pixel[3], 255);
}

TEST(CmykJpeg, shows_the_right_colours_however_it_is_stored) {
  const Kind kinds[] = {{"adobe.jpg", JCS_CMYK, true, 1, false},
                        {"plain.jpg", JCS_CMYK, false, 1, false},
                        {"ycck.jpg", JCS_YCCK, true, 1, false},
                        {"subsampled.jpg", JCS_YCCK, true, 2, false},
                        {"progressive.jpg", JCS_YCCK, true, 2, true}};
  const TemporaryFolder folder;
  for (const Kind& kind : kinds) {
    SCOPED_TRACE(kind.name);
    // Red and half a grey; then paper and a dark blue.
    write_file(folder / kind.name, make_jpeg({0, 255, 255, 0}, {0, 0, 0, 128}, kind));
    auto picture = first_picture(folder / kind.name);
    ASSERT_TRUE(picture && *picture) << picture.error().message;
    EXPECT_EQ((*picture)->shape().width, 32);
    EXPECT_EQ((*picture)->shape().height, 64);
    expect_light(**picture, 8, 8, {255, 0, 0});
    expect_light(**picture, 8, 56, {127, 127, 127});
    write_file(folder / kind.name, make_jpeg({0, 0, 0, 0}, {255, 128, 0, 51}, kind));
    picture = first_picture(folder / kind.name);
    ASSERT_TRUE(picture && *picture);
    expect_light(**picture, 8, 8, {255, 255, 255});
    expect_light(**picture, 8, 56, {0, 102, 204});
    const auto probe = probe_medium(folder / kind.name);
    ASSERT_TRUE(probe) << probe.error().message;
    EXPECT_EQ(probe->kind, MediumKind::picture);
    EXPECT_EQ(probe->width, 32);
    EXPECT_EQ(probe->height, 64);
  }
}

// The other JPEG that is neither RGB nor YCbCr: FFmpeg's own, but easily taken for limited range.
TEST(GreyJpeg, shows_black_and_white_as_they_are) {
  const TemporaryFolder folder;
  for (const int level : {0, 128, 255}) {
    jpeg_compress_struct jpeg{};
    jpeg_error_mgr errors{};
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&jpeg, &bytes, &size);
    jpeg.image_width = jpeg.image_height = 16;
    jpeg.input_components = 1;
    jpeg.in_color_space = JCS_GRAYSCALE;
    jpeg_set_defaults(&jpeg);
    jpeg_start_compress(&jpeg, TRUE);
    std::vector<JSAMPLE> row(16, static_cast<JSAMPLE>(level));
    JSAMPROW rows[] = {row.data()};
    for (int y = 0; y < 16; ++y) jpeg_write_scanlines(&jpeg, rows, 1);
    jpeg_finish_compress(&jpeg);
    write_file(folder / "grey.jpg", {reinterpret_cast<const char*>(bytes), size});
    jpeg_destroy_compress(&jpeg);
    std::free(bytes);
    const auto picture = first_picture(folder / "grey.jpg");
    ASSERT_TRUE(picture && *picture);
    expect_light(**picture, 8, 8, {level, level, level});
  }
}

TEST(CmykJpeg, is_turned_by_exif) {
  const TemporaryFolder folder;
  const std::string bytes = make_jpeg({0, 255, 255, 0}, {0, 0, 0, 0}, {"", JCS_YCCK, true, 1, false});
  const std::string exif(
      "\xFF\xE1\0\x22"
      "Exif\0\0"
      "MM\0\x2A\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0",
      36);
  write_file(folder / "a.jpg", bytes.substr(0, 2) + exif + bytes.substr(2));
  const auto picture = first_picture(folder / "a.jpg");
  ASSERT_TRUE(picture && *picture) << picture.error().message;
  EXPECT_EQ((*picture)->shape().rotation, 1);
  const auto probe = probe_medium(folder / "a.jpg");
  ASSERT_TRUE(probe) << probe.error().message;
  EXPECT_EQ(probe->width, 64);
  EXPECT_EQ(probe->height, 32);
}

TEST(CmykJpeg, a_damaged_one_is_shown_as_far_as_it_goes_or_fails_with_a_reason) {
  const TemporaryFolder folder;
  const std::string whole = make_jpeg({0, 255, 255, 0}, {0, 0, 0, 128}, {"", JCS_YCCK, true, 2, true});
  for (std::size_t size = 4; size < whole.size(); size += 37) {
    write_file(folder / "cut.jpg", whole.substr(0, size));
    const auto picture = first_picture(folder / "cut.jpg");
    if (!picture) {
      EXPECT_FALSE(picture.error().message.empty());
    }
  }
  for (std::size_t at = 2; at < whole.size(); at += 11) {
    std::string spoilt = whole;
    spoilt[at] = static_cast<char>(spoilt[at] ^ 0x5A);
    write_file(folder / "spoilt.jpg", spoilt);
    const auto picture = first_picture(folder / "spoilt.jpg");
    if (!picture) {
      EXPECT_FALSE(picture.error().message.empty());
    }
  }
}

}  // namespace
}  // namespace crier
