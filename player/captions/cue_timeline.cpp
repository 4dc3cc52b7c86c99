// SPDX-License-Identifier: Apache-2.0
#include "player/captions/cue_timeline.hpp"

#include <algorithm>
#include <utility>

namespace crier {

CueTimeline::CueTimeline(std::vector<CueSpan> spans) : spans_(std::move(spans)) {
  for (const CueSpan& span : spans_) {
    if (span.end <= span.begin) continue;
    boundaries_.push_back(span.begin);
    boundaries_.push_back(span.end);
  }
  std::sort(boundaries_.begin(), boundaries_.end());
  boundaries_.erase(std::unique(boundaries_.begin(), boundaries_.end()), boundaries_.end());
}

std::size_t CueTimeline::interval(Nanoseconds position) const {
  const auto after = std::upper_bound(boundaries_.begin(), boundaries_.end(), position);
  return static_cast<std::size_t>(after - boundaries_.begin());
}

std::vector<std::size_t> CueTimeline::active(Nanoseconds position) const {
  std::vector<std::size_t> indices;
  for (std::size_t i = 0; i < spans_.size(); ++i) {
    if (spans_[i].begin <= position && position < spans_[i].end) indices.push_back(i);
  }
  return indices;
}

std::optional<Nanoseconds> CueTimeline::next_change(Nanoseconds position) const {
  const auto after = std::upper_bound(boundaries_.begin(), boundaries_.end(), position);
  if (after == boundaries_.end()) return std::nullopt;
  return *after;
}

}  // namespace crier
