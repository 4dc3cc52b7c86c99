// SPDX-License-Identifier: Apache-2.0
// Captions inside a film's container, through FFmpeg's decoders of text: mov_text, SubRip, WebVTT, ASS.
// Internal to player/captions. Blocks on the disk.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "config/result.hpp"
#include "content/captions/caption_track.hpp"

namespace crier {

struct EmbeddedCaptions {
  std::string language;  // BCP 47; empty where the container says none
  CaptionTrack track;    // ASS keeps its script; all else is plain cues
};

// The stream that serves `wanted` best, or one without a language where `takes_unnamed` and none does; none
// where the film has neither. Reads for at most a second: what a slow disk has not yielded by then is
// missing.
Result<std::optional<EmbeddedCaptions>> read_embedded_captions(const std::filesystem::path& film,
                                                               const std::string& wanted, bool takes_unnamed);

}  // namespace crier
