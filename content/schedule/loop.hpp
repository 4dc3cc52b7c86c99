// SPDX-License-Identifier: Apache-2.0
// Loop: a playlist's valid items in the order they play, weights spread evenly, and where each stands by
// arithmetic. A value; any thread may read it.
#pragma once

#include <optional>
#include <vector>

#include "content/model/office.hpp"

namespace crier {

class Loop {
 public:
  // Items that are valid at `time` and playable.
  static Loop make(const Office& office, const Playlist& playlist, WallTime time);

  bool is_empty() const { return items_.empty(); }
  Nanoseconds length() const { return starts_.empty() ? Nanoseconds{0} : starts_.back(); }

  struct Place {
    const Item* item = nullptr;
    WallTime begins;  // of this play of the item
    WallTime ends;
  };
  // What is on at `time` in a loop that began at `anchor`, at or before or after it. The loop is not empty.
  Place at(WallTime anchor, WallTime time) const;

 private:
  std::vector<const Item*> items_;   // one entry a play
  std::vector<Nanoseconds> starts_;  // of each entry, and the loop's length at the end
};

bool is_playable(const Office& office, const Item& item);

// Moments at which the set of valid items of a playlist changes, ascending.
std::vector<WallTime> validity_boundaries(const Playlist& playlist);

}  // namespace crier
