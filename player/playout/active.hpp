// SPDX-License-Identifier: Apache-2.0
// Playout::Active: one turn while it plays or waits to. Internal to player/playout; decode thread only. Sound
// positions are sample frames of the timeline.
#pragma once

#include <optional>

#include "player/playout/playout.hpp"

namespace crier {

struct Playout::Active {
  Turn turn;
  PreparedItem item;
  std::int64_t sound_origin;
  std::int64_t sound_begin;
  std::int64_t sound_end;
  std::int64_t sound_fed;  // up to where sound was handed over
  bool sound_over;         // the source has no more
  WallTime pictures_end;   // when the last picture handed over stops being due

  Active(const Turn& of, PreparedItem prepared);

  bool wants_sound() const { return !sound_over && sound_fed < sound_end; }

  // The pictures decoded while preparing, then those of the source.
  Result<std::optional<Picture>> next_picture();

  // Cuts the block to the turn and to what lies before `limit`; joins and cuts within a medium are softened,
  // natural seams are left alone. None where the block lies wholly before the turn. It begins before its end.
  std::optional<TimedBlock> place(SampleBlock block, std::int64_t limit) const;
};

}  // namespace crier
