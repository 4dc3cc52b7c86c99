// SPDX-License-Identifier: Apache-2.0
#include "player/stage/stage.hpp"

#include <algorithm>
#include <utility>

namespace crier {
namespace {

// Parts that lie inside others are drawn with those.
void drop_covered(std::vector<Rectangle>& parts) {
  for (std::size_t i = 0; i < parts.size();) {
    const bool covered = std::any_of(parts.begin(), parts.end(), [&](const Rectangle& other) {
      return &other != &parts[i] && other.contains(parts[i]) && (other != parts[i] || &other < &parts[i]);
    });
    if (covered) {
      parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
}

}  // namespace

Stage::Stage(DisplaySize size, Rgb background, std::uint64_t first_layer)
    : size_(size), background_(background), first_layer_(first_layer) {}

void Stage::add(std::unique_ptr<ScreenZone> zone) {
  zones_.push_back(std::move(zone));
}

void Stage::add_programme(std::unique_ptr<FeedZone> zone) {
  programme_ = zone.get();
  zones_.push_back(std::move(zone));
}

void Stage::add_cover(std::unique_ptr<ScreenZone> zone) {
  cover_ = zones_.size();
  zones_.push_back(std::move(zone));
}

void Stage::take_cover_of(Stage& before) {
  if (cover_ == 0 || before.cover_ == 0) return;
  zones_[cover_] = std::move(before.zones_[before.cover_]);
  is_covered_ = before.is_covered_;
  before.is_covered_ = false;
}

void Stage::set_covered(bool is_covered, WallTime now) {
  if (is_covered_ == is_covered) return;
  is_covered_ = is_covered;
  if (!is_covered) {
    for (std::size_t i = 0; i < cover_; ++i) zones_[i]->relock(now);
  }
  damage_all();
}

// The cover sleeps while it covers nothing, and everything under it while it does.
template <class Do>
void Stage::for_each_awake(Do what) const {
  for (std::size_t i = 0; i < zones_.size(); ++i) {
    const bool sleeps = cover_ != 0 && (is_covered_ ? i < cover_ : i == cover_);
    if (!sleeps) what(*zones_[i]);
  }
}

void Stage::pull(WallTime now) {
  for_each_awake([now](ScreenZone& zone) { zone.pull(now); });
}

std::optional<WallTime> Stage::next_change() const {
  std::optional<WallTime> next;
  for_each_awake([&next](const ScreenZone& zone) {
    const auto change = zone.next_change();
    if (change) next = next ? std::min(*next, *change) : *change;
  });
  return next;
}

WallTime Stage::certain_until() const {
  WallTime certain = WallTime::max();
  for_each_awake([&certain](const ScreenZone& zone) {
    if (!zone.next_change()) certain = std::min(certain, zone.certain_until());
  });
  return certain;
}

std::optional<WallTime> Stage::complete_from(WallTime from) const {
  if (certain_until() <= from) return std::nullopt;
  WallTime complete = from;
  for_each_awake([&complete](const ScreenZone& zone) {
    complete = std::max(complete, zone.next_change().value_or(complete));
  });
  return complete;
}

bool Stage::advance(WallTime time) {
  for_each_awake([this, time](ScreenZone& zone) { zone.advance(time, composition_.damage); });
  if (!began_ && !composition_.damage.empty()) {
    damage_all();
    began_ = true;
  }
  return !composition_.damage.empty();
}

const Composition& Stage::composition() {
  composition_.layers.clear();
  Layer ground;
  ground.colour = background_;
  ground.target = {0, 0, size_.width, size_.height};
  composition_.layers.push_back(ground);
  for_each_awake([this](const ScreenZone& zone) { zone.add_layers(composition_.layers); });
  drop_covered(composition_.damage);
  return composition_;
}

void Stage::damage_all() {
  composition_.damage = {{0, 0, size_.width, size_.height}};
}

void Stage::relock(WallTime now) {
  for (const auto& zone : zones_) {
    if (zone != nullptr) zone->relock(now);
  }
}

void Stage::wait_for_certainty(WallTime time) {
  for (const auto& zone : zones_) {
    if (zone->certain_until() <= time && !zone->next_change()) zone->wait();
  }
}

}  // namespace crier
