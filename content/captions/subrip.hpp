// SPDX-License-Identifier: Apache-2.0
// parse_subrip: SubRip has no standard; this reads what players read: counters that may be missing, commas or
// stops before milliseconds, blank lines inside a cue. Internal to content/captions.
#pragma once

#include <string_view>

#include "config/result.hpp"
#include "content/captions/caption_track.hpp"

namespace crier {

Result<CaptionTrack> parse_subrip(std::string_view utf8);

}  // namespace crier
