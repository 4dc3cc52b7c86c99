// SPDX-License-Identifier: Apache-2.0
// FeedSplitter: one playout shown on several displays of this machine: each item is decoded once. Main thread
// only.
#pragma once

#include <deque>
#include <memory>
#include <vector>

#include "player/playout/cue_feed.hpp"

namespace crier {

class FeedSplitter {
 public:
  // `source` outlives the splitter.
  explicit FeedSplitter(CueFeed& source) : source_(source) {}

  // One more taker of the same cues; owned by the splitter. Takers keep pace with each other, for each cue is
  // shown by all at its moment.
  CueFeed& tap();

  // Drops what some have taken and others not yet: after a step of the clock.
  void clear();

 private:
  class Tap final : public CueFeed {
   public:
    explicit Tap(FeedSplitter& owner) : owner_(owner) {}
    std::optional<Cue> next_cue(MonotonicTime deadline) override;
    std::deque<Cue> cues;

   private:
    FeedSplitter& owner_;
  };

  CueFeed& source_;
  std::vector<std::unique_ptr<Tap>> taps_;
};

}  // namespace crier
