// SPDX-License-Identifier: Apache-2.0
#include "player/scene/painter.hpp"

#include <gtest/gtest.h>

extern "C" {
#include <libavutil/frame.h>
#include <libavutil/pixdesc.h>
}

#include <array>
#include <cstdlib>

namespace crier {
namespace {

using Colour = std::array<int, 3>;  // red, green, blue

// Y, U, V of 8 bits in studio or full range, by the equations of ITU-R BT.601, 709 and 2020.
std::array<double, 3> to_yuv(const Colour& colour, ColourMatrix matrix, ColourRange range) {
  const double kr = matrix == ColourMatrix::bt601 ? 0.299 : matrix == ColourMatrix::bt709 ? 0.2126 : 0.2627;
  const double kb = matrix == ColourMatrix::bt601 ? 0.114 : matrix == ColourMatrix::bt709 ? 0.0722 : 0.0593;
  const double r = colour[0] / 255.0;
  const double g = colour[1] / 255.0;
  const double b = colour[2] / 255.0;
  const double y = kr * r + (1 - kr - kb) * g + kb * b;
  const double u = (b - y) / (2 * (1 - kb));
  const double v = (r - y) / (2 * (1 - kr));
  if (range == ColourRange::full) return {y * 255, u * 255 + 128, v * 255 + 128};
  return {y * 219 + 16, u * 224 + 128, v * 224 + 128};
}

struct Format {
  AVPixelFormat av;
  PixelLayout layout;
};
constexpr Format kFormats[] = {
    {AV_PIX_FMT_YUV420P, PixelLayout::i420},     {AV_PIX_FMT_YUV422P, PixelLayout::i422},
    {AV_PIX_FMT_YUV444P, PixelLayout::i444},     {AV_PIX_FMT_NV12, PixelLayout::nv12},
    {AV_PIX_FMT_YUV420P10LE, PixelLayout::i010}, {AV_PIX_FMT_YUV422P10LE, PixelLayout::i210},
    {AV_PIX_FMT_YUV444P10LE, PixelLayout::i410}, {AV_PIX_FMT_P010LE, PixelLayout::p010}};

// A picture whose left half has one colour and whose right half another.
Picture two_colours(const Format& format, const PictureShape& shape, const Colour& left,
                    const Colour& right) {
  Picture::FrameHandle frame(av_frame_alloc());
  frame->width = shape.width;
  frame->height = shape.height;
  frame->format = format.av;
  EXPECT_EQ(av_frame_get_buffer(frame.get(), 0), 0);
  const AVPixFmtDescriptor* const description = av_pix_fmt_desc_get(format.av);
  for (int component = 0; component < 3; ++component) {
    const AVComponentDescriptor& place = description->comp[component];
    const bool chroma = component > 0;
    const int width = chroma ? -((-shape.width) >> description->log2_chroma_w) : shape.width;
    const int height = chroma ? -((-shape.height) >> description->log2_chroma_h) : shape.height;
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) {
        const double value = to_yuv(x < width / 2 ? left : right, shape.matrix,
                                    shape.range)[static_cast<std::size_t>(component)];
        std::uint8_t* const sample =
            frame->data[place.plane] + y * frame->linesize[place.plane] + x * place.step + place.offset;
        if (place.depth > 8) {
          const auto word = static_cast<std::uint16_t>(std::lround(value * 4)) << place.shift;
          sample[0] = static_cast<std::uint8_t>(word & 255);
          sample[1] = static_cast<std::uint8_t>(word >> 8);
        } else {
          sample[0] = static_cast<std::uint8_t>(std::lround(value));
        }
      }
    }
  }
  PictureShape described = shape;
  described.layout = format.layout;
  return {std::move(frame), described, Nanoseconds{0}, Nanoseconds{0}};
}

struct Screen {
  explicit Screen(int w, int h) : width(w), height(h), pixels(static_cast<std::size_t>(w * h * 4), 0x55) {}
  Canvas canvas() { return {pixels.data(), width * 4, width, height}; }
  Colour at(int x, int y) const {
    const std::uint8_t* const p = pixels.data() + (y * width + x) * 4;
    return {p[2], p[1], p[0]};
  }
  int width;
  int height;
  std::vector<std::uint8_t> pixels;
};

void expect_near(const Colour& got, const Colour& wanted, int tolerance, const std::string& what) {
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_LE(std::abs(got[i] - wanted[i]), tolerance)
        << what << ": " << got[0] << "," << got[1] << "," << got[2];
  }
}

constexpr Colour kRed{220, 40, 30};
constexpr Colour kBlue{30, 60, 200};
constexpr Colour kBlack{0, 0, 0};

// libyuv keeps its coefficients in a signed byte of 1/64: the one from U to blue is 2.0 where BT.709
// wants 2.11, so a strong blue comes out up to twelve steps darker. Hence the wider tolerance for it.

TEST(Painter, EveryLayoutMatrixAndRangeKeepsItsColours) {
  for (const Format& format : kFormats) {
    for (const ColourMatrix matrix : {ColourMatrix::bt601, ColourMatrix::bt709, ColourMatrix::bt2020}) {
      for (const ColourRange range : {ColourRange::limited, ColourRange::full}) {
        PictureShape shape;
        shape.width = 64;
        shape.height = 36;
        shape.matrix = matrix;
        shape.range = range;
        const Picture picture = two_colours(format, shape, kRed, kBlue);
        const std::string what = std::string(av_get_pix_fmt_name(format.av)) + " matrix " +
                                 std::to_string(int(matrix)) + " range " + std::to_string(int(range));
        Screen same(64, 36);
        Painter painter;
        painter.paint_fitted(picture, same.canvas());
        expect_near(same.at(10, 18), kRed, 5, what);
        expect_near(same.at(54, 18), kBlue, 12, what);
        Screen larger(160, 90);
        painter.paint_fitted(picture, larger.canvas());
        expect_near(larger.at(20, 45), kRed, 5, what + " scaled");
        expect_near(larger.at(140, 45), kBlue, 12, what + " scaled");
      }
    }
  }
}

TEST(Painter, TurnsAndMirrorsAsTheFileSays) {
  // Where the left colour must come to lie: left, top, right or bottom.
  const std::tuple<int, bool, const char*> rows[] = {
      {0, false, "left"}, {1, false, "top"},   {2, false, "right"}, {3, false, "bottom"},
      {0, true, "right"}, {1, true, "bottom"}, {2, true, "left"},   {3, true, "top"}};
  for (const Format& format : kFormats) {
    for (const auto& [rotation, mirrored, side] : rows) {
      PictureShape shape;
      shape.width = 60;
      shape.height = 60;
      shape.rotation = rotation;
      shape.mirrored = mirrored;
      Screen screen(60, 60);
      Painter painter;
      painter.paint_fitted(two_colours(format, shape, kRed, kBlue), screen.canvas());
      const std::string place = side;
      const std::string what = std::string(av_get_pix_fmt_name(format.av)) + " " + std::to_string(rotation) +
                               (mirrored ? " mirrored" : "");
      expect_near(screen.at(place == "right"  ? 50
                            : place == "left" ? 10
                                              : 30,
                            place == "bottom" ? 50
                            : place == "top"  ? 10
                                              : 30),
                  kRed, 6, what);
      expect_near(screen.at(place == "right"  ? 10
                            : place == "left" ? 50
                                              : 30,
                            place == "bottom" ? 10
                            : place == "top"  ? 50
                                              : 30),
                  kBlue, 12, what);
    }
  }
}

TEST(Painter, DrawsBarsWhereProportionsDifferAndRenewsThemWhenTheyMove) {
  PictureShape wide;
  wide.width = 80;
  wide.height = 20;
  PictureShape tall;
  tall.width = 20;
  tall.height = 80;
  Screen screen(100, 100);
  Painter painter;
  painter.paint_fitted(two_colours(kFormats[0], wide, kRed, kBlue), screen.canvas());
  EXPECT_EQ(screen.at(50, 5), kBlack);
  EXPECT_EQ(screen.at(50, 95), kBlack);
  expect_near(screen.at(20, 50), kRed, 6, "wide");
  painter.paint_fitted(two_colours(kFormats[0], tall, kRed, kBlue), screen.canvas());
  EXPECT_EQ(screen.at(5, 50), kBlack);
  EXPECT_EQ(screen.at(95, 50), kBlack);
  expect_near(screen.at(42, 5), kRed, 6, "tall");
}

TEST(Painter, TakesOddSizes) {
  for (const Format& format : kFormats) {
    for (const int size : {1, 2, 3, 17, 33}) {
      PictureShape shape;
      shape.width = size;
      shape.height = size + 1;
      Painter painter;
      for (const int screen_size : {1, 7, 64}) {
        Screen screen(screen_size, screen_size);
        painter.paint_fitted(two_colours(format, shape, kRed, kRed), screen.canvas());
      }
    }
  }
}

}  // namespace
}  // namespace crier
