// SPDX-License-Identifier: Apache-2.0
// What runs in the process of one visit: panels, keyboard, search and speech, between a socket and a piece of
// shared memory. It has no window, opens no file for writing and ends with the visit.
#pragma once

#include <string>

#include "player/display/display.hpp"
#include "player/options.hpp"

namespace crier {

// Returns the exit status. `parent`: the player's process.
int run_visit(const PlayerOptions& options, DisplaySize size, int parent);

}  // namespace crier
