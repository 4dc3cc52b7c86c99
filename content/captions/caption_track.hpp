// SPDX-License-Identifier: Apache-2.0
// CaptionTrack: the captions of a film in one language, as plain text with times, whatever they were written
// in. Plain values; any thread.
#pragma once

#include <string>
#include <vector>

#include "config/clock.hpp"
#include "config/diagnostic.hpp"

namespace crier {

enum class CaptionFormat { webvtt, subrip, ass };
enum class CaptionEdge { bottom, top };
enum class CaptionSide { centre, left, right };

// Where a cue stands on the picture; what its file says more precisely is reduced to this.
struct CaptionPlacement {
  CaptionEdge edge = CaptionEdge::bottom;
  CaptionSide side = CaptionSide::centre;

  bool operator==(const CaptionPlacement&) const = default;
};

// Shown from `begin` until before `end`, from the film's first instant.
struct CaptionCue {
  Nanoseconds begin{0};
  Nanoseconds end{0};
  std::string text;  // UTF-8 without markup, its lines parted by '\n', none of them blank; never empty
  CaptionPlacement placement;
};

struct CaptionTrack {
  CaptionFormat format = CaptionFormat::webvtt;
  std::vector<CaptionCue> cues;  // by begin; equal ones as in the file
  Diagnostics mistakes;          // warnings at lines that show nothing or less than they say; `file` is empty
  std::size_t mistakes_left_out = 0;  // the list stops at a hundred
  std::string ass_script;             // the whole script in UTF-8 where the format is ASS
};

}  // namespace crier
