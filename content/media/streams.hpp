// SPDX-License-Identifier: Apache-2.0
// Which of a file's streams is played: one rule for whoever measures the file and whoever plays it. Pure
// functions.
#pragma once

struct AVFormatContext;

namespace crier {

// The moving or still picture to show: the largest of those marked default, else the largest; cover art is
// none. Below zero where there is none.
int best_video_stream(const AVFormatContext& context);

// The sound to play: the first marked default, else the first with a decoder. Below zero where there is none.
int best_audio_stream(const AVFormatContext& context);

}  // namespace crier
