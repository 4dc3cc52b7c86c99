// SPDX-License-Identifier: Apache-2.0
// SheetPage: one of the pages that a long text is shown on, one after the other. A plain value; any thread.
#pragma once

#include "config/clock.hpp"
#include "player/media/picture.hpp"

namespace crier {

// No page goes sooner, however few its words.
inline constexpr Nanoseconds kShortestPage = std::chrono::seconds{6};

struct SheetPage {
  Picture picture;
  Nanoseconds reading_time{0};  // how long it should stay
};

}  // namespace crier
