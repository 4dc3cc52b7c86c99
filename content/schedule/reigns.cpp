// SPDX-License-Identifier: Apache-2.0
#include "content/schedule/reigns.hpp"

#include <algorithm>

namespace crier {

bool wins_over(const Slot& a, const Slot& b, const std::vector<std::uint32_t>& uid_rank) {
  if (a.priority != b.priority) return a.priority < b.priority;
  if (a.start != b.start) return a.start > b.start;
  return uid_rank[a.event] < uid_rank[b.event];
}

std::vector<Reign> find_reigns(std::vector<Slot>& slots, UtcSeconds from,
                               const std::vector<std::uint32_t>& uid_rank) {
  std::sort(slots.begin(), slots.end(), [](const Slot& a, const Slot& b) {
    return a.start != b.start ? a.start < b.start : a.event < b.event;
  });
  constexpr UtcSeconds kNever = std::numeric_limits<UtcSeconds>::max();
  // A heap of the slots that have begun; those that ended are thrown out when they come to its top.
  std::vector<std::uint32_t> heap;
  const auto loses = [&](std::uint32_t a, std::uint32_t b) {
    return wins_over(slots[b], slots[a], uid_rank);
  };
  std::vector<Reign> reigns;
  UtcSeconds now = slots.empty() ? from : std::min(from, slots.front().start);
  std::size_t next = 0;
  while (true) {
    for (; next < slots.size() && slots[next].start <= now; ++next) {
      heap.push_back(static_cast<std::uint32_t>(next));
      std::push_heap(heap.begin(), heap.end(), loses);
    }
    while (!heap.empty() && slots[heap.front()].end <= now) {
      std::pop_heap(heap.begin(), heap.end(), loses);
      heap.pop_back();
    }
    const std::uint32_t winner = heap.empty() ? kNoSlot : heap.front();
    if (reigns.empty() || reigns.back().slot != winner) reigns.push_back({now, winner});
    UtcSeconds then = next < slots.size() ? slots[next].start : kNever;
    if (winner != kNoSlot) then = std::min(then, slots[winner].end);
    if (then == kNever) return reigns;
    now = then;
  }
}

}  // namespace crier
