// SPDX-License-Identifier: Apache-2.0
// parse_ass: the Dialogue lines of an ASS or SSA script as plain cues, to be checked; a player hands the
// whole script to libass. Internal to content/captions.
#pragma once

#include <string_view>

#include "config/result.hpp"
#include "content/captions/caption_track.hpp"

namespace crier {

Result<CaptionTrack> parse_ass(std::string_view utf8);

}  // namespace crier
