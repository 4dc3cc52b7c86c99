// SPDX-License-Identifier: Apache-2.0
// Text said aloud by espeak-ng, run as a process: it is GPL and only its sound comes back. Blocks until the
// text is spoken; call it from a thread that may wait.
#pragma once

#include <stop_token>
#include <string>

#include "config/result.hpp"
#include "config/secret_text.hpp"

namespace crier {

struct SpeechRequest {
  SecretText text;  // UTF-8; pinyin with tone figures for the Mandarin voice
  std::string voice = "en";
  int words_per_minute = 150;
  double most_seconds = 90;  // what would be longer is cut
  std::string program = "espeak-ng";
};

// Mono at player/media's kSampleRate, its peak at -3 dBFS. The process is killed at once when `stop` is
// requested, and when it takes longer than 20 s. Text and sound are overwritten wherever they were; nothing
// is written to a file.
Result<SecretVector<float>> speak(const SpeechRequest& request, const std::stop_token& stop);

}  // namespace crier
