// SPDX-License-Identifier: Apache-2.0
#include "player/scene/compositor.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <tuple>

#include "tests/player/stage/pages.hpp"

namespace crier {
namespace {

constexpr int kWidth = 37;
constexpr int kHeight = 23;

class Screen23 {
 public:
  Screen23(int width = kWidth, int height = kHeight)
      : width_(width), height_(height), pixels_(static_cast<std::size_t>(width * height), 0x777777) {}
  Canvas canvas() { return {reinterpret_cast<std::uint8_t*>(pixels_.data()), width_ * 4, width_, height_}; }
  Rgb at(int x, int y) const { return pixels_[static_cast<std::size_t>(y * width_ + x)] & 0xFFFFFF; }

 private:
  int width_;
  int height_;
  std::vector<Rgb> pixels_;
};

Layer even_layer(Rgb colour, const Rectangle& target) {
  Layer layer;
  layer.colour = colour;
  layer.target = target;
  return layer;
}

Layer picture_layer(const Picture& picture, const Rectangle& target, bool opaque) {
  Layer layer;
  layer.picture = &picture;
  layer.target = target;
  layer.opaque = opaque;
  return layer;
}

TEST(Compositor, touches_only_what_is_new) {
  const Picture picture = columns(kWidth, kHeight, 100);
  for (const Rectangle& damage :
       {Rectangle{0, 0, 1, 1}, Rectangle{3, 5, 7, 9}, Rectangle{36, 22, 1, 1}, Rectangle{-5, -5, 8, 8},
        Rectangle{30, 20, 100, 100}, Rectangle{1, 1, 0, 5}}) {
    Screen23 screen;
    Composition composition;
    composition.layers = {even_layer(0x112233, {0, 0, kWidth, kHeight}),
                          picture_layer(picture, {0, 0, kWidth, kHeight}, true)};
    composition.damage = {damage};
    Compositor().draw(composition, screen.canvas());
    for (int y = 0; y < kHeight; ++y) {
      for (int x = 0; x < kWidth; ++x) {
        const bool is_new = damage.contains({x, y, 1, 1});
        ASSERT_EQ(screen.at(x, y), is_new ? static_cast<Rgb>(100 + x) : 0x777777U) << x << "," << y;
      }
    }
  }
}

TEST(Compositor, draws_layers_in_painters_order_at_odd_places) {
  Screen23 screen;
  Composition composition;
  composition.layers = {even_layer(0x111111, {0, 0, kWidth, kHeight}), even_layer(0x222222, {3, 3, 11, 7}),
                        even_layer(0x333333, {7, 5, 13, 9})};
  composition.damage = {{1, 1, 35, 21}};
  Compositor().draw(composition, screen.canvas());
  EXPECT_EQ(screen.at(0, 0), 0x777777U);
  EXPECT_EQ(screen.at(2, 2), 0x111111U);
  EXPECT_EQ(screen.at(3, 3), 0x222222U);
  EXPECT_EQ(screen.at(7, 5), 0x333333U) << "above";
  EXPECT_EQ(screen.at(6, 9), 0x222222U);
  EXPECT_EQ(screen.at(19, 13), 0x333333U);
  EXPECT_EQ(screen.at(20, 13), 0x111111U);
}

TEST(Compositor, shows_black_where_there_is_no_layer) {
  Screen23 screen;
  Composition composition;
  composition.layers = {even_layer(0x222222, {3, 3, 4, 4})};
  composition.damage = {{0, 0, kWidth, kHeight}};
  Compositor().draw(composition, screen.canvas());
  EXPECT_EQ(screen.at(0, 0), 0U);
  EXPECT_EQ(screen.at(4, 4), 0x222222U);
}

TEST(Compositor, blends_by_the_pictures_alpha) {
  Picture half = Picture::blank(8, 8);
  for (int y = 0; y < 8; ++y) {
    for (int x = 0; x < 8; ++x) {
      const std::uint32_t pixel = x < 4 ? 0x80800000U : 0x00000000U;  // premultiplied: half of red; nothing
      std::memcpy(half.writable_pixels() + y * half.writable_stride() + x * 4, &pixel, 4);
    }
  }
  Screen23 screen;
  Composition composition;
  composition.layers = {even_layer(0x0000FF, {0, 0, kWidth, kHeight}),
                        picture_layer(half, {5, 5, 8, 8}, false)};
  composition.damage = {{0, 0, kWidth, kHeight}};
  Compositor().draw(composition, screen.canvas());
  EXPECT_EQ(screen.at(4, 5), 0x0000FFU);
  EXPECT_NEAR(int(screen.at(6, 6) >> 16), 128, 2);
  EXPECT_NEAR(int(screen.at(6, 6) & 255), 127, 2);
  EXPECT_EQ(screen.at(10, 6), 0x0000FFU) << "nothing there";
  // Drawn again, it is blended with what lies below and not with itself.
  composition.damage = {{6, 6, 1, 1}};
  Compositor().draw(composition, screen.canvas());
  EXPECT_NEAR(int(screen.at(6, 6) & 255), 127, 2);
}

TEST(Compositor, shows_a_part_of_a_picture) {
  const Picture picture = columns(100, 4, 1000);
  Screen23 screen;
  Composition composition;
  Layer layer = picture_layer(picture, {3, 2, 11, 4}, true);
  layer.source = {51, 0, 11, 4};
  composition.layers = {layer};
  composition.damage = {{5, 3, 30, 1}};
  Compositor().draw(composition, screen.canvas());
  EXPECT_EQ(screen.at(5, 3), 1053U);
  EXPECT_EQ(screen.at(13, 3), 1061U);
  EXPECT_EQ(screen.at(14, 3), 0U);
  EXPECT_EQ(screen.at(5, 2), 0x777777U);
}

TEST(TurnedCompositor, turns_the_upright_picture) {
  for (int turns = 0; turns < 4; ++turns) {
    const bool sideways = turns % 2 != 0;
    const int width = sideways ? kHeight : kWidth;  // of the upright picture
    const int height = sideways ? kWidth : kHeight;
    Composition composition;
    const Picture picture = columns(width, height, 100);
    composition.layers = {picture_layer(picture, {0, 0, width, height}, true),
                          even_layer(0x445566, {3, 5, 7, 4})};
    composition.damage = {{0, 0, width, height}};
    Screen23 upright(width, height);
    Compositor().draw(composition, upright.canvas());
    Screen23 panel;
    TurnedCompositor turned;
    const std::vector<Rectangle> damage = turned.draw(composition, panel.canvas(), turns);
    EXPECT_EQ(damage, (std::vector<Rectangle>{{0, 0, kWidth, kHeight}}));
    const auto expect_equal = [&] {
      for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
          int panel_x = x;
          int panel_y = y;
          if (turns == 1) std::tie(panel_x, panel_y) = std::pair(height - 1 - y, x);
          if (turns == 2) std::tie(panel_x, panel_y) = std::pair(width - 1 - x, height - 1 - y);
          if (turns == 3) std::tie(panel_x, panel_y) = std::pair(y, width - 1 - x);
          ASSERT_EQ(panel.at(panel_x, panel_y), upright.at(x, y)) << turns << ": " << x << "," << y;
        }
      }
    };
    expect_equal();
    // And a part of it.
    composition.layers.back().colour = 0xABCDEF;
    composition.damage = {{3, 5, 7, 4}, {-4, 0, 2, 2}};
    Compositor().draw(composition, upright.canvas());
    const std::vector<Rectangle> part = turned.draw(composition, panel.canvas(), turns);
    ASSERT_EQ(part.size(), 1U);
    EXPECT_EQ(part.front().width * part.front().height, 28);
    expect_equal();
  }
}

}  // namespace
}  // namespace crier
