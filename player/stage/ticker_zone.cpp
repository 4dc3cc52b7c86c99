// SPDX-License-Identifier: Apache-2.0
#include "player/stage/ticker_zone.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace crier {
namespace {

constexpr std::uint64_t kMostTiles = 400;

__extension__ using Wide = __int128;  // pixels since 1970 in thousandths, by nanoseconds, need 80 bits

}  // namespace

TickerPace::TickerPace(double speed, double rate)
    : pixels_(std::max(1, static_cast<int>(std::ceil(speed / rate - 1e-9)))),
      millipixels_per_second_(std::max<std::int64_t>(1, std::llround(speed * 1000))) {}

std::int64_t TickerPace::step_at(WallTime time) const {
  const Wide moved = Wide{time.time_since_epoch().count()} * millipixels_per_second_;
  return static_cast<std::int64_t>(moved / (Wide{1'000'000'000'000} * pixels_));
}

WallTime TickerPace::begin_of(std::int64_t step) const {
  const Wide needed = Wide{step} * pixels_ * 1'000'000'000'000;
  return WallTime{Nanoseconds{
      static_cast<std::int64_t>((needed + millipixels_per_second_ - 1) / millipixels_per_second_)}};
}

TickerZone::TickerZone(std::unique_ptr<PageFeed> feed, const Rectangle& area, Rgb ground,
                       const TickerPace& pace, std::uint64_t first_layer)
    : feed_(std::move(feed)), area_(area), ground_(ground), pace_(pace), first_layer_(first_layer) {}

void TickerZone::pull(WallTime now) {
  if (!pending_) pending_ = feed_->next(MonotonicTime::min());
  while (pending_ && pending_->ends <= now) {
    auto later = feed_->next(MonotonicTime::min());
    if (!later) return;
    pending_ = std::move(later);
  }
}

std::optional<WallTime> TickerZone::next_change() const {
  std::optional<WallTime> next = pending_ ? std::optional(pending_->begins) : std::nullopt;
  if (strip_ && strip_->width > 0) {
    const WallTime step = pace_.begin_of(step_ + 1);
    next = next ? std::min(*next, step) : step;
  }
  return next;
}

WallTime TickerZone::certain_until() const {
  if (pending_) return pending_->begins;
  return strip_ ? strip_->page.ends : WallTime::min();
}

TickerZone::Strip TickerZone::to_strip(Page page) {
  Strip strip;
  assert(page.tiles.size() <= kMostTiles);
  for (const Picture& tile : page.tiles) strip.width += tile.shape().width;
  strip.first_step = page.begins == WallTime::min() ? 0 : pace_.step_at(page.begins);
  strip.page = std::move(page);
  strip.number = ++strips_;
  return strip;
}

void TickerZone::advance(WallTime time, std::vector<Rectangle>& damage) {
  const std::int64_t step = pace_.step_at(time);
  if (pending_ && pending_->begins <= time) {
    leaving_ = std::move(strip_);
    strip_ = to_strip(std::move(*pending_));
    pending_.reset();
  } else if (!strip_ || strip_->width == 0 || step == step_) {
    return;
  }
  step_ = step;
  if (leaving_ && offset(*strip_) >= 0) leaving_.reset();
  damage.push_back(area_);
}

// How far the strip's beginning stands left of the zone's left edge; below zero while it still comes in.
std::int64_t TickerZone::offset(const Strip& strip) const {
  return (step_ - strip.first_step) * pace_.pixels_per_step() - area_.width;
}

// Shows the strip, which repeats without end, from pixel `from` of the zone to `to`.
void TickerZone::add_strip(std::vector<Layer>& layers, const Strip& strip, int from, int to) const {
  if (strip.width <= 0 || from >= to) return;
  const std::int64_t place = (offset(strip) + from) % strip.width;
  int x = from - static_cast<int>(place >= 0 ? place : place + strip.width);  // of the next tile
  for (std::size_t i = 0; x < to; i = (i + 1) % strip.page.tiles.size()) {
    const Picture& tile = strip.page.tiles[i];
    const int width = tile.shape().width;
    const int left = std::max(x, from);
    const int right = std::min(x + width, to);
    if (left < right) {
      Layer layer;
      layer.id = first_layer_ + 1 + i + (strip.number % 2) * kMostTiles;
      layer.revision = strip.number;
      layer.picture = &tile;
      layer.source = {left - x, 0, right - left, std::min(tile.shape().height, area_.height)};
      layer.target = {area_.x + left, area_.y, right - left, layer.source.height};
      layers.push_back(layer);
    }
    x += width;
  }
}

void TickerZone::add_layers(std::vector<Layer>& layers) const {
  Layer ground;
  ground.id = first_layer_;
  ground.colour = ground_;
  ground.target = area_;
  layers.push_back(ground);
  if (!strip_) return;
  const std::int64_t coming_in = -offset(*strip_);
  const int edge = static_cast<int>(std::clamp<std::int64_t>(coming_in, 0, area_.width));
  if (leaving_) add_strip(layers, *leaving_, 0, edge);
  add_strip(layers, *strip_, edge, area_.width);
}

void TickerZone::relock(WallTime now) {
  pending_.reset();
  leaving_.reset();
  feed_->restart(now);
}

void TickerZone::wait() {
  if (!pending_) pending_ = feed_->next(std::chrono::steady_clock::now() + kZonePatience);
}

}  // namespace crier
