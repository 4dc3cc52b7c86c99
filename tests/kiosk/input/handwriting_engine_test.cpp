// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/handwriting_engine.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "tests/kiosk/input/strokes.hpp"

namespace crier {
namespace {

std::unique_ptr<HandwritingEngine> open_engine(Smoothing smoothing = Smoothing::on) {
  auto engine = HandwritingEngine::open("/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model", smoothing);
  return engine ? std::move(*engine) : nullptr;
}

// 1 for the first candidate; 0: not among them.
std::size_t rank(HandwritingEngine& engine, const std::string& character) {
  const auto found = engine.candidates(0, HandwritingEngine::kCandidates);
  for (std::size_t i = 0; i < found.size(); ++i)
    if (found[i] == character) return i + 1;
  return 0;
}

TEST(HandwritingEngine, FindsPrintedCharactersWithinTenCandidates) {
  const auto engine = open_engine();
  if (!engine) GTEST_SKIP() << "no model of zinnia on this machine";
  for (const auto& [character, strokes] : load_strokes()) {
    engine->clear();
    for (const Stroke& stroke : strokes) ASSERT_TRUE(engine->write(stroke));
    const std::size_t found = rank(*engine, character);
    std::printf("%s: candidate %zu\n", character.c_str(), found);
    EXPECT_GT(found, 0U) << character;
  }
}

TEST(HandwritingEngine, DoesNotCareWhereAndHowLargeACharacterIsWritten) {
  const auto engine = open_engine();
  if (!engine) GTEST_SKIP() << "no model of zinnia on this machine";
  auto characters = load_strokes();
  for (const Stroke& stroke : characters["网"]) {
    Stroke moved = stroke;
    for (StrokePoint& point : moved) point = {500 + point.x * 2, 90 + point.y * 2};
    engine->write(moved);
  }
  EXPECT_EQ(rank(*engine, "网"), 1U);
}

TEST(HandwritingEngine, TakesBackTheLastStrokeAndForgetsWhatWasChosen) {
  const auto engine = open_engine();
  if (!engine) GTEST_SKIP() << "no model of zinnia on this machine";
  EXPECT_FALSE(engine->backspace());
  EXPECT_TRUE(engine->candidates(0, 10).empty());
  auto characters = load_strokes();
  for (const Stroke& stroke : characters["上"]) engine->write(stroke);
  ASSERT_EQ(rank(*engine, "上"), 1U);
  engine->write({{0, 0}, {300, 300}});
  EXPECT_TRUE(engine->backspace());
  EXPECT_EQ(rank(*engine, "上"), 1U);
  EXPECT_EQ(engine->select(0)->view(), "上");
  EXPECT_TRUE(engine->empty());
  EXPECT_FALSE(engine->select(0));
}

TEST(HandwritingEngine, RefusesWhatIsNoStroke) {
  const auto engine = open_engine();
  if (!engine) GTEST_SKIP() << "no model of zinnia on this machine";
  EXPECT_FALSE(engine->write({}));
  EXPECT_FALSE(engine->write({{NAN, 0}}));
  EXPECT_FALSE(engine->write({{0, INFINITY}}));
  EXPECT_TRUE(engine->write({{5, 5}}));  // a dot
  EXPECT_FALSE(engine->candidates(0, 10).empty());
  EXPECT_TRUE(engine->candidates(99, 10).empty());
  for (std::size_t i = 1; i < HandwritingEngine::kMostStrokes; ++i)
    EXPECT_TRUE(engine->write({{1, 1}, {9, 9}}));
  EXPECT_FALSE(engine->write({{1, 1}, {9, 9}}));
}

TEST(HandwritingEngine, SaysWhatIsWrongWithAModel) {
  EXPECT_EQ(HandwritingEngine::open("/nowhere/model").error().code, ErrorCode::not_found);
  const auto path = std::filesystem::path(testing::TempDir()) / "no.model";
  std::ofstream(path) << "this is no model at all, whatever its name says";
  EXPECT_EQ(HandwritingEngine::open(path).error().code, ErrorCode::format);
  std::filesystem::remove(path);
}

TEST(Smooth, KeepsTheEndsAndTheStraightLine) {
  const Stroke smoothed = smooth({{0, 0}, {1, 0}, {100, 0}}, 10);
  ASSERT_EQ(smoothed.size(), 11U);
  EXPECT_EQ(smoothed.front(), (StrokePoint{0, 0}));
  EXPECT_EQ(smoothed.back(), (StrokePoint{100, 0}));
  for (const StrokePoint& point : smoothed) EXPECT_NEAR(point.y, 0, 1e-4);
}

TEST(Smooth, LeavesDotsAndEmptyStrokesAlone) {
  EXPECT_TRUE(smooth({}, 10).empty());
  EXPECT_EQ(smooth({{3, 4}}, 10).size(), 1U);
  EXPECT_EQ(smooth({{3, 4}, {3, 4}, {3, 4}}, 10).size(), 2U);
}

struct Score {
  int first = 0;
  int within_ten = 0;
  int all = 0;
};

Score score(HandwritingEngine& engine, float deviation) {
  std::mt19937 random(17);
  Score score;
  for (const auto& [character, strokes] : load_strokes())
    for (int hand = 0; hand < 10; ++hand) {
      engine.clear();
      for (const Stroke& stroke : strokes) engine.write(tremble(stroke, 6, deviation, random));
      const std::size_t found = rank(engine, character);
      score.first += found == 1;
      score.within_ten += found > 0;
      ++score.all;
    }
  return score;
}

TEST(HandwritingEngine, SmoothingSteadiesATremblingHand) {
  const auto rough = open_engine(Smoothing::off);
  const auto smoothed = open_engine();
  if (!rough || !smoothed) GTEST_SKIP() << "no model of zinnia on this machine";
  for (const float deviation : {3.0F, 6.0F, 10.0F}) {
    const Score before = score(*rough, deviation);
    const Score after = score(*smoothed, deviation);
    std::printf("jitter %2.0f of 300: first %3d %% -> %3d %%, within ten %3d %% -> %3d %%\n", deviation,
                100 * before.first / before.all, 100 * after.first / after.all,
                100 * before.within_ten / before.all, 100 * after.within_ten / after.all);
    EXPECT_GE(after.within_ten, before.within_ten);
    if (deviation <= 6) {
      EXPECT_GE(100 * after.within_ten, 90 * after.all);
    }
  }
}

}  // namespace
}  // namespace crier
