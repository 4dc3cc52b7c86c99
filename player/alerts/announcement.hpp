// SPDX-License-Identifier: Apache-2.0
// What a screen with sound lets be heard of an alert: an attention tone of two seconds, then its text read
// aloud. Blocks until the voice is done; call it from a thread that may wait.
#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "content/alerts/alert_board.hpp"

namespace crier {

inline constexpr double kMostAnnouncementSeconds = 90;

// Interleaved stereo at 48 kHz (player/media's one sound format). Without the voice's program it is the tone
// alone; empty where `stop` was requested.
std::vector<float> make_announcement(const ShownAlert& alert, const std::stop_token& stop,
                                     const std::string& voice_program = "espeak-ng");

// The tone alone, its peak at -6 dBFS: two notes in turn, quicker and higher for Extreme and Severe. They are
// not those of any country's own alerting system, which nobody else may use.
std::vector<float> attention_tone(AlertSeverity severity);

// The words to be read, in the info's language. An exercise says so first and last.
std::string spoken_text(const ShownAlert& alert);

}  // namespace crier
