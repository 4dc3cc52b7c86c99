// SPDX-License-Identifier: Apache-2.0
#include "player/stage/feed_zone.hpp"

#include <algorithm>
#include <utility>

#include "player/captions/overlay.hpp"

namespace crier {
namespace {

// BGRA stills may be transparent in places; what was turned on its way here cannot be blended.
bool is_opaque(const PictureShape& shape) {
  return shape.layout != PixelLayout::bgra || shape.rotation != 0 || shape.mirrored;
}

}  // namespace

void FeedZone::pull(WallTime now) {
  if (!pending_) pending_ = feed_.next_cue(MonotonicTime::min());
  while (pending_ && pending_->ends <= now) {
    auto later = feed_.next_cue(MonotonicTime::min());
    if (!later) return;
    ++dropped_;
    pending_ = std::move(later);
  }
}

std::optional<WallTime> FeedZone::next_change() const {
  return pending_ ? std::optional(pending_->due) : std::nullopt;
}

WallTime FeedZone::certain_until() const {
  if (pending_) return pending_->due;
  return current_ ? current_->ends : WallTime::min();
}

Rectangle FeedZone::picture_area(const Cue& cue) const {
  return fit(cue.picture.shape(), area_);
}

// Captions were set on a canvas of the zone's proportions; on a screen of another size they are scaled.
Rectangle FeedZone::overlay_area(const Cue& cue) const {
  if (cue.overlay == nullptr) return {};
  const Overlay& overlay = *cue.overlay;
  const auto scale = [](int value, int length, int canvas) {
    return canvas == length || canvas <= 0 ? value : static_cast<int>(std::int64_t{value} * length / canvas);
  };
  const int left = scale(overlay.area.x, area_.width, overlay.canvas_width);
  const int top = scale(overlay.area.y, area_.height, overlay.canvas_height);
  const int right = scale(overlay.area.right(), area_.width, overlay.canvas_width);
  const int bottom = scale(overlay.area.bottom(), area_.height, overlay.canvas_height);
  return {area_.x + left, area_.y + top, right - left, bottom - top};
}

void FeedZone::advance(WallTime time, std::vector<Rectangle>& damage) {
  if (!pending_ || pending_->due > time) return;
  const Rectangle before = current_ ? picture_area(*current_) : Rectangle{};
  const Rectangle old_words = current_ ? overlay_area(*current_) : Rectangle{};
  const bool same_words = current_ && current_->overlay == pending_->overlay;
  const bool was_opaque = current_ && is_opaque(current_->picture.shape());
  current_ = std::move(pending_);
  pending_.reset();
  ++revision_;
  if (!same_words) ++overlay_revision_;
  const Rectangle now = picture_area(*current_);
  if (now != before || !was_opaque || !is_opaque(current_->picture.shape())) {
    damage.push_back(area_);
    return;
  }
  damage.push_back(now);
  if (same_words) return;
  for (const Rectangle& words : {old_words, overlay_area(*current_)}) {
    const Rectangle visible = intersection(words, area_);
    if (!visible.empty() && !now.contains(visible)) damage.push_back(visible);
  }
}

void FeedZone::add_layers(std::vector<Layer>& layers) const {
  const Rectangle target = current_ ? picture_area(*current_) : Rectangle{};
  if (target != area_ || !is_opaque(current_->picture.shape())) {
    Layer bars;
    bars.id = first_layer_;
    bars.colour = bars_;
    bars.target = area_;
    layers.push_back(bars);
  }
  if (!current_) return;
  Layer picture;
  picture.id = first_layer_ + 1;
  picture.revision = revision_;
  picture.picture = &current_->picture;
  picture.target = target;
  picture.opaque = is_opaque(current_->picture.shape());
  layers.push_back(picture);
  if (current_->overlay == nullptr) return;
  Layer words;
  words.id = first_layer_ + 2;
  words.revision = overlay_revision_;
  words.picture = &current_->overlay->picture;
  words.target = overlay_area(*current_);
  words.opaque = false;
  layers.push_back(words);
}

void FeedZone::relock(WallTime /*now*/) {
  pending_.reset();
}

void FeedZone::wait() {
  wait_until(std::chrono::steady_clock::now() + kZonePatience);
}

void FeedZone::wait_until(MonotonicTime deadline) {
  if (!pending_) pending_ = feed_.next_cue(deadline);
}

std::uint64_t FeedZone::take_dropped() {
  return std::exchange(dropped_, 0);
}

}  // namespace crier
