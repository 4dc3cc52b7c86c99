// SPDX-License-Identifier: Apache-2.0
// The player's command line: built-in defaults, then the settings file, then what was typed. Plain values.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "config/clock.hpp"
#include "config/settings.hpp"

namespace crier {

struct PlayerOptions {
  PlayerSettings settings;
  std::string at;  // as typed: its zone is the office's, which is not read yet; empty for now
  std::optional<Nanoseconds> run_for;
  std::filesystem::path stats;   // empty: none are written
  std::filesystem::path record;  // film (.mp4) or contact sheet (.png) to record; empty: play live
  std::filesystem::path frames;  // one line for each presented frame; empty: none are written
  bool progress = false;         // lines "progress FRACTION" on standard output while recording
};

// Either the options, or the exit status after help or a complaint was printed: 0, 1 (a bad settings file) or
// 2 (wrong usage).
struct ParsedOptions {
  std::optional<PlayerOptions> options;
  int exit_status = 0;
};
// `program`: what the user called, for help and complaints.
ParsedOptions parse_player_options(int argc, const char* const* argv,
                                   const std::string& program = "crier-player");

}  // namespace crier
