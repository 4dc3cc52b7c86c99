// SPDX-License-Identifier: Apache-2.0
#include "player/stage/alert_zone.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "player/alerts/alert_face.hpp"

namespace crier {
namespace {

constexpr Nanoseconds kTurn = std::chrono::seconds{10};
constexpr std::size_t kMostCards = 6;  // a full screen each: the worst ones take turns

}  // namespace

AlertZone::AlertZone(AlertSource source, Zone time_zone, Artist& artist, const Rectangle& area,
                     std::uint64_t first_layer)
    : source_(std::move(source)),
      time_zone_(std::move(time_zone)),
      artist_(artist),
      area_(area),
      first_layer_(first_layer) {}

AlertZone::Keys AlertZone::keys_of(const std::vector<ShownAlert>& alerts) {
  Keys keys;
  for (const ShownAlert& alert : alerts) keys.push_back(alert.key + '#' + std::to_string(alert.info_index));
  return keys;
}

void AlertZone::pull(WallTime now) {
  std::vector<ShownAlert> alerts = source_.shown(now);
  if (alerts.size() > kMostCards) alerts.resize(kMostCards);
  Keys keys = keys_of(alerts);
  if (source_.next_change) asked_next_ = source_.next_change(now).value_or(WallTime::max());
  if (keys != wanted_) {
    wanted_ = std::move(keys);
    pending_.reset();
    if (wanted_.empty()) {
      pending_ = Cards{};
      pending_since_ = now;
    } else if (!request(alerts, wanted_)) {
      wanted_ = cards_.keys;  // asked for again the next time
    }
  }
  take_drawn();
  if (pending_ && pending_since_ == WallTime::min()) pending_since_ = now;
}

bool AlertZone::request(const std::vector<ShownAlert>& alerts, Keys keys) {
  return artist_.post([this, alerts, keys = std::move(keys)] {
    Cards cards{keys, {}};
    for (std::size_t i = 0; i < alerts.size(); ++i) {
      const AlertFace face =
          alert_face(alerts[i], time_zone_, static_cast<int>(i) + 1, static_cast<int>(alerts.size()));
      cards.pictures.push_back(draw_alert(face, area_.width, area_.height));
    }
    drawn_.try_push(cards);
  });
}

void AlertZone::take_drawn() {
  while (auto cards = drawn_.try_pop()) {
    if (cards->keys != wanted_) continue;
    pending_ = std::move(*cards);
    pending_since_ = WallTime::min();
  }
}

std::size_t AlertZone::card_at(WallTime time) const {
  const auto count = static_cast<std::int64_t>(cards_.pictures.size());
  return count <= 1 ? 0 : static_cast<std::size_t>(time.time_since_epoch() / kTurn % count);
}

std::optional<WallTime> AlertZone::next_change() const {
  if (pending_) return pending_since_;
  if (cards_.pictures.size() <= 1) return std::nullopt;
  return WallTime{(shown_at_.time_since_epoch() / kTurn + 1) * kTurn};
}

WallTime AlertZone::certain_until() const {
  // A card is being drawn: it will be shown as soon as it is there.
  if (!pending_ && wanted_ != cards_.keys) return WallTime::min();
  return asked_next_;
}

void AlertZone::advance(WallTime time, std::vector<Rectangle>& damage) {
  const bool is_new = pending_ && pending_since_ <= time;
  if (is_new) {
    const bool nothing = pending_->pictures.empty() && cards_.pictures.empty();
    cards_ = std::move(*pending_);
    pending_.reset();
    if (nothing) return;
  }
  const std::size_t card = card_at(time);
  shown_at_ = time;
  if (!is_new && card == shown_card_) return;
  shown_card_ = card;
  ++revision_;
  damage.push_back(area_);
}

void AlertZone::add_layers(std::vector<Layer>& layers) const {
  if (cards_.pictures.empty()) return;
  Layer card;
  card.id = first_layer_;
  card.revision = revision_;
  card.picture = &cards_.pictures[shown_card_];
  card.target = area_;
  layers.push_back(card);
}

void AlertZone::wait() {
  if (pending_ || wanted_ == cards_.keys) return;
  auto cards = drawn_.pop_until(std::chrono::steady_clock::now() + kZonePatience, {});
  if (!cards || cards->keys != wanted_) return;
  pending_ = std::move(*cards);
  pending_since_ = WallTime::min();
}

}  // namespace crier
