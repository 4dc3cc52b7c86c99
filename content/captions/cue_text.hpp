// SPDX-License-Identifier: Apache-2.0
// What a cue says without its markup. Pure functions; any thread.
#pragma once

#include <string>
#include <string_view>

#include "content/captions/caption_track.hpp"

namespace crier {

// WebVTT cue text (4.2.2 and 6.4): tags go, character references become characters, ruby stands in
// parentheses behind its base.
std::string webvtt_text(std::string_view text);

// SubRip: HTML tags and {\...} go; {\an8} and {\a6} set `placement`.
std::string subrip_text(std::string_view text, CaptionPlacement& placement);

// The Text of an ASS event: overrides and drawings go; \an and \a set `placement`.
std::string ass_text(std::string_view text, CaptionPlacement& placement);

}  // namespace crier
