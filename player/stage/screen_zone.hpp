// SPDX-License-Identifier: Apache-2.0
// ScreenZone: one part of a screen and what it shows from moment to moment. A zone changes only at moments
// that it knows beforehand; between them it costs nothing. Main thread only; nothing here waits.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "config/clock.hpp"
#include "player/scene/composition.hpp"

namespace crier {

struct Cue;

// How long a zone that is asked to be ready waits for the first of what it shows.
inline constexpr Nanoseconds kZonePatience = std::chrono::seconds{30};

class ScreenZone {
 public:
  virtual ~ScreenZone() = default;

  // Takes over what other threads have made ready. Of several changes that are overdue at `now` only the last
  // is kept.
  virtual void pull(WallTime now) = 0;

  // When it changes next; none where the next change is not ready, or where there will be none.
  virtual std::optional<WallTime> next_change() const = 0;

  // Until this moment nothing changes but what next_change says. WallTime::max(): never again.
  virtual WallTime certain_until() const = 0;

  // Makes the changes that are due by `time`; adds what is new on the screen.
  virtual void advance(WallTime time, std::vector<Rectangle>& damage) = 0;

  // What it shows, in painter's order.
  virtual void add_layers(std::vector<Layer>& layers) const = 0;

  // The clock was set: what is ready no longer counts, the place is found anew from `now`.
  virtual void relock(WallTime now) = 0;

  // Blocks until it knows its next change, or for a while: for recording, where time waits for pictures.
  virtual void wait() = 0;
};

// Layers' numbers: each zone has a range of its own.
inline constexpr std::uint64_t kLayersPerZone = 1'000;

// Stages that follow upon each other on a display have numbers of their own, too.
inline constexpr std::uint64_t kLayersPerStage = 1'000'000;

}  // namespace crier
