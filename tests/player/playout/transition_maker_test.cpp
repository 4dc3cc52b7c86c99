// SPDX-License-Identifier: Apache-2.0
#include "player/playout/transition_maker.hpp"

#include <gtest/gtest.h>

#include "tests/player/stage/pages.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

constexpr Transition kCrossfade{TransitionKind::crossfade, 1s, 0};

Cue cue(Rgb colour, WallTime due, Nanoseconds length) {
  Cue made;
  made.due = due;
  made.ends = due + length;
  made.picture = even(8, 8, colour);
  return made;
}

int red(const Cue& shown) {
  return shown.picture.planes()[0].data[2];
}

// A maker that has shown a black item until kNine.
TransitionMaker after_black(const Transition& transition, Nanoseconds duration = 10s,
                            TransitionMaker::Use use = TransitionMaker::Use::sometimes) {
  TransitionMaker maker(use, 8, 8, 0);
  maker.begin({}, kNine - 10s, 10s);
  maker.apply(cue(0x000000, kNine - 10s, 10s));
  maker.begin(transition, kNine, duration);
  return maker;
}

TEST(TransitionMaker, splits_a_still_into_thirtieths_without_a_gap) {
  TransitionMaker maker = after_black(kCrossfade);
  const std::vector<Cue> cues = maker.apply(cue(0xFF0000, kNine, 10s));
  ASSERT_GE(cues.size(), 31U);
  ASSERT_LE(cues.size(), 32U);
  EXPECT_EQ(cues.front().due, kNine);
  EXPECT_EQ(cues.back().ends, kNine + 10s);
  for (std::size_t i = 1; i < cues.size(); ++i) {
    EXPECT_EQ(cues[i].due, cues[i - 1].ends);
    EXPECT_GE(red(cues[i]), red(cues[i - 1])) << "never back";
    const double progress = std::min(1.0, double((cues[i].due - kNine).count()) / 1e9);
    EXPECT_NEAR(red(cues[i]), 255 * progress, 2);
  }
  EXPECT_EQ(red(cues.front()), 0);
  EXPECT_EQ(red(cues.back()), 255);
}

TEST(TransitionMaker, blends_each_frame_of_a_film_and_adds_none) {
  TransitionMaker maker = after_black(kCrossfade);
  for (int frame = 0; frame < 40; ++frame) {
    const WallTime due = kNine + frame * 40ms;
    const std::vector<Cue> cues = maker.apply(cue(0xFF0000, due, 40ms));
    for (std::size_t i = 1; i < cues.size(); ++i) EXPECT_EQ(cues[i].due, cues[i - 1].ends);
    EXPECT_EQ(cues.front().due, due);
    EXPECT_EQ(cues.back().ends, due + 40ms);
    EXPECT_EQ(cues.size(), 1U) << frame;
    EXPECT_NEAR(red(cues.front()), std::min(255.0, 255 * frame * 0.04), 2);
  }
}

TEST(TransitionMaker, a_cut_touches_nothing) {
  for (const Transition& transition : {Transition{}, Transition{TransitionKind::crossfade, 0ns, 0}}) {
    TransitionMaker maker = after_black(transition);
    Cue whole = cue(0xFF0000, kNine, 10s);
    const std::uint8_t* const memory = whole.picture.planes()[0].data;
    const std::vector<Cue> cues = maker.apply(std::move(whole));
    ASSERT_EQ(cues.size(), 1U);
    EXPECT_EQ(cues.front().picture.planes()[0].data, memory);
    EXPECT_EQ(cues.front().ends, kNine + 10s);
  }
}

TEST(TransitionMaker, takes_at_most_half_of_an_item) {
  TransitionMaker maker = after_black(kCrossfade, 1s);
  const std::vector<Cue> cues = maker.apply(cue(0xFF0000, kNine, 1s));
  for (const Cue& shown : cues) {
    EXPECT_EQ(red(shown) == 255, shown.due >= kNine + 499ms);
  }
  EXPECT_EQ(cues.back().ends, kNine + 1s);
}

TEST(TransitionMaker, fades_through_its_colour) {
  TransitionMaker maker = after_black({TransitionKind::fade_through, 1s, 0xFFFFFF});
  for (const Cue& shown : maker.apply(cue(0x000000, kNine, 10s))) {
    const double progress = std::min(1.0, double((shown.due - kNine).count()) / 1e9);
    EXPECT_NEAR(red(shown), 255 * (1 - std::abs(progress * 2 - 1)), 2) << progress;
  }
}

TEST(TransitionMaker, begins_from_nothing_where_nothing_was) {
  TransitionMaker maker(TransitionMaker::Use::sometimes, 8, 8, 0);
  maker.begin(kCrossfade, kNine, 10s);
  EXPECT_EQ(maker.apply(cue(0xFF0000, kNine, 10s)).size(), 1U);
  TransitionMaker forgetful = after_black(kCrossfade);
  forgetful.forget();
  EXPECT_EQ(forgetful.apply(cue(0xFF0000, kNine, 10s)).size(), 1U);
  TransitionMaker never = after_black(kCrossfade, 10s, TransitionMaker::Use::never);
  EXPECT_EQ(never.apply(cue(0xFF0000, kNine, 10s)).size(), 1U);
}

}  // namespace
}  // namespace crier
