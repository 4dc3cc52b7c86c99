// SPDX-License-Identifier: Apache-2.0
#include "player/stage/feed_splitter.hpp"

#include <utility>

namespace crier {
namespace {

constexpr std::size_t kMostAhead = 8;

}  // namespace

CueFeed& FeedSplitter::tap() {
  taps_.push_back(std::make_unique<Tap>(*this));
  return *taps_.back();
}

void FeedSplitter::clear() {
  for (const auto& tap : taps_) tap->cues.clear();
}

std::optional<Cue> FeedSplitter::Tap::next_cue(MonotonicTime deadline) {
  if (cues.empty()) {
    auto cue = owner_.source_.next_cue(deadline);
    if (!cue) return std::nullopt;
    for (const auto& tap : owner_.taps_) {
      if (tap.get() == this) continue;
      tap->cues.push_back(cue->share());
      // Takers keep pace with each other; one that takes nothing has lost its display.
      if (tap->cues.size() > kMostAhead) tap->cues.pop_front();
    }
    return cue;
  }
  std::optional<Cue> cue(std::move(cues.front()));
  cues.pop_front();
  return cue;
}

}  // namespace crier
