// SPDX-License-Identifier: Apache-2.0
// What a Planner keeps: the loops of its playlists and the segments of the expanded part of its calendar.
// Internal to content/schedule; one thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/schedule/calendar.hpp"
#include "content/schedule/loop.hpp"
#include "content/schedule/planner.hpp"
#include "content/schedule/reigns.hpp"
#include "content/schedule/zone.hpp"

namespace crier {

inline constexpr WallTime kEpoch{};

inline WallTime wall(UtcSeconds time) {
  return WallTime{std::chrono::seconds{time}};
}
inline UtcSeconds utc(WallTime time) {
  return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

// True where the event's LOCATION names the screen, one of its tags, or nothing.
bool matches(const EventText& text, const Screen& screen);

// A playlist's loops between the moments at which its valid items change.
struct PlaylistPlan {
  const Playlist* playlist = nullptr;
  std::vector<WallTime> boundaries;
  std::vector<Loop> loops;  // one more than boundaries
  bool can_play = false;    // ever

  std::size_t phase(WallTime time) const {
    return static_cast<std::size_t>(std::upper_bound(boundaries.begin(), boundaries.end(), time) -
                                    boundaries.begin());
  }
};

// What was running when a boundary came and is allowed to finish.
struct Carried {
  Presentation presentation;
  int rank = kDefaultRank;
};

// A stretch during which one loop plays, anchored at its begin. Kept small: a year of a full calendar has
// millions.
struct Segment {
  WallTime begins;             // and the loop's anchor; the default playlist's first is anchored at the epoch
  const Loop* loop = nullptr;  // null or empty: nothing can be played
  std::uint32_t event = kNoSlot;    // index into Calendar::events; none for the default playlist
  std::uint32_t carried = kNoSlot;  // index into the carried items; none where nothing finishes here
  std::uint16_t playlist = 0;
  std::uint16_t rank = kDefaultRank;

  WallTime anchor() const { return begins == WallTime::min() ? kEpoch : begins; }
};

struct Planner::State {
  const Office* office = nullptr;
  Screen screen;
  Zone zone = Zone::utc();
  Calendar calendar;
  std::vector<PlaylistPlan> playlists;
  std::map<std::string, std::uint32_t, std::less<>> playlist_index;
  std::uint32_t default_playlist = 0;
  bool has_default = false;
  std::vector<std::uint32_t> uid_rank;
  Nanoseconds longest_item{0};

  // The part of the calendar that is expanded: segments answer for [window_from, window_to).
  WallTime window_from;
  WallTime window_to;
  std::vector<Segment> segments;
  std::vector<Carried> carried;

  std::vector<Slot> slots_between(UtcSeconds from, UtcSeconds to) const;
  std::optional<UtcSeconds> earliest_start() const;
  void expand(WallTime from, WallTime to);
  void build_segments(const std::vector<Slot>& slots, const std::vector<Reign>& reigns, std::size_t first,
                      bool begins_unknown);
  void add_segments(const Segment& pattern, std::size_t playlist, WallTime from, WallTime to);
  std::string_view playlist_name(const Segment& segment) const {
    return segment.loop == nullptr ? std::string_view()
                                   : std::string_view(playlists[segment.playlist].playlist->name);
  }
  std::string_view uid_of(const Segment& segment) const {
    return segment.event == kNoSlot ? std::string_view()
                                    : std::string_view(calendar.events[segment.event].uid);
  }
  const Carried* carried_into(const Segment& segment) const {
    return segment.carried == kNoSlot ? nullptr : &carried[segment.carried];
  }
  void carry_over();
  Presentation in_segment(std::size_t index, WallTime time) const;
  WallTime end_of(std::size_t index) const {
    return index + 1 < segments.size() ? segments[index + 1].begins : WallTime::max();
  }
  Presentation at(WallTime time);
};

}  // namespace crier
