// SPDX-License-Identifier: Apache-2.0
// One picture turning into the next, at a quarter, half and three quarters of the way.
#include <gtest/gtest.h>

#include <chrono>

#include "tests/content/alerts/messages.hpp"
#include "tests/player/golden.hpp"
#include "tests/player/stage/screen_shots.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

struct Manner {
  const char* name;
  const char* transition;
  int width;  // of the second picture; the first one's is 640
};

class TransitionsGolden : public testing::TestWithParam<Manner> {};

TEST_P(TransitionsGolden, at_each_quarter) {
  const Manner& manner = GetParam();
  SampleScreen screen(std::string("transition = ") + manner.transition +
                      "\ndefault = \"daily\"\n[playlists.daily]\nitems = [\n"
                      "  { media = \"media/first.png\", duration = \"10s\" },\n"
                      "  { media = \"media/second.png\", duration = \"10s\" },\n]\n");
  screen.add_still("first", "0x1f3a93", 640, 360);
  screen.add_still("second", "0xc8352e", manner.width, 360);
  const WallTime second = screen.beginning_of("media/second.png", nine_o_clock());
  for (const ScreenSize& size : {kLandscape, kPortrait}) {
    const auto shots =
        screen.at(size, second - 500ms, {second - 1ns, second + 1s, second + 2s, second + 3s, second + 4s});
    ASSERT_EQ(shots.size(), 5U);
    const std::string name = std::string("screen-") + manner.name + "-";
    for (std::size_t quarter = 1; quarter < 4; ++quarter) {
      EXPECT_TRUE(matches_golden(shots[quarter], name + std::to_string(quarter * 25) + "-" + size.name));
    }
    EXPECT_TRUE(matches_golden(shots[0], name + "before-" + size.name));
    EXPECT_TRUE(matches_golden(shots[4], name + "after-" + size.name));
  }
}

constexpr const char* kCrossfade = "{ kind = \"crossfade\", duration = \"4s\" }";
constexpr const char* kFade = "{ kind = \"fade\", duration = \"4s\", colour = \"#f4f1ea\" }";

INSTANTIATE_TEST_SUITE_P(Manners, TransitionsGolden,
                         testing::Values(Manner{"crossfade", kCrossfade, 640},
                                         Manner{"crossfade-shapes", kCrossfade, 360},
                                         Manner{"fade", kFade, 640}, Manner{"fade-shapes", kFade, 360}),
                         [](const auto& row) {
                           std::string name = row.param.name;
                           for (char& letter : name) letter = letter == '-' ? '_' : letter;
                           return name;
                         });

}  // namespace
}  // namespace crier
