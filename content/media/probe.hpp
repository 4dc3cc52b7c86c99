// SPDX-License-Identifier: Apache-2.0
// probe_medium: what a media file is, measured rather than believed: its kind, its exact length and whether
// it can be played at all. Blocks on the disk; safe on any thread. FFmpeg stays in the .cpp file.
#pragma once

#include <filesystem>
#include <string>

#include "config/clock.hpp"
#include "config/result.hpp"
#include "content/model/office.hpp"

namespace crier {

struct Probe {
  MediumKind kind = MediumKind::video;
  Nanoseconds duration{0};  // exact: see Medium::duration
  int width = 0;            // of the picture as shown: after rotation and pixel aspect
  int height = 0;
  double frame_rate = 0;  // average; 0 for stills
  bool has_video = false;
  bool has_audio = false;
  bool has_captions = false;  // a stream of text
  std::string video_codec;    // FFmpeg's name, empty where there is none
  std::string audio_codec;
};

// Fails with a reason a person can act on where the file is missing, empty, unreadable, truncated, encrypted
// or not a medium: "what is wrong; what to do". What headers claim of lengths is checked against the table or
// the packets. Takes a few milliseconds for a MP4 with a whole table, at most four seconds for anything.
Result<Probe> probe_medium(const std::filesystem::path& path);

}  // namespace crier
