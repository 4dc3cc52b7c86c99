// SPDX-License-Identifier: Apache-2.0
// Stage: everything on one screen: its zones in painter's order, put together into compositions that say what
// is new. Used by one thread at a time, the main one from its first picture on; nothing here waits but
// `wait_for_certainty`.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "player/display/display.hpp"
#include "player/stage/artist.hpp"
#include "player/stage/feed_zone.hpp"
#include "player/stage/screen_zone.hpp"

namespace crier {

class Stage {
 public:
  // Its layers are numbered from `first_layer` on.
  Stage(DisplaySize size, Rgb background, std::uint64_t first_layer = 0);

  DisplaySize size() const { return size_; }
  Artist& artist() { return artist_; }
  std::uint64_t next_layer() const { return first_layer_ + (zones_.size() + 1) * kLayersPerZone; }

  // Lays a zone above those that are there; `programme`: the one whose pictures are counted and heard.
  void add(std::unique_ptr<ScreenZone> zone);
  void add_programme(std::unique_ptr<FeedZone> zone);

  // Lays a zone of the whole screen above those that are there. While it covers them they rest, as if time
  // stood still; they are told to find their place anew when it is gone. Null: take_cover_of brings it.
  void add_cover(std::unique_ptr<ScreenZone> zone);

  // Takes the place of a stage that has as large a cover, if any: the cover goes on here, and lies over the
  // zones if it did there.
  void take_cover_of(Stage& before);
  void set_covered(bool is_covered, WallTime now);
  bool is_covered() const { return is_covered_; }

  // Starts to draw; after the last zone was added.
  void begin() { artist_.begin(); }

  FeedZone* programme() const { return programme_; }

  void pull(WallTime now);
  std::optional<WallTime> next_change() const;

  // Before this moment nothing happens but what next_change says.
  WallTime certain_until() const;

  // The first moment, no earlier than `from`, at which every zone has something to show; none where one does
  // not know yet. Before the stage has begun.
  std::optional<WallTime> complete_from(WallTime from) const;

  // Makes the changes due by `time`; true where there is something new to draw.
  bool advance(WallTime time);

  // What is on now. Valid until the next call of `advance`; its damage is what came since `drawn`.
  const Composition& composition();
  void drawn() { composition_.damage.clear(); }

  // True once there was anything to show.
  bool has_begun() const { return began_; }

  // What was on the screen is lost.
  void damage_all();

  void relock(WallTime now);

  // Blocks until every zone that does not know what it shows at `time` does, or gives up: for recording.
  void wait_for_certainty(WallTime time);

 private:
  template <class Do>
  void for_each_awake(Do what) const;

  const DisplaySize size_;
  const Rgb background_;
  const std::uint64_t first_layer_;
  std::vector<std::unique_ptr<ScreenZone>> zones_;
  FeedZone* programme_ = nullptr;  // one of zones_
  std::size_t cover_ = 0;          // its place in zones_; 0: there is none
  bool is_covered_ = false;
  Composition composition_;
  bool began_ = false;
  Artist artist_;  // last: stops drawing before the zones go
};

}  // namespace crier
