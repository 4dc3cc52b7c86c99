// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "player/stage/stage.hpp"

namespace crier {
namespace {

// Counts how often it is asked, and has something new at any moment.
class Witness final : public ScreenZone {
 public:
  explicit Witness(Rgb colour) : colour_(colour) {}

  void pull(WallTime /*now*/) override { ++pulls; }
  std::optional<WallTime> next_change() const override { return WallTime{}; }
  WallTime certain_until() const override { return WallTime{}; }
  void advance(WallTime /*time*/, std::vector<Rectangle>& damage) override { damage.push_back({0, 0, 4, 4}); }
  void add_layers(std::vector<Layer>& layers) const override {
    Layer layer;
    layer.colour = colour_;
    layer.target = {0, 0, 4, 4};
    layers.push_back(layer);
  }
  void relock(WallTime /*now*/) override { ++relocks; }
  void wait() override {}

  int pulls = 0;
  int relocks = 0;

 private:
  const Rgb colour_;
};

class Cover : public testing::Test {
 protected:
  Cover() : stage_({4, 4}, 0) {
    auto below = std::make_unique<Witness>(1);
    auto cover = std::make_unique<Witness>(2);
    auto above = std::make_unique<Witness>(3);
    below_ = below.get();
    cover_ = cover.get();
    above_ = above.get();
    stage_.add(std::move(below));
    stage_.add_cover(std::move(cover));
    stage_.add(std::move(above));
  }

  std::vector<Rgb> colours() {
    stage_.advance(WallTime{});
    std::vector<Rgb> found;
    for (const Layer& layer : stage_.composition().layers) found.push_back(layer.colour);
    return found;
  }

  Stage stage_;
  Witness* below_;
  Witness* cover_;
  Witness* above_;
};

TEST_F(Cover, SleepsUntilItCovers) {
  stage_.pull(WallTime{});
  EXPECT_EQ(below_->pulls, 1);
  EXPECT_EQ(cover_->pulls, 0);
  EXPECT_EQ(above_->pulls, 1);
  EXPECT_EQ(colours(), (std::vector<Rgb>{0, 1, 3}));
}

TEST_F(Cover, LetsWhatIsBelowRestAndWhatIsAboveStand) {
  stage_.set_covered(true, WallTime{});
  stage_.pull(WallTime{});
  EXPECT_EQ(below_->pulls, 0);
  EXPECT_EQ(cover_->pulls, 1);
  EXPECT_EQ(above_->pulls, 1);
  EXPECT_EQ(colours(), (std::vector<Rgb>{0, 2, 3}));
}

TEST_F(Cover, SendsWhatRestedToFindItsPlace) {
  stage_.set_covered(true, WallTime{});
  EXPECT_EQ(below_->relocks, 0);
  stage_.set_covered(false, WallTime{});
  EXPECT_EQ(below_->relocks, 1);
  EXPECT_EQ(cover_->relocks, 0);
  EXPECT_EQ(above_->relocks, 0);
}

TEST_F(Cover, IsDrawnWholeWhenItComesAndGoes) {
  stage_.advance(WallTime{});
  stage_.drawn();
  stage_.set_covered(true, WallTime{});
  ASSERT_FALSE(stage_.composition().damage.empty());
  EXPECT_EQ(stage_.composition().damage.front(), (Rectangle{0, 0, 4, 4}));
}

TEST_F(Cover, GoesOnOverTheStageThatFollows) {
  Stage next({4, 4}, 0, kLayersPerStage);
  auto below = std::make_unique<Witness>(4);
  Witness* const below_next = below.get();
  next.add(std::move(below));
  next.add_cover(nullptr);
  next.pull(WallTime{});
  next.relock(WallTime{});
  EXPECT_EQ(below_next->pulls, 1);
  stage_.set_covered(true, WallTime{});
  next.take_cover_of(stage_);
  EXPECT_TRUE(next.is_covered());
  next.pull(WallTime{});
  EXPECT_EQ(below_next->pulls, 1);
  EXPECT_EQ(cover_->pulls, 1);
  next.advance(WallTime{});
  std::vector<Rgb> found;
  for (const Layer& layer : next.composition().layers) found.push_back(layer.colour);
  EXPECT_EQ(found, (std::vector<Rgb>{0, 2}));
}

// Knows what it shows from one moment on, or does not yet.
class Promise final : public ScreenZone {
 public:
  explicit Promise(std::optional<WallTime> from) : from_(from) {}
  void pull(WallTime /*now*/) override {}
  std::optional<WallTime> next_change() const override { return from_; }
  WallTime certain_until() const override { return WallTime::min(); }
  void advance(WallTime /*time*/, std::vector<Rectangle>& /*damage*/) override {}
  void add_layers(std::vector<Layer>& /*layers*/) const override {}
  void relock(WallTime /*now*/) override {}
  void wait() override {}

 private:
  const std::optional<WallTime> from_;
};

TEST(AStageToCome, IsCompleteOnceEveryZoneKnowsWhatItShows) {
  using std::chrono::seconds;
  const WallTime from{seconds{100}};
  Stage stage({4, 4}, 0);
  EXPECT_EQ(stage.complete_from(from), from);
  stage.add(std::make_unique<Promise>(from - seconds{40}));
  EXPECT_EQ(stage.complete_from(from), from);
  stage.add(std::make_unique<Promise>(from + seconds{1}));
  EXPECT_EQ(stage.complete_from(from), from + seconds{1});
  stage.add(std::make_unique<Promise>(std::nullopt));
  EXPECT_FALSE(stage.complete_from(from));
}

}  // namespace
}  // namespace crier
