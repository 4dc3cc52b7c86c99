// SPDX-License-Identifier: Apache-2.0
// AlertZone: the whole screen, above everything else, while alerts are in force; nothing otherwise. Several
// take turns of ten seconds. Cards are drawn by the artist; until a new one is drawn, what was on stays.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "content/alerts/alert_board.hpp"
#include "content/schedule/zone.hpp"
#include "player/stage/artist.hpp"
#include "player/stage/screen_zone.hpp"

namespace crier {

// Where the zone learns which alerts are in force. Called on the main thread; must not wait.
struct AlertSource {
  std::function<std::vector<ShownAlert>(WallTime)> shown;

  // The next moment at which `shown` may answer otherwise; empty where nobody knows: it is then asked again
  // and again.
  std::function<std::optional<WallTime>(WallTime)> next_change;
};

class AlertZone final : public ScreenZone {
 public:
  // Cards are drawn on the artist's thread into this zone, so the artist stops before the zone goes.
  AlertZone(AlertSource source, Zone time_zone, Artist& artist, const Rectangle& area,
            std::uint64_t first_layer);

  void pull(WallTime now) override;
  std::optional<WallTime> next_change() const override;
  WallTime certain_until() const override;
  void advance(WallTime time, std::vector<Rectangle>& damage) override;
  void add_layers(std::vector<Layer>& layers) const override;
  void relock(WallTime /*now*/) override {}
  void wait() override;

 private:
  using Keys = std::vector<std::string>;
  struct Cards {
    Keys keys;
    std::vector<Picture> pictures;
  };
  static Keys keys_of(const std::vector<ShownAlert>& alerts);
  bool request(const std::vector<ShownAlert>& alerts,
               Keys keys);  // false where the artist has too much to do
  void take_drawn();
  std::size_t card_at(WallTime time) const;

  const AlertSource source_;
  const Zone time_zone_;
  Artist& artist_;
  const Rectangle area_;
  const std::uint64_t first_layer_;
  BoundedQueue<Cards> drawn_{4};
  Keys wanted_;
  Cards cards_;  // on the screen
  std::optional<Cards> pending_;
  WallTime pending_since_;
  WallTime asked_next_ = WallTime::max();
  std::size_t shown_card_ = 0;
  WallTime shown_at_ = WallTime::min();
  std::uint64_t revision_ = 0;
};

}  // namespace crier
