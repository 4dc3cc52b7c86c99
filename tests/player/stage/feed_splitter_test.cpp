// SPDX-License-Identifier: Apache-2.0
#include "player/stage/feed_splitter.hpp"

#include <gtest/gtest.h>

#include "tests/player/stage/pages.hpp"

namespace crier {
namespace {

// Cues numbered from 1 on, as many as it is said.
class CountedFeed final : public CueFeed {
 public:
  explicit CountedFeed(std::uint64_t last) : last_(last) {}
  std::optional<Cue> next_cue(MonotonicTime /*deadline*/) override {
    if (given_ == last_) return std::nullopt;
    Cue cue;
    cue.turn = ++given_;
    cue.picture = even(4, 4, static_cast<Rgb>(given_));
    return cue;
  }
  std::uint64_t given() const { return given_; }

 private:
  std::uint64_t last_;
  std::uint64_t given_ = 0;
};

std::uint64_t take(CueFeed& feed) {
  const auto cue = feed.next_cue(MonotonicTime::min());
  return cue && cue->picture ? cue->turn : 0;
}

TEST(FeedSplitter, gives_every_taker_the_same_cues_in_order) {
  CountedFeed source(6);
  FeedSplitter splitter(source);
  CueFeed& one = splitter.tap();
  CueFeed& other = splitter.tap();
  std::vector<std::uint64_t> by_one;
  std::vector<std::uint64_t> by_other;
  // Now the one is ahead, now the other.
  for (const bool first : {true, true, false, true, false, false, false, false, true, true, true, false}) {
    if (first)
      by_one.push_back(take(one));
    else
      by_other.push_back(take(other));
  }
  EXPECT_EQ(by_one, (std::vector<std::uint64_t>{1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(by_other, by_one);
  EXPECT_EQ(source.given(), 6U) << "each is decoded once";
  EXPECT_EQ(take(one), 0U);
  EXPECT_EQ(take(other), 0U);
}

TEST(FeedSplitter, shares_the_memory_of_a_picture) {
  CountedFeed source(1);
  FeedSplitter splitter(source);
  CueFeed& one = splitter.tap();
  CueFeed& other = splitter.tap();
  const auto a = one.next_cue(MonotonicTime::min());
  const auto b = other.next_cue(MonotonicTime::min());
  ASSERT_TRUE(a && b);
  EXPECT_EQ(a->picture.planes()[0].data, b->picture.planes()[0].data);
}

TEST(FeedSplitter, drops_what_only_some_have_taken) {
  CountedFeed source(4);
  FeedSplitter splitter(source);
  CueFeed& one = splitter.tap();
  CueFeed& other = splitter.tap();
  take(one);
  take(one);
  splitter.clear();
  EXPECT_EQ(take(other), 3U);
  EXPECT_EQ(take(one), 3U);
}

}  // namespace
}  // namespace crier
