// SPDX-License-Identifier: Apache-2.0
// find_captions: which files and streams serve the languages of a request. Internal to player/captions.
// Blocks on the disk.
#pragma once

#include <string>
#include <vector>

#include "content/captions/caption_track.hpp"
#include "player/captions/captions.hpp"

namespace crier {

struct FoundCaptions {
  std::string language;  // wanted, BCP 47
  CaptionTrack track;
};

// At most two, in the order of the request's languages. What cannot be read is left out and added to
// `faults`.
std::vector<FoundCaptions> find_captions(const CaptionRequest& request, std::vector<Error>& faults);

}  // namespace crier
