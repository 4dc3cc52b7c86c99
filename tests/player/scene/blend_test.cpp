// SPDX-License-Identifier: Apache-2.0
#include "player/scene/blend.hpp"

#include <gtest/gtest.h>

extern "C" {
#include <libavutil/frame.h>
}

#include <cmath>
#include <cstring>

namespace crier {
namespace {

using namespace std::chrono_literals;

struct Yuv {
  int y = 0;
  int u = 0;
  int v = 0;
};

Picture even_yuv(int width, int height, const Yuv& colour, Nanoseconds position = 0ns) {
  Picture::FrameHandle frame(av_frame_alloc());
  frame->width = width;
  frame->height = height;
  frame->format = AV_PIX_FMT_YUV420P;
  EXPECT_EQ(av_frame_get_buffer(frame.get(), 0), 0);
  const int samples[] = {colour.y, colour.u, colour.v};
  for (int plane = 0; plane < 3; ++plane) {
    const int rows = plane == 0 ? height : (height + 1) / 2;
    std::memset(frame->data[plane], samples[plane], static_cast<std::size_t>(frame->linesize[plane] * rows));
  }
  PictureShape shape;
  shape.width = width;
  shape.height = height;
  return {std::move(frame), shape, position, 40ms};
}

Yuv corner(const Picture& picture, int x, int y) {
  const auto planes = picture.planes();
  const auto sample = [&](std::size_t plane, int column, int row) {
    return int{planes[plane].data[row * planes[plane].stride + column]};
  };
  return {sample(0, x, y), sample(1, x / 2, y / 2), sample(2, x / 2, y / 2)};
}

// R, G, B of a BGRA picture's pixel.
int red(const Picture& picture, int x, int y) {
  return picture.planes()[0].data[y * picture.planes()[0].stride + x * 4 + 2];
}

constexpr Yuv kOne{40, 200, 90};
constexpr Yuv kOther{220, 60, 180};

TEST(Blend, of_one_shape_is_arithmetic_in_yuv) {
  // Odd sides have a last column and row of chroma of their own.
  for (const auto& [width, height] : {std::pair(64, 36), std::pair(31, 17), std::pair(1, 1)}) {
    Blender blender(640, 360, 0);
    for (int part = 0; part <= 16; ++part) {
      const double progress = part / 16.0;
      const Picture mixed =
          blender.mix(even_yuv(width, height, kOne, 9s), even_yuv(width, height, kOther, 1s), progress);
      ASSERT_EQ(mixed.shape(), even_yuv(width, height, kOne).shape()) << "not converted";
      for (const auto& [x, y] : {std::pair(0, 0), std::pair(width - 1, height - 1)}) {
        const Yuv got = corner(mixed, x, y);
        EXPECT_NEAR(got.y, kOne.y + (kOther.y - kOne.y) * progress, 1.5) << progress;
        EXPECT_NEAR(got.u, kOne.u + (kOther.u - kOne.u) * progress, 1.5) << progress;
        EXPECT_NEAR(got.v, kOne.v + (kOther.v - kOne.v) * progress, 1.5) << progress;
      }
      EXPECT_EQ(mixed.position(), 1s);
      EXPECT_EQ(mixed.duration(), 40ms);
    }
  }
}

TEST(Blend, begins_with_the_one_and_ends_with_the_other) {
  Blender blender(640, 360, 0);
  EXPECT_EQ(corner(blender.mix(even_yuv(8, 8, kOne), even_yuv(8, 8, kOther), 0), 3, 3).y, kOne.y);
  EXPECT_EQ(corner(blender.mix(even_yuv(8, 8, kOne), even_yuv(8, 8, kOther), 1), 3, 3).y, kOther.y);
  EXPECT_EQ(corner(blender.mix(even_yuv(8, 8, kOne), even_yuv(8, 8, kOther), -0.5), 3, 3).y, kOne.y);
  EXPECT_EQ(corner(blender.mix(even_yuv(8, 8, kOne), even_yuv(8, 8, kOther), 1.5), 3, 3).y, kOther.y);
}

TEST(Blend, through_a_colour_shows_nothing_else_in_the_middle) {
  Blender blender(640, 360, 0);
  // White by ITU-R BT.709 in limited range.
  const Yuv middle =
      corner(blender.fade_through(even_yuv(8, 8, kOne), even_yuv(8, 8, kOther), 0xFFFFFF, 0.5), 3, 3);
  EXPECT_NEAR(middle.y, 235, 1);
  EXPECT_NEAR(middle.u, 128, 1);
  EXPECT_NEAR(middle.v, 128, 1);
  const Yuv quarter =
      corner(blender.fade_through(even_yuv(8, 8, kOne), even_yuv(8, 8, kOther), 0xFFFFFF, 0.25), 3, 3);
  EXPECT_NEAR(quarter.y, (kOne.y + 235) / 2.0, 1.5);
  const Yuv last =
      corner(blender.fade_through(even_yuv(8, 8, kOne), even_yuv(8, 8, kOther), 0xFFFFFF, 0.75), 3, 3);
  EXPECT_NEAR(last.y, (kOther.y + 235) / 2.0, 1.5);
  EXPECT_EQ(corner(blender.fade_through(even_yuv(8, 8, kOne), even_yuv(8, 8, kOther), 0, 0), 3, 3).y, kOne.y);
  EXPECT_EQ(corner(blender.fade_through(even_yuv(8, 8, kOne), even_yuv(8, 8, kOther), 0, 1), 3, 3).y,
            kOther.y);
}

TEST(Blend, of_different_shapes_fits_each_into_the_zone) {
  Blender blender(64, 36, 0xFF0000);
  // A square stands between bars, a strip below and above them.
  const Picture mixed =
      blender.mix(even_yuv(64, 36, {16, 128, 128}), even_yuv(36, 36, {16, 128, 128}, 2s), 0.5);
  EXPECT_EQ(mixed.shape().layout, PixelLayout::bgra);
  EXPECT_EQ(mixed.shape().width, 64);
  EXPECT_EQ(mixed.shape().height, 36);
  EXPECT_EQ(mixed.position(), 2s);
  EXPECT_NEAR(red(mixed, 2, 18), 128, 2) << "half black, half a red bar";
  EXPECT_NEAR(red(mixed, 32, 18), 0, 2);
}

// Else the bars would change at one stroke.
TEST(Blend, of_different_shapes_through_a_colour_takes_the_bars_along) {
  Blender blender(64, 36, 0x000000);
  const Picture one = even_yuv(64, 36, {16, 128, 128});
  const Picture other = even_yuv(36, 36, {16, 128, 128}, 2s);
  for (const double progress : {0.499, 0.5, 0.501}) {
    const Picture middle = blender.fade_through(one, other, 0xFFFFFF, progress);
    EXPECT_NEAR(red(middle, 2, 18), 255, 2) << progress;
    EXPECT_NEAR(red(middle, 32, 18), 255, 2) << progress;
    EXPECT_EQ(middle.position(), 2s);
  }
}

}  // namespace
}  // namespace crier
