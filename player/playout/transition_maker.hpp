// SPDX-License-Identifier: Apache-2.0
// TransitionMaker: lays the last picture of an item over the first ones of the next, so that one turns into
// the other while the plan stays as it is. Internal to player/playout; decode thread only.
#pragma once

#include <optional>
#include <vector>

#include "content/model/layout.hpp"
#include "player/playout/cue.hpp"
#include "player/scene/blend.hpp"

namespace crier {

class TransitionMaker {
 public:
  // Whether any item begins otherwise than by a cut: if none does, no picture is kept back.
  enum class Use { never, sometimes };

  // The size of the zone, and its bars, for pictures of different shapes.
  TransitionMaker(Use use, int width, int height, Rgb bars) : use_(use), blender_(width, height, bars) {}

  // From now on cues belong to an item that begins like this, at that moment, and lasts so long. A transition
  // takes at most half of it.
  void begin(const Transition& transition, WallTime begins, Nanoseconds duration);

  // The cue as it is to be shown. A picture that stays becomes several within the transition, one every
  // thirtieth of a second.
  std::vector<Cue> apply(Cue cue);

  // Forgets the last picture: what follows does not follow upon it.
  void forget();

 private:
  Picture mixed(const Picture& picture, WallTime due);

  Use use_;
  Blender blender_;
  Transition transition_;
  WallTime begins_;
  WallTime ends_;     // of the transition
  Picture outgoing_;  // the last one of the item before; empty: nothing to begin from
  Picture last_;      // of this item
};

}  // namespace crier
