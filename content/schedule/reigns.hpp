// SPDX-License-Identifier: Apache-2.0
// Reigns: which slot wins at every moment of a window. Internal to content/schedule.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "content/schedule/calendar.hpp"

namespace crier {

inline constexpr int kDefaultRank = 10;
inline constexpr std::uint32_t kNoSlot = std::numeric_limits<std::uint32_t>::max();

// A slot in the competition: an occurrence with what decides.
struct Slot {
  UtcSeconds start = 0;
  UtcSeconds end = 0;
  std::uint32_t event = 0;     // index into Calendar::events
  std::uint16_t playlist = 0;  // index into the planner's playlists
  std::uint16_t priority = 5;  // 1 to 9
};

// True where `a` wins over `b`: lower priority number, later start, smaller UID (events are ordered by
// `uid_rank`).
bool wins_over(const Slot& a, const Slot& b, const std::vector<std::uint32_t>& uid_rank);

// One slot's uninterrupted time on the screen, or the default playlist's.
struct Reign {
  UtcSeconds begins = 0;
  std::uint32_t slot = kNoSlot;  // index into the slots
};

// The reigns from `from` on, in order; the first one may have begun earlier. Each ends where the next begins.
// Sorts `slots` by start.
std::vector<Reign> find_reigns(std::vector<Slot>& slots, UtcSeconds from,
                               const std::vector<std::uint32_t>& uid_rank);

}  // namespace crier
