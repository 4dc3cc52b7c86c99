// SPDX-License-Identifier: Apache-2.0
// parse_webvtt: section 6 of WebVTT (https://www.w3.org/TR/webvtt1/#parsing), step by step. Style sheets are
// passed over, regions and cue settings reduced to CaptionPlacement. Internal to content/captions.
#pragma once

#include <string_view>

#include "config/result.hpp"
#include "content/captions/caption_track.hpp"

namespace crier {

Result<CaptionTrack> parse_webvtt(std::string_view utf8);

}  // namespace crier
