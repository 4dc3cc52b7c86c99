// SPDX-License-Identifier: Apache-2.0
// Cue: one picture and the moment it is due on the screen. A plain value, handed from the decode thread to
// the main one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>

#include "player/media/picture.hpp"

namespace crier {

struct Overlay;

// Stands for the office's card where no medium is on.
inline constexpr std::size_t kNoMedium = std::numeric_limits<std::size_t>::max();

struct Cue {
  std::uint64_t epoch = 0;         // of the timeline; older ones are not shown
  std::uint64_t turn = 0;          // running number of the item's turn on the screen
  std::size_t medium = kNoMedium;  // index into Office::media
  WallTime due;
  WallTime ends;  // when the next picture is due, as far as this one knows
  Picture picture;
  std::shared_ptr<const Overlay> overlay;  // captions, on a canvas of the size that was asked for; null: none
  // Shared, because the captions' typesetter keeps the one that is on while many pictures carry it.

  // The same cue for another screen.
  Cue share() const { return {epoch, turn, medium, due, ends, picture.share(), overlay}; }
};

}  // namespace crier
