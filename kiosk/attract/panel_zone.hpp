// SPDX-License-Identifier: Apache-2.0
// PanelZone: the whole screen as the process of a visit draws it, from memory that both share. Main thread
// only.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "player/stage/screen_zone.hpp"

namespace crier {

class PanelZone final : public ScreenZone {
 public:
  explicit PanelZone(std::uint64_t layer) : layer_(layer) {}

  // From now on shows this, which outlives it or the next one.
  void show(Picture picture) {
    picture_ = std::move(picture);
    new_.clear();
  }

  // That part of the picture is new; nobody writes to it until `take_drawn` said so.
  void renew(const Rectangle& part) { new_.push_back(part); }

  // True once after what was new has been drawn.
  bool take_drawn() { return std::exchange(is_drawn_, false); }

  void pull(WallTime now) override { now_ = now; }
  std::optional<WallTime> next_change() const override {
    return new_.empty() ? std::nullopt : std::optional(now_);
  }
  WallTime certain_until() const override { return WallTime::max(); }
  void advance(WallTime /*time*/, std::vector<Rectangle>& damage) override {
    if (new_.empty()) return;
    damage.insert(damage.end(), new_.begin(), new_.end());
    new_.clear();
    is_drawn_ = true;
  }
  void add_layers(std::vector<Layer>& layers) const override {
    if (!picture_) return;
    Layer layer;
    layer.id = layer_;
    layer.picture = &picture_;
    layer.target = {0, 0, picture_.shape().width, picture_.shape().height};
    layers.push_back(layer);
  }
  void relock(WallTime /*now*/) override {}
  void wait() override {}

 private:
  const std::uint64_t layer_;
  Picture picture_;
  std::vector<Rectangle> new_;
  WallTime now_;
  bool is_drawn_ = false;
};

}  // namespace crier
