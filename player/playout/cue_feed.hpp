// SPDX-License-Identifier: Apache-2.0
// CueFeed: where a zone gets its pictures from, each with the moment it is due. Main thread only.
#pragma once

#include <optional>

#include "player/playout/cue.hpp"

namespace crier {

class CueFeed {
 public:
  virtual ~CueFeed() = default;

  // The next picture, in order; waits for one until `deadline`, on the machine's own monotonic clock.
  virtual std::optional<Cue> next_cue(MonotonicTime deadline) = 0;
};

}  // namespace crier
