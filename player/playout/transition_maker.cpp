// SPDX-License-Identifier: Apache-2.0
#include "player/playout/transition_maker.hpp"

#include <algorithm>
#include <utility>

namespace crier {
namespace {

constexpr Nanoseconds kStep = std::chrono::nanoseconds{33'333'333};

}  // namespace

void TransitionMaker::begin(const Transition& transition, WallTime begins, Nanoseconds duration) {
  transition_ = transition;
  begins_ = begins;
  ends_ = begins + std::min(transition.duration, duration / 2);
  outgoing_ = std::move(last_);
  last_ = {};
  if (transition.kind == TransitionKind::cut || ends_ <= begins_) outgoing_ = {};
}

void TransitionMaker::forget() {
  outgoing_ = {};
  last_ = {};
}

Picture TransitionMaker::mixed(const Picture& picture, WallTime due) {
  const double progress = double((due - begins_).count()) / double((ends_ - begins_).count());
  if (transition_.kind == TransitionKind::crossfade) return blender_.mix(outgoing_, picture, progress);
  return blender_.fade_through(outgoing_, picture, transition_.colour, progress);
}

std::vector<Cue> TransitionMaker::apply(Cue cue) {
  std::vector<Cue> cues;
  // A reference costs no copy, but it keeps the decoder from using the memory again: only where it may be
  // needed.
  if (use_ == Use::sometimes) last_ = cue.picture.share();
  while (outgoing_ && cue.due < ends_) {
    Cue part = cue.share();
    part.ends = std::min(cue.ends, part.due + kStep);
    if (cue.ends - part.ends < kStep / 2) part.ends = cue.ends;
    part.picture = mixed(cue.picture, part.due);
    cue.due = part.ends;
    cues.push_back(std::move(part));
    if (cue.due >= cue.ends) return cues;
  }
  if (outgoing_) outgoing_ = {};
  cues.push_back(std::move(cue));
  return cues;
}

}  // namespace crier
