// SPDX-License-Identifier: Apache-2.0
#include "player/scene/geometry.hpp"

#include <gtest/gtest.h>

namespace crier {
namespace {

PictureShape shape(int width, int height, int rotation = 0, int aspect_numerator = 1,
                   int aspect_denominator = 1) {
  PictureShape shape;
  shape.width = width;
  shape.height = height;
  shape.rotation = rotation;
  shape.aspect_numerator = aspect_numerator;
  shape.aspect_denominator = aspect_denominator;
  return shape;
}

TEST(Fit, ShowsTheWholePictureInItsProportions) {
  const Rectangle screen{0, 0, 1920, 1080};
  const std::pair<PictureShape, Rectangle> rows[] = {
      {shape(1920, 1080), {0, 0, 1920, 1080}},   {shape(3840, 2160), {0, 0, 1920, 1080}},
      {shape(1440, 1080), {240, 0, 1440, 1080}}, {shape(720, 576, 0, 16, 15), {240, 0, 1440, 1080}},
      {shape(1080, 1920), {656, 0, 608, 1080}},  {shape(1080, 1920, 1), {0, 0, 1920, 1080}},
      {shape(1920, 800), {0, 140, 1920, 800}},   {shape(1918, 1080), {0, 0, 1920, 1080}},
      {shape(1, 4000), {959, 0, 1, 1080}},       {shape(642, 642), {420, 0, 1080, 1080}},
  };
  for (const auto& [picture, expected] : rows) {
    EXPECT_EQ(fit(picture, screen), expected) << picture.width << "x" << picture.height;
  }
}

TEST(Fit, StaysInsideItsArea) {
  const Rectangle area{100, 50, 33, 77};
  for (int width = 1; width < 300; width += 7) {
    for (int height = 1; height < 300; height += 11) {
      const Rectangle target = fit(shape(width, height), area);
      EXPECT_GE(target.x, area.x);
      EXPECT_GE(target.y, area.y);
      EXPECT_LE(target.x + target.width, area.x + area.width);
      EXPECT_LE(target.y + target.height, area.y + area.height);
      EXPECT_GT(target.width, 0);
      EXPECT_GT(target.height, 0);
    }
  }
}

}  // namespace
}  // namespace crier
