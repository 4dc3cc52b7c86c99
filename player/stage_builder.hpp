// SPDX-License-Identifier: Apache-2.0
// Builds the stage of one screen from its channel's layout: on the main thread, or on another one for the
// main thread.
#pragma once

#include <memory>

#include "config/log.hpp"
#include "content/model/office.hpp"
#include "player/live_guest.hpp"
#include "player/programmes.hpp"
#include "player/stage/alert_zone.hpp"
#include "player/stage/stage.hpp"

namespace crier {

struct StageRequest {
  const Office& office;  // outlives the stage
  const Screen& screen;
  DisplaySize size;
  double refresh_rate = 0;       // of the display; 0: unknown
  CueFeed* programme = nullptr;  // Programmes::of_screen
  WallTime now;
  AlertSource alerts;  // its `shown` empty: none are shown
  Log& log;            // outlives the stage
  LiveGuest* guest = nullptr;
  FileCheck check{};          // of pictures in the layout
  std::uint64_t edition = 0;  // of the content; above 0: the guest's cover comes from the stage before
};

// Without a layout the programme fills the screen.
Result<std::unique_ptr<Stage>> build_stage(const StageRequest& request, Programmes& programmes);

}  // namespace crier
