// SPDX-License-Identifier: Apache-2.0
#include "player/scene/alert_card.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <vector>

namespace crier {
namespace {

AlertFace chinese(AlertTint tint) {
  return {.tint = tint,
          .exercise = false,
          .language = "zh-CN",
          .level = "II级 · 严重",
          .title = "暴雨橙色预警",
          .headline = "",
          .body =
              "示例区气象台2026年11月24日08时05分发布暴雨橙色预警信号：预计未来6小时降雨量将达100毫米以上，低"
              "洼路段可能积水，请注意防范。",
          .instruction = "请勿进入地下通道和低洼地带；听从工作人员指引，从最近的楼梯离开站台。",
          .sender = "示例区气象局",
          .time = "2026年11月24日 08:05",
          .number = 1,
          .count = 1};
}

AlertFace english(AlertTint tint) {
  return {.tint = tint,
          .exercise = false,
          .language = "en",
          .level = "EXTREME · ACT NOW",
          .title = "Evacuation",
          .headline = "Leave the station now by the nearest stairs",
          .body =
              "Water is entering the lower concourse. Trains do not stop here. Staff at the stairs will help "
              "you.",
          .instruction = "Do not use lifts or escalators. Keep to the right. Help those who need it.",
          .sender = "Sample District Emergency Office",
          .time = "24 November 2026, 08:05",
          .number = 1,
          .count = 2};
}

// WCAG 2.1's relative luminance.
double luminance(std::uint32_t bgra) {
  const auto linear = [](std::uint32_t value) {
    const double part = value / 255.0;
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
  };
  return 0.0722 * linear(bgra & 255) + 0.7152 * linear((bgra >> 8) & 255) +
         0.2126 * linear((bgra >> 16) & 255);
}

double contrast(std::uint32_t one, std::uint32_t other) {
  const double a = luminance(one);
  const double b = luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

std::map<std::uint32_t, int> histogram(const Picture& picture) {
  std::map<std::uint32_t, int> counts;
  const Plane plane = picture.planes()[0];
  for (int y = 0; y < picture.shape().height; ++y)
    for (int x = 0; x < picture.shape().width; ++x) {
      const std::uint8_t* const pixel = plane.data + y * plane.stride + x * 4;
      ++counts[std::uint32_t{pixel[0]} | std::uint32_t{pixel[1]} << 8 | std::uint32_t{pixel[2]} << 16];
    }
  return counts;
}

// Where CRIER_PICTURES names a folder, for people to look at.
void keep(const Picture& picture, const std::string& name) {
  const char* const folder = std::getenv("CRIER_PICTURES");
  if (folder == nullptr) return;
  std::ofstream file(std::string(folder) + "/" + name + ".ppm", std::ios::binary);
  file << "P6 " << picture.shape().width << " " << picture.shape().height << " 255\n";
  const Plane plane = picture.planes()[0];
  for (int y = 0; y < picture.shape().height; ++y)
    for (int x = 0; x < picture.shape().width; ++x)
      for (const int channel : {2, 1, 0})
        file.put(static_cast<char>(plane.data[y * plane.stride + x * 4 + channel]));
}

constexpr AlertTint kTints[] = {AlertTint::red, AlertTint::orange, AlertTint::yellow, AlertTint::blue,
                                AlertTint::grey};

TEST(AlertCard, every_text_stands_out_from_its_ground) {
  for (const AlertTint tint : kTints) {
    const auto counts = histogram(draw_alert(chinese(tint), 960, 540));
    std::vector<std::pair<int, std::uint32_t>> common;
    for (const auto& [pixel, count] : counts) common.emplace_back(count, pixel);
    std::sort(common.rbegin(), common.rend());
    ASSERT_GE(common.size(), 4U);
    const std::uint32_t ground = common[0].second;
    // Ground, ink, panel and the ink on it are the commonest colours; the panel is as light as the ink.
    const double panel_contrast = contrast(common[1].second, ground);
    EXPECT_GE(panel_contrast, 7) << static_cast<int>(tint);
    std::printf("tint %d: %.1f:1\n", static_cast<int>(tint), panel_contrast);
    EXPECT_GT(common[0].first, 960 * 540 / 3) << "most of the screen is in its colour";
  }
}

TEST(AlertCard, tints_differ) {
  std::map<std::uint32_t, int> grounds;
  for (const AlertTint tint : kTints) {
    const Picture card = draw_alert(chinese(tint), 320, 180);
    std::uint32_t corner = 0;
    std::memcpy(&corner, card.planes()[0].data, sizeof corner);
    ++grounds[corner];
  }
  EXPECT_EQ(grounds.size(), 5U);
}

TEST(AlertCard, an_exercise_is_striped_above_and_below) {
  AlertFace face = chinese(AlertTint::red);
  face.exercise = true;
  const Picture card = draw_alert(face, 1920, 1080);
  const Plane plane = card.planes()[0];
  for (const int row : {10, 1070}) {
    int changes = 0;
    for (int x = 1; x < 1920; ++x) {
      const auto green = [&](int at) { return plane.data[row * plane.stride + at * 4 + 1] > 100; };
      changes += green(x) != green(x - 1) ? 1 : 0;
    }
    EXPECT_GT(changes, 12) << row;
  }
}

TEST(AlertCard, takes_any_size_and_any_text) {
  AlertFace long_face = chinese(AlertTint::blue);
  for (int i = 0; i < 7; ++i) {
    long_face.body += long_face.body;
    long_face.instruction += long_face.instruction;
    if (i < 3) long_face.title += long_face.title;
  }
  for (const auto& [width, height] : std::initializer_list<std::pair<int, int>>{
           {1920, 1080}, {1080, 1920}, {640, 64}, {64, 640}, {16, 16}, {1, 1}}) {
    EXPECT_TRUE(draw_alert(long_face, width, height));
    EXPECT_TRUE(draw_alert({}, width, height));
  }
  keep(draw_alert(long_face, 1920, 1080), "alerts-long");
  keep(draw_alert(long_face, 1080, 1920), "alerts-long-portrait");
}

TEST(AlertCard, is_drawn_well_within_a_second) {
  AlertFace face = chinese(AlertTint::red);
  for (int i = 0; i < 7; ++i) face.body += face.body;
  draw_alert(chinese(AlertTint::red), 64, 64);  // the fonts
  for (const AlertFace& each : {chinese(AlertTint::red), face}) {
    const auto begin = std::chrono::steady_clock::now();
    draw_alert(each, 1920, 1080);
    const double took =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    std::printf("card of %zu bytes drawn in %.0f ms\n", each.body.size(), took);
    EXPECT_LT(took, 1000);
  }
}

TEST(AlertCard, is_kept_for_people_to_look_at) {
  const char* const names[] = {"red", "orange", "yellow", "blue", "grey"};
  for (const AlertTint tint : kTints) {
    const std::string name = names[static_cast<int>(tint)];
    keep(draw_alert(chinese(tint), 1920, 1080), "alerts-zh-" + name);
    keep(draw_alert(chinese(tint), 1080, 1920), "alerts-zh-" + name + "-portrait");
    keep(draw_alert(english(tint), 1920, 1080), "alerts-en-" + name);
    keep(draw_alert(english(tint), 1080, 1920), "alerts-en-" + name + "-portrait");
  }
  AlertFace exercise = chinese(AlertTint::red);
  exercise.exercise = true;
  keep(draw_alert(exercise, 1920, 1080), "alerts-zh-exercise");
  keep(draw_alert(exercise, 1080, 1920), "alerts-zh-exercise-portrait");
  exercise.instruction.clear();
  exercise.body = "请注意防范。";
  keep(draw_alert(exercise, 1920, 1080), "alerts-zh-short");
}

}  // namespace
}  // namespace crier
