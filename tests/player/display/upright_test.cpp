// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "player/display/sdl_window.hpp"

namespace crier {
namespace {

// A panel of 1920x1080 of its own pixels; a finger on the picture's top left corner, wherever that hangs.
TEST(Upright, FindsThePicturesCornerOnATurnedPanel) {
  struct Row {
    int turns;
    int x;
    int y;
  };
  for (const Row& row : {Row{0, 0, 0}, Row{1, 1919, 0}, Row{2, 1919, 1079}, Row{3, 0, 1079}}) {
    InputEvent touch;
    touch.x = row.x;
    touch.y = row.y;
    const auto events = upright({touch}, {1920, 1080}, row.turns);
    EXPECT_EQ(events.front().x, 0) << row.turns;
    EXPECT_EQ(events.front().y, 0) << row.turns;
  }
}

TEST(Upright, KeepsPlacesInsideTheUprightPicture) {
  for (int turns = 0; turns < 4; ++turns) {
    InputEvent touch;
    touch.x = 1919;
    touch.y = 1079;
    const DisplaySize size = turned({1920, 1080}, turns);
    const auto events = upright({touch}, {1920, 1080}, turns);
    EXPECT_LT(events.front().x, size.width);
    EXPECT_LT(events.front().y, size.height);
    EXPECT_GE(events.front().x, 0);
    EXPECT_GE(events.front().y, 0);
  }
}

}  // namespace
}  // namespace crier
