// SPDX-License-Identifier: Apache-2.0
#include "player/playlog/presentation_log.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace crier {
namespace {

using std::chrono::milliseconds;

constexpr WallTime kStart = std::chrono::sys_days{std::chrono::year{2026} / 11 / 24};
constexpr Nanoseconds kFrame{33'333'333};

Shown shown(std::uint64_t turn, std::size_t medium, Nanoseconds due, Nanoseconds late = Nanoseconds{0}) {
  Shown picture;
  picture.turn = turn;
  picture.medium = medium;
  picture.due = kStart + due;
  picture.hold = kFrame;
  picture.presented = picture.due + late;
  return picture;
}

TEST(PresentationLog, CountsASeamlessSeamAsNoGap) {
  PresentationLog log(kStart - milliseconds{150}, {"a.mp4", "b.mp4"});
  for (int i = 0; i < 10; ++i) log.shown(shown(1, 0, kFrame * i));
  for (int i = 10; i < 20; ++i) log.shown(shown(2, 1, kFrame * i));
  const auto json = nlohmann::json::parse(log.to_json());
  EXPECT_EQ(json["frames_presented"], 20);
  EXPECT_EQ(json["frames_repeated"], 0);
  EXPECT_EQ(json["frames_late"], 0);
  EXPECT_EQ(json["first_frame_ms"], 150.0);
  ASSERT_EQ(json["seams"].size(), 1U);
  EXPECT_EQ(json["seams"][0]["from"], "a.mp4");
  EXPECT_EQ(json["seams"][0]["to"], "b.mp4");
  EXPECT_EQ(json["seams"][0]["gap_frames"], 0);
}

TEST(PresentationLog, NamesPicturesByTheContentTheyBelongTo) {
  PresentationLog log(kStart, {"a.mp4", "b.mp4"});
  log.shown(shown(1, 1, kFrame * 0));
  log.switch_content({"c.mp4"});
  log.shown(shown(2, 0, kFrame * 1));
  log.shown(shown(3, 1, kFrame * 2));
  const auto json = nlohmann::json::parse(log.to_json());
  EXPECT_EQ(json["content_switches"], 1);
  ASSERT_EQ(json["seams"].size(), 2U);
  EXPECT_EQ(json["seams"][0]["from"], "b.mp4");
  EXPECT_EQ(json["seams"][0]["to"], "c.mp4");
  EXPECT_EQ(json["seams"][1]["from"], "c.mp4");
  EXPECT_EQ(json["seams"][1]["to"], "card");
}

TEST(PresentationLog, SeesGapsRepeatsAndLateness) {
  PresentationLog log(kStart, {"a.mp4"});
  log.shown(shown(1, 0, kFrame * 0));
  log.shown(shown(1, 0, kFrame * 1, milliseconds{20}));
  log.shown(shown(1, 0, kFrame * 4));
  log.shown(shown(2, 0, kFrame * 8));
  log.repeated();
  log.dropped(3);
  log.error("a.mp4: it is empty");
  const auto json = nlohmann::json::parse(log.to_json());
  EXPECT_EQ(json["frames_late"], 1);
  EXPECT_EQ(json["frames_repeated"], 2 + 1);  // three frame times for one picture, and one exposure
  EXPECT_EQ(json["frames_dropped"], 3);
  EXPECT_EQ(json["seams"][0]["gap_frames"], 3);
  EXPECT_EQ(json["errors"][0], "a.mp4: it is empty");
  for (const char* key : {"av_offset_ms", "wall_offset_ms"}) {
    EXPECT_TRUE(json[key].contains("p50"));
    EXPECT_TRUE(json[key].contains("p99"));
  }
  EXPECT_GT(json["peak_rss_kb"], 1'000);
  EXPECT_GT(json["cpu_seconds"], 0);
}

TEST(PresentationLog, WithNothingShownSaysSo) {
  const auto json = nlohmann::json::parse(PresentationLog(kStart, {}).to_json());
  EXPECT_EQ(json["frames_presented"], 0);
  EXPECT_TRUE(json["first_frame_ms"].is_null());
}

TEST(PresentationLog, KeepsBoundedMemoryOverManySeams) {
  PresentationLog log(kStart, {"a.mp4"});
  for (std::uint64_t turn = 0; turn < 10'000; ++turn)
    log.shown(shown(turn, 0, kFrame * static_cast<int>(turn)));
  const auto json = nlohmann::json::parse(log.to_json());
  EXPECT_EQ(json["seams_total"], 9'999);
  EXPECT_LT(json["seams"].size(), 5'000U);
}

TEST(Histogram, FindsPercentiles) {
  Histogram histogram;
  for (int i = 1; i <= 100; ++i) histogram.add(i);
  EXPECT_NEAR(histogram.percentile(0.5), 50, 0.1);
  EXPECT_NEAR(histogram.percentile(0.99), 99, 0.1);
  histogram.add(1e9);
  EXPECT_NEAR(histogram.percentile(1.0), Histogram::kRangeMs, 0.1);
}

}  // namespace
}  // namespace crier
