// SPDX-License-Identifier: Apache-2.0
// PageZone: a zone that shows drawn pages, one after the other: a text, a clock, a picture, a QR code.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "player/stage/artist.hpp"
#include "player/stage/screen_zone.hpp"

namespace crier {

class PageZone final : public ScreenZone {
 public:
  // Pages are as large as `area`. `ground`: what lies below pages that are transparent in places; none: the
  // zones below.
  PageZone(std::unique_ptr<PageFeed> feed, const Rectangle& area, std::optional<Rgb> ground,
           std::uint64_t first_layer);

  void pull(WallTime now) override;
  std::optional<WallTime> next_change() const override;
  WallTime certain_until() const override;
  void advance(WallTime time, std::vector<Rectangle>& damage) override;
  void add_layers(std::vector<Layer>& layers) const override;
  void relock(WallTime now) override;
  void wait() override;

 private:
  std::unique_ptr<PageFeed> feed_;
  const Rectangle area_;
  const std::optional<Rgb> ground_;
  const std::uint64_t first_layer_;
  std::optional<Page> pending_;
  std::optional<Page> current_;
  std::uint64_t revision_ = 0;
};

}  // namespace crier
