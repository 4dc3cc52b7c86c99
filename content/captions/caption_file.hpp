// SPDX-License-Identifier: Apache-2.0
// Caption files: WebVTT (W3C, https://www.w3.org/TR/webvtt1/), SubRip and Advanced SubStation Alpha, in
// UTF-8, UTF-16 or GB18030. Any thread; read_captions blocks on the disk.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "config/result.hpp"
#include "content/captions/caption_track.hpp"

namespace crier {

inline constexpr std::size_t kMostCaptionBytes = std::size_t{8} << 20;  // a file may be this large
inline constexpr std::size_t kMostCues = 100'000;                       // more are left out, with a mistake
inline constexpr std::size_t kMostCueBytes = 2'048;                     // of text; longer cues are cut

// By the name's ending, whatever its case.
std::optional<CaptionFormat> caption_format_of(std::string_view name);

// Fails with "what is wrong; what to do" where the bytes are no captions of this format or too many. Single
// cues that are wrong are left out and become mistakes.
Result<CaptionTrack> parse_captions(std::string_view bytes, CaptionFormat format);

// The same for a file, whose name tells the format.
Result<CaptionTrack> read_captions(const std::filesystem::path& path);

}  // namespace crier
