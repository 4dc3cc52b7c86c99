// SPDX-License-Identifier: Apache-2.0
// How loud a channel plays at what time of day. Pure functions; any thread.
#pragma once

#include "content/model/layout.hpp"

namespace crier {

// The share of full amplitude, 0 to 1, that many minutes after midnight on the office's clock (0 to 1439):
// the first rule's that holds then, else the usual one. A rule holds from its `from` on and no longer at its
// `to`; where both are equal it holds all day. 0 where the channel is muted.
double level_at(const SoundLook& look, int minutes);

}  // namespace crier
