// SPDX-License-Identifier: Apache-2.0
#include "content/model/sound_look.hpp"

#include <gtest/gtest.h>

namespace crier {
namespace {

TEST(SoundLook, plays_at_the_level_of_the_first_rule_that_holds) {
  SoundLook look;
  look.level = 0.8;
  look.rules = {{22 * 60, 6 * 60, 0.2}, {7 * 60, 9 * 60, 1}, {8 * 60, 10 * 60, 0.5}, {23 * 60, 1440, 0.1}};
  const struct {
    int minutes;
    double level;
  } rows[] = {{0, 0.2},   {359, 0.2}, {360, 0.8}, {419, 0.8},   {420, 1},     {539, 1},
              {540, 0.5}, {599, 0.5}, {600, 0.8}, {1'319, 0.8}, {1'320, 0.2}, {1'439, 0.2}};
  for (const auto& row : rows) EXPECT_EQ(level_at(look, row.minutes), row.level) << row.minutes;
}

TEST(SoundLook, knows_whole_days_and_what_lies_outside_the_bounds) {
  SoundLook look;
  EXPECT_EQ(level_at(look, 0), 1);
  look.rules = {{0, 1440, 0.4}};
  EXPECT_EQ(level_at(look, 0), 0.4);
  EXPECT_EQ(level_at(look, 1'439), 0.4);
  look.rules = {{600, 600, 0.3}};
  EXPECT_EQ(level_at(look, 599), 0.3);
  look.rules = {{0, 1440, 7}};
  EXPECT_EQ(level_at(look, 1), 1);
  look.rules = {{0, 1440, -1}};
  EXPECT_EQ(level_at(look, 1), 0);
}

TEST(SoundLook, is_silent_where_the_channel_is_muted) {
  SoundLook look;
  look.muted = true;
  look.rules = {{0, 1440, 1}};
  EXPECT_EQ(level_at(look, 12 * 60), 0);
}

}  // namespace
}  // namespace crier
