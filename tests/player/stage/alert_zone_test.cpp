// SPDX-License-Identifier: Apache-2.0
#include "player/stage/alert_zone.hpp"

#include <gtest/gtest.h>

#include "tests/player/stage/pages.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

ShownAlert alert(const std::string& key, AlertSeverity severity) {
  Alert message;
  message.identifier = key;
  AlertInfo info;
  info.language = "zh";
  info.event = "站台疏散";
  info.severity = severity;
  message.infos.push_back(info);
  return {key, key + ".xml", std::make_shared<const Alert>(std::move(message)), 0, false, WallTime::max()};
}

// What is in force is whatever the test says.
class Alerts : public testing::Test {
 protected:
  static constexpr Rectangle kArea{0, 0, 160, 90};

  void SetUp() override {
    zone_.emplace(
        AlertSource{[this](WallTime) { return in_force_; }, [this](WallTime) { return next_change_; }},
        Zone::utc(), artist_, kArea, 1000);
    artist_.begin();
  }

  // True where something new is on the screen.
  bool at(WallTime time) {
    zone_->pull(time);
    zone_->wait();
    zone_->pull(time);
    std::vector<Rectangle> damage;
    zone_->advance(time, damage);
    EXPECT_TRUE(damage.empty() || damage == std::vector<Rectangle>{kArea});
    return !damage.empty();
  }
  bool shows_nothing() const {
    std::vector<Layer> layers;
    zone_->add_layers(layers);
    return layers.empty();
  }
  Rgb ground() const { return drawn(*zone_, 160, 90)[160 * 89 + 159]; }

  std::vector<ShownAlert> in_force_;
  std::optional<WallTime> next_change_;
  std::optional<AlertZone> zone_;
  Artist artist_;  // last: stops drawing before the zone goes
};

TEST_F(Alerts, none_is_nothing) {
  EXPECT_FALSE(at(kNine));
  EXPECT_TRUE(shows_nothing());
  EXPECT_EQ(zone_->next_change(), std::nullopt);
  EXPECT_EQ(zone_->certain_until(), WallTime::max());
  next_change_ = kNine + 1h;
  EXPECT_FALSE(at(kNine));
  EXPECT_EQ(zone_->certain_until(), kNine + 1h);
}

TEST_F(Alerts, are_raised_and_cleared) {
  in_force_ = {alert("A", AlertSeverity::extreme)};
  EXPECT_TRUE(at(kNine));
  EXPECT_FALSE(shows_nothing());
  std::vector<Layer> layers;
  zone_->add_layers(layers);
  EXPECT_EQ(layers.front().target, kArea);
  EXPECT_TRUE(layers.front().opaque);
  EXPECT_FALSE(at(kNine + 20s)) << "one that stays costs nothing";
  in_force_.clear();
  EXPECT_TRUE(at(kNine + 21s));
  EXPECT_TRUE(shows_nothing());
  EXPECT_FALSE(at(kNine + 22s));
}

TEST_F(Alerts, replace_each_other) {
  in_force_ = {alert("A", AlertSeverity::extreme)};
  EXPECT_TRUE(at(kNine));
  const Rgb red = ground();
  in_force_ = {alert("B", AlertSeverity::minor)};
  EXPECT_TRUE(at(kNine + 1s));
  EXPECT_NE(ground(), red);
}

TEST_F(Alerts, what_was_on_stays_until_the_new_card_is_drawn) {
  in_force_ = {alert("A", AlertSeverity::extreme)};
  EXPECT_TRUE(at(kNine));
  in_force_ = {alert("B", AlertSeverity::minor)};
  zone_->pull(kNine + 1s);
  EXPECT_FALSE(shows_nothing());
}

TEST_F(Alerts, take_turns_of_ten_seconds) {
  in_force_ = {alert("A", AlertSeverity::extreme), alert("B", AlertSeverity::minor)};
  EXPECT_TRUE(at(kNine));
  const Rgb first = ground();
  ASSERT_EQ(zone_->next_change(), kNine + 10s);
  EXPECT_FALSE(at(kNine + 10s - 1ns));
  EXPECT_TRUE(at(kNine + 10s));
  EXPECT_NE(ground(), first);
  EXPECT_EQ(zone_->next_change(), kNine + 20s);
  EXPECT_TRUE(at(kNine + 20s));
  EXPECT_EQ(ground(), first);
}

TEST_F(Alerts, one_that_ends_while_others_stay_leaves_its_turn_to_them) {
  in_force_ = {alert("A", AlertSeverity::extreme), alert("B", AlertSeverity::minor)};
  EXPECT_TRUE(at(kNine + 10s));
  in_force_.pop_back();
  EXPECT_TRUE(at(kNine + 11s));
  EXPECT_FALSE(shows_nothing());
  EXPECT_EQ(zone_->next_change(), std::nullopt);
  in_force_ = {};
  EXPECT_TRUE(at(kNine + 12s));
  EXPECT_TRUE(shows_nothing());
}

TEST_F(Alerts, that_end_before_they_are_drawn_are_not_shown) {
  in_force_ = {alert("A", AlertSeverity::extreme)};
  zone_->pull(kNine);
  in_force_ = {};
  EXPECT_FALSE(at(kNine + 1ms));
  EXPECT_FALSE(at(kNine + 1s));
  EXPECT_TRUE(shows_nothing());
}

}  // namespace
}  // namespace crier
