// SPDX-License-Identifier: Apache-2.0
#include "player/captions/cue_timeline.hpp"

#include <gtest/gtest.h>

namespace crier {
namespace {

using namespace std::chrono_literals;
using Indices = std::vector<std::size_t>;

TEST(CueTimeline, ASpanHoldsFromItsBeginUntilBeforeItsEnd) {
  const CueTimeline timeline({{1s, 2s}, {1500ms, 3s}, {3s, 4s}, {5s, 5s}, {7s, 6s}});
  EXPECT_EQ(timeline.active(1s - 1ns), Indices{});
  EXPECT_EQ(timeline.active(1s), Indices{0});
  EXPECT_EQ(timeline.active(1500ms), (Indices{0, 1}));
  EXPECT_EQ(timeline.active(2s), Indices{1});
  EXPECT_EQ(timeline.active(3s), Indices{2});
  EXPECT_EQ(timeline.active(4s), Indices{});
  EXPECT_EQ(timeline.active(5s), Indices{});
  EXPECT_EQ(timeline.active(6500ms), Indices{});
}

TEST(CueTimeline, AnIntervalChangesOnlyAtABoundary) {
  const CueTimeline timeline({{1s, 2s}, {2s, 3s}});
  EXPECT_EQ(timeline.interval(0s), timeline.interval(1s - 1ns));
  EXPECT_NE(timeline.interval(1s - 1ns), timeline.interval(1s));
  EXPECT_EQ(timeline.interval(1s), timeline.interval(2s - 1ns));
  EXPECT_NE(timeline.interval(1s), timeline.interval(2s));
  EXPECT_NE(timeline.interval(2s), timeline.interval(3s));
  EXPECT_EQ(timeline.next_change(0s), 1s);
  EXPECT_EQ(timeline.next_change(1s), 2s);
  EXPECT_EQ(timeline.next_change(3s), std::nullopt);
}

TEST(CueTimeline, WithoutSpansNothingEverChanges) {
  const CueTimeline timeline;
  EXPECT_EQ(timeline.interval(0s), timeline.interval(9h));
  EXPECT_EQ(timeline.next_change(-1s), std::nullopt);
  EXPECT_TRUE(timeline.active(0s).empty());
}

}  // namespace
}  // namespace crier
