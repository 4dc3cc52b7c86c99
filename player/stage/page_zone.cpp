// SPDX-License-Identifier: Apache-2.0
#include "player/stage/page_zone.hpp"

#include <utility>

namespace crier {
namespace {}  // namespace

PageZone::PageZone(std::unique_ptr<PageFeed> feed, const Rectangle& area, std::optional<Rgb> ground,
                   std::uint64_t first_layer)
    : feed_(std::move(feed)), area_(area), ground_(ground), first_layer_(first_layer) {}

void PageZone::pull(WallTime now) {
  if (!pending_) pending_ = feed_->next(MonotonicTime::min());
  while (pending_ && pending_->ends <= now) {
    auto later = feed_->next(MonotonicTime::min());
    if (!later) return;
    pending_ = std::move(later);
  }
}

std::optional<WallTime> PageZone::next_change() const {
  return pending_ ? std::optional(pending_->begins) : std::nullopt;
}

WallTime PageZone::certain_until() const {
  if (pending_) return pending_->begins;
  return current_ ? current_->ends : WallTime::min();
}

void PageZone::advance(WallTime time, std::vector<Rectangle>& damage) {
  if (!pending_ || pending_->begins > time) return;
  current_ = std::move(pending_);
  pending_.reset();
  ++revision_;
  damage.push_back(area_);
}

void PageZone::add_layers(std::vector<Layer>& layers) const {
  if (ground_) {
    Layer ground;
    ground.id = first_layer_;
    ground.colour = *ground_;
    ground.target = area_;
    layers.push_back(ground);
  }
  if (!current_ || current_->tiles.empty()) return;
  Layer page;
  page.id = first_layer_ + 1;
  page.revision = revision_;
  page.picture = &current_->tiles.front();
  // A drawing may be smaller than its zone: it stands in the middle, as it is.
  const PictureShape& shape = page.picture->shape();
  page.target = shape.width <= area_.width && shape.height <= area_.height
                    ? Rectangle{area_.x + (area_.width - shape.width) / 2,
                                area_.y + (area_.height - shape.height) / 2, shape.width, shape.height}
                    : fit(shape, area_);
  page.opaque = false;
  layers.push_back(page);
}

void PageZone::relock(WallTime now) {
  pending_.reset();
  feed_->restart(now);
}

void PageZone::wait() {
  if (!pending_) pending_ = feed_->next(std::chrono::steady_clock::now() + kZonePatience);
}

}  // namespace crier
