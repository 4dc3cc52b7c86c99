// SPDX-License-Identifier: Apache-2.0
// FeedZone: a zone that shows the pictures of a playout, each fitted into it, with captions over them.
#pragma once

#include <cstdint>
#include <optional>

#include "player/playout/cue_feed.hpp"
#include "player/stage/screen_zone.hpp"

namespace crier {

class FeedZone final : public ScreenZone {
 public:
  // `feed` outlives the zone. `first_layer`: the number of its first layer.
  FeedZone(CueFeed& feed, const Rectangle& area, Rgb bars, std::uint64_t first_layer)
      : feed_(feed), area_(area), bars_(bars), first_layer_(first_layer) {}

  void pull(WallTime now) override;
  std::optional<WallTime> next_change() const override;
  WallTime certain_until() const override;
  void advance(WallTime time, std::vector<Rectangle>& damage) override;
  void add_layers(std::vector<Layer>& layers) const override;
  void relock(WallTime now) override;
  void wait() override;

  // As `wait`, but no longer than until `deadline` on the machine's own clock.
  void wait_until(MonotonicTime deadline);

  const std::optional<Cue>& on_screen() const { return current_; }

  // Pictures that came too late to be shown, since the last call.
  std::uint64_t take_dropped();

 private:
  Rectangle picture_area(const Cue& cue) const;
  Rectangle overlay_area(const Cue& cue) const;

  CueFeed& feed_;
  const Rectangle area_;
  const Rgb bars_;
  const std::uint64_t first_layer_;
  std::optional<Cue> pending_;
  std::optional<Cue> current_;
  std::uint64_t revision_ = 0;
  std::uint64_t overlay_revision_ = 0;
  std::uint64_t dropped_ = 0;
};

}  // namespace crier
