// SPDX-License-Identifier: Apache-2.0
#include "player/captions/stamp.hpp"

#include <gtest/gtest.h>

#include <array>

namespace crier {
namespace {

using Pixel = std::array<int, 4>;  // B, G, R, A

Overlay blank(const Rectangle& area) {
  return {Picture::blank(area.width, area.height), area};
}

Pixel pixel(const Overlay& overlay, int x, int y) {
  const Plane plane = overlay.picture.planes()[0];
  const std::uint8_t* const p = plane.data + (y - overlay.area.y) * plane.stride + (x - overlay.area.x) * 4;
  return {p[0], p[1], p[2], p[3]};
}

Stamp dot(int x, int y, std::uint8_t coverage, Rgba colour) {
  return {{x, y, 1, 1}, {coverage}, colour};
}

TEST(Stamp, IsPremultipliedByItsCoverageAndAlpha) {
  struct Row {
    std::uint8_t coverage;
    Rgba colour;
    Pixel expected;
  };
  const Row rows[] = {{255, 0x102030FF, {0x30, 0x20, 0x10, 255}},
                      {0, 0xFFFFFFFF, {0, 0, 0, 0}},
                      {255, 0xFFFFFF00, {0, 0, 0, 0}},
                      {128, 0xFFFFFFFF, {128, 128, 128, 128}},
                      {255, 0xFF000080, {0, 0, 128, 128}},
                      {128, 0xFF000080, {0, 0, 64, 64}}};
  for (const Row& row : rows) {
    Overlay overlay = blank({0, 0, 1, 1});
    blend(dot(0, 0, row.coverage, row.colour), overlay);
    EXPECT_EQ(pixel(overlay, 0, 0), row.expected) << std::hex << row.colour;
  }
}

TEST(Stamp, LiesOverWhatIsThere) {
  Overlay overlay = blank({0, 0, 1, 1});
  blend(dot(0, 0, 255, 0x000000FF), overlay);
  blend(dot(0, 0, 128, 0xFFFFFFFF), overlay);
  EXPECT_EQ(pixel(overlay, 0, 0), (Pixel{128, 128, 128, 255}));
}

TEST(Stamp, IsCutAtTheOverlaysEdges) {
  Overlay overlay = blank({10, 20, 2, 2});
  const Stamp stamp{{9, 19, 4, 4}, std::vector<std::uint8_t>(16, 255), 0xFFFFFFFF};
  blend(stamp, overlay);
  for (int y = 20; y < 22; ++y) {
    for (int x = 10; x < 12; ++x) EXPECT_EQ(pixel(overlay, x, y)[3], 255);
  }
  blend(Stamp{{100, 100, 1, 1}, {255}, 0xFFFFFFFF}, overlay);
  blend(Stamp{{0, 0, 5, 5}, std::vector<std::uint8_t>(25, 255), 0xFFFFFFFF}, overlay);
}

TEST(Stamp, APanelIsRoundAtItsCornersAndWholeInside) {
  Overlay overlay = blank({0, 0, 40, 20});
  blend_panel({0, 0, 40, 20}, 6, 0x00000080, overlay);
  EXPECT_EQ(pixel(overlay, 0, 0)[3], 0);
  EXPECT_EQ(pixel(overlay, 39, 19)[3], 0);
  EXPECT_EQ(pixel(overlay, 20, 0)[3], 128);
  EXPECT_EQ(pixel(overlay, 0, 10)[3], 128);
  EXPECT_EQ(pixel(overlay, 20, 10)[3], 128);
}

TEST(Stamp, RectanglesUniteAndMeet) {
  EXPECT_EQ(united({0, 0, 2, 2}, {5, 5, 1, 1}), (Rectangle{0, 0, 6, 6}));
  EXPECT_EQ(united({}, {5, 5, 1, 1}), (Rectangle{5, 5, 1, 1}));
  EXPECT_EQ(common({0, 0, 4, 4}, {2, 3, 9, 9}), (Rectangle{2, 3, 2, 1}));
  EXPECT_EQ(common({0, 0, 4, 4}, {4, 0, 9, 9}), Rectangle{});
}

}  // namespace
}  // namespace crier
