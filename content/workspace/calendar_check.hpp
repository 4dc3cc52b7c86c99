// SPDX-License-Identifier: Apache-2.0
// What a calendar's events name, held against the channel's playlists and the office's screens. Pure
// functions; any thread.
#pragma once

#include "config/diagnostic.hpp"
#include "content/model/office.hpp"
#include "content/schedule/zone.hpp"

namespace crier {

// Adds every mistake in the channel's calendar with its line. A calendar that is none is taken off the
// channel, so that the default playlist plays on.
void check_calendar(const Office& office, const Zone& zone, Channel& channel, Diagnostics& diagnostics);

}  // namespace crier
