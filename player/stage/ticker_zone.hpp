// SPDX-License-Identifier: Apache-2.0
// TickerZone: a strip of text that crawls to the left without end. Where it stands is a function of the time
// alone, so that screens side by side agree; every step is the same number of whole pixels after the same
// time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "player/stage/artist.hpp"
#include "player/stage/screen_zone.hpp"

namespace crier {

// The steps of a strip: every so often so many pixels.
class TickerPace {
 public:
  // `speed` in pixels a second, above zero; at most `rate` steps a second, as a display shows them.
  TickerPace(double speed, double rate);

  int pixels_per_step() const { return pixels_; }

  // The number of the step that is on at `time`, counted from 1970, and when a step begins.
  std::int64_t step_at(WallTime time) const;
  WallTime begin_of(std::int64_t step) const;

 private:
  int pixels_;
  std::int64_t millipixels_per_second_;
};

class TickerZone final : public ScreenZone {
 public:
  // Each page of `feed` is a strip; a new one comes in from the right behind what is on the screen.
  TickerZone(std::unique_ptr<PageFeed> feed, const Rectangle& area, Rgb ground, const TickerPace& pace,
             std::uint64_t first_layer);

  void pull(WallTime now) override;
  std::optional<WallTime> next_change() const override;
  WallTime certain_until() const override;
  void advance(WallTime time, std::vector<Rectangle>& damage) override;
  void add_layers(std::vector<Layer>& layers) const override;
  void relock(WallTime now) override;
  void wait() override;

 private:
  // A page and where its beginning stands.
  struct Strip {
    Page page;
    int width = 0;                // of all tiles
    std::int64_t first_step = 0;  // when its beginning stood at the right edge; for the first ever, any time
    std::uint64_t number = 0;
  };
  Strip to_strip(Page page);
  std::int64_t offset(const Strip& strip) const;
  void add_strip(std::vector<Layer>& layers, const Strip& strip, int from, int to) const;

  std::unique_ptr<PageFeed> feed_;
  const Rectangle area_;
  const Rgb ground_;
  const TickerPace pace_;
  const std::uint64_t first_layer_;
  std::optional<Page> pending_;
  std::optional<Strip> strip_;
  std::optional<Strip> leaving_;  // the strip before, as long as some of it is on the screen
  std::int64_t step_ = -1;
  std::uint64_t strips_ = 0;
};

}  // namespace crier
