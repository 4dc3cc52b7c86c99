// SPDX-License-Identifier: Apache-2.0
// Time and date, drawn once a minute. Pure; any thread; takes milliseconds.
#pragma once

#include <string>
#include <vector>

#include "config/clock.hpp"
#include "player/media/picture.hpp"
#include "player/scene/sheet_style.hpp"

namespace crier {

// The minute of `time` on a clock `utc_offset` east of Greenwich: 24 hours, and below it (or beside it in a
// low zone) the date in each of `languages`. As large as the zone allows.
Picture draw_clock(WallTime time, std::chrono::seconds utc_offset, const std::vector<std::string>& languages,
                   int width, int height, const SheetStyle& style);

// The next full minute after `time`: when the face changes.
WallTime next_clock_change(WallTime time);

}  // namespace crier
