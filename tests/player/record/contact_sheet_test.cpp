// SPDX-License-Identifier: Apache-2.0
#include "player/record/contact_sheet.hpp"

#include <cairo.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

struct Frame {
  Frame(int w, int h, unsigned bgrx) : width(w), height(h), pixels(static_cast<std::size_t>(w * h), bgrx) {}
  Canvas canvas() { return {reinterpret_cast<std::uint8_t*>(pixels.data()), width * 4, width, height}; }
  int width;
  int height;
  std::vector<std::uint32_t> pixels;
};

// A PNG as cairo reads it back.
struct Page {
  explicit Page(const std::filesystem::path& file) {
    cairo_surface_t* const surface = cairo_image_surface_create_from_png(file.c_str());
    EXPECT_EQ(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS) << file;
    width = cairo_image_surface_get_width(surface);
    height = cairo_image_surface_get_height(surface);
    const int stride = cairo_image_surface_get_stride(surface) / 4;
    const auto* const rows = reinterpret_cast<const std::uint32_t*>(cairo_image_surface_get_data(surface));
    for (int y = 0; y < height; ++y)
      pixels.insert(pixels.end(), rows + y * stride, rows + y * stride + width);
    cairo_surface_destroy(surface);
  }
  int width = 0;
  int height = 0;
  std::vector<std::uint32_t> pixels;  // row after row
};

TEST(ContactSheet, ShowsFramesInOrderInFourColumns) {
  const TemporaryFolder folder;
  ContactSheet sheet("T1-hall-01  2026-11-24 08:00 – 09:00");
  for (unsigned i = 0; i < 6; ++i) {
    Frame frame(640, 360, 0xff000000U | (40U * i + 20U));
    sheet.add(frame.canvas(), "08:00:00", "media/film.mp4", "默认播放单 daily");
  }
  const auto written = sheet.write(folder / "sheet.png");
  ASSERT_TRUE(written) << written.error().message;
  EXPECT_FALSE(std::filesystem::exists(folder / "sheet.png.part"));
  const Page page(folder / "sheet.png");
  ASSERT_EQ(page.width, 1'920);
  // The frames' blues, row by row from the left; scaling may round them.
  std::vector<unsigned> seen;
  for (const std::uint32_t pixel : page.pixels) {
    const unsigned rgb = pixel & 0xffffff;
    const unsigned frame = (rgb + 22) / 40 - 1;
    if (rgb < 256 && (rgb + 22) % 40 <= 4 && std::find(seen.begin(), seen.end(), frame) == seen.end())
      seen.push_back(frame);
  }
  EXPECT_EQ(seen, (std::vector<unsigned>{0, 1, 2, 3, 4, 5}));
}

TEST(ContactSheet, StaysBoundedAndSaysWhatItLeftOut) {
  const TemporaryFolder folder;
  for (const int more : {0, 300}) {
    ContactSheet sheet("M2-platform-A");
    Frame frame(192, 8, 0xff204060);
    for (std::size_t i = 0; i < ContactSheet::kMostTiles + static_cast<std::size_t>(more); ++i)
      sheet.add(frame.canvas(), "08:00", "a.mp4", "");
    ASSERT_TRUE(sheet.write(folder / fmt::format("{}.png", more)));
  }
  EXPECT_GT(Page(folder / "300.png").height, Page(folder / "0.png").height);
  EXPECT_LT(Page(folder / "300.png").height, Page(folder / "0.png").height + 100);
}

TEST(ContactSheet, TakesNothingOddSizesAndLongNames) {
  const TemporaryFolder folder;
  EXPECT_TRUE(ContactSheet("").write(folder / "empty.png"));
  const std::string endless(4'000, 'x');
  for (const auto& [width, height] : {std::pair{1, 1}, {3'840, 11}, {7, 400}, {1'919, 1'079}}) {
    ContactSheet sheet(endless);
    Frame frame(width, height, 0xff808080);
    for (int i = 0; i < 3; ++i) sheet.add(frame.canvas(), endless, endless, endless);
    ASSERT_TRUE(sheet.write(folder / "odd.png"));
    EXPECT_EQ(Page(folder / "odd.png").width, 1'920);
  }
}

TEST(ContactSheet, SaysWhereItCannotWrite) {
  const TemporaryFolder folder;
  const auto written = ContactSheet("title").write(folder / "none/sheet.png");
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().message.find("none/sheet.png"), std::string::npos);
  EXPECT_NE(written.error().message.find("folder"), std::string::npos);
}

}  // namespace
}  // namespace crier
