// SPDX-License-Identifier: Apache-2.0
// StillZone: a zone that shows one opaque picture and never changes. Main thread only.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "player/stage/screen_zone.hpp"

namespace crier {

class StillZone final : public ScreenZone {
 public:
  StillZone(Picture picture, const Rectangle& area, std::uint64_t first_layer)
      : picture_(std::move(picture)), area_(area), first_layer_(first_layer) {}

  void pull(WallTime now) override {
    if (!is_shown_) due_ = now;
  }
  std::optional<WallTime> next_change() const override {
    return is_shown_ ? std::nullopt : std::optional(due_);
  }
  WallTime certain_until() const override { return WallTime::max(); }
  void advance(WallTime /*time*/, std::vector<Rectangle>& damage) override {
    if (!std::exchange(is_shown_, true)) damage.push_back(area_);
  }
  void add_layers(std::vector<Layer>& layers) const override {
    Layer layer;
    layer.id = first_layer_;
    layer.picture = &picture_;
    layer.target = area_;
    layers.push_back(layer);
  }
  void relock(WallTime /*now*/) override {}
  void wait() override {}

 private:
  const Picture picture_;
  const Rectangle area_;
  const std::uint64_t first_layer_;
  WallTime due_;
  bool is_shown_ = false;
};

}  // namespace crier
