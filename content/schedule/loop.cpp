// SPDX-License-Identifier: Apache-2.0
#include "content/schedule/loop.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace crier {

bool is_playable(const Office& office, const Item& item) {
  return item.duration > Nanoseconds{0} && item.weight > 0 && item.medium < office.media.size() &&
         !office.media[item.medium].fault;
}

std::vector<WallTime> validity_boundaries(const Playlist& playlist) {
  std::vector<WallTime> boundaries;
  for (const Item& item : playlist.items) {
    if (item.valid_from) boundaries.push_back(*item.valid_from);
    if (item.valid_until) boundaries.push_back(*item.valid_until);
  }
  std::sort(boundaries.begin(), boundaries.end());
  boundaries.erase(std::unique(boundaries.begin(), boundaries.end()), boundaries.end());
  return boundaries;
}

// Smooth weighted round robin: each step every item gains its weight, the richest plays and pays the total.
Loop Loop::make(const Office& office, const Playlist& playlist, WallTime time) {
  std::vector<const Item*> valid;
  for (const Item& item : playlist.items) {
    if (!is_playable(office, item)) continue;
    if (item.valid_from && time < *item.valid_from) continue;
    if (item.valid_until && time >= *item.valid_until) continue;
    valid.push_back(&item);
  }
  Loop loop;
  if (valid.empty()) return loop;
  unsigned divisor = 0;
  for (const Item* item : valid) divisor = std::gcd(divisor, item->weight);
  std::int64_t total = 0;
  for (const Item* item : valid) total += item->weight / divisor;
  std::vector<std::int64_t> credit(valid.size(), 0);
  Nanoseconds start{0};
  for (std::int64_t play = 0; play < total; ++play) {
    std::size_t richest = 0;
    for (std::size_t i = 0; i < valid.size(); ++i) {
      credit[i] += valid[i]->weight / divisor;
      if (credit[i] > credit[richest]) richest = i;
    }
    credit[richest] -= total;
    loop.items_.push_back(valid[richest]);
    loop.starts_.push_back(start);
    start += valid[richest]->duration;
  }
  loop.starts_.push_back(start);
  return loop;
}

Loop::Place Loop::at(WallTime anchor, WallTime time) const {
  assert(!is_empty());
  const std::int64_t loop_length = length().count();
  const std::int64_t since = (time - anchor).count();
  std::int64_t round = since / loop_length;
  if (since < round * loop_length) --round;
  const WallTime began = anchor + Nanoseconds{round * loop_length};
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), time - began);
  const auto index = static_cast<std::size_t>(after - starts_.begin()) - 1;
  return {items_[index], began + starts_[index], began + starts_[index + 1]};
}

}  // namespace crier
