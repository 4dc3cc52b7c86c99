// SPDX-License-Identifier: Apache-2.0
// The times and settings of WebVTT cues and regions (6.3). Internal to content/captions; pure functions.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "content/captions/caption_track.hpp"

namespace crier {

// By identifier; a later region of the same name replaces the earlier one.
using WebvttRegions = std::map<std::string, CaptionPlacement, std::less<>>;

// Adds the region that a REGION block describes, where it has an identifier.
void add_webvtt_region(std::string_view settings, WebvttRegions& regions);

// "00:01.000 --> 00:02.000 line:0": the cue without its text; none where the line is not one of times.
std::optional<CaptionCue> webvtt_timings(std::string_view line, const WebvttRegions& regions);

}  // namespace crier
