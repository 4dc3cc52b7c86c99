// SPDX-License-Identifier: Apache-2.0
#include "content/schedule/reigns.hpp"

#include <algorithm>
#include <array>

namespace crier {
namespace {

constexpr std::size_t kPriorities = 10;  // 1 to 9, by number

// By start, and among equal starts the best last: the latest on a stack is the one that wins. A radix sort,
// because a year of a full calendar has millions of slots.
void sort_slots(std::vector<Slot>& slots, const std::vector<std::uint32_t>& uid_rank) {
  constexpr int kBits = 11;
  constexpr std::size_t kBuckets = std::size_t{1} << kBits;
  constexpr int kPasses = 3;  // 33 bits of seconds: 272 years
  if (slots.size() < kBuckets) {
    std::sort(slots.begin(), slots.end(), [&uid_rank](const Slot& a, const Slot& b) {
      return a.start != b.start ? a.start < b.start : uid_rank[a.event] > uid_rank[b.event];
    });
    return;
  }
  const UtcSeconds base = std::min_element(slots.begin(), slots.end(), [](const Slot& a, const Slot& b) {
                            return a.start < b.start;
                          })->start;
  std::vector<Slot> other(slots.size());
  for (int pass = 0; pass < kPasses; ++pass) {
    std::array<std::size_t, kBuckets + 1> begin{};
    const auto bucket = [&](const Slot& slot) {
      return static_cast<std::size_t>(static_cast<std::uint64_t>(slot.start - base) >> (pass * kBits)) &
             (kBuckets - 1);
    };
    for (const Slot& slot : slots) ++begin[bucket(slot) + 1];
    for (std::size_t i = 1; i <= kBuckets; ++i) begin[i] += begin[i - 1];
    for (const Slot& slot : slots) other[begin[bucket(slot)]++] = slot;
    slots.swap(other);
  }
  for (std::size_t first = 0; first < slots.size();) {
    std::size_t last = first + 1;
    while (last < slots.size() && slots[last].start == slots[first].start) ++last;
    std::sort(slots.begin() + static_cast<std::ptrdiff_t>(first),
              slots.begin() + static_cast<std::ptrdiff_t>(last),
              [&uid_rank](const Slot& a, const Slot& b) { return uid_rank[a.event] > uid_rank[b.event]; });
    first = last;
  }
}

}  // namespace

bool wins_over(const Slot& a, const Slot& b, const std::vector<std::uint32_t>& uid_rank) {
  if (a.priority != b.priority) return a.priority < b.priority;
  if (a.start != b.start) return a.start > b.start;
  return uid_rank[a.event] < uid_rank[b.event];
}

std::vector<Reign> find_reigns(std::vector<Slot>& slots, UtcSeconds from,
                               const std::vector<std::uint32_t>& uid_rank) {
  sort_slots(slots, uid_rank);
  constexpr UtcSeconds kNever = std::numeric_limits<UtcSeconds>::max();
  // A stack a priority: within one, the slot that started last wins. Slots that have ended leave when they
  // surface.
  std::array<std::vector<std::uint32_t>, kPriorities> stacks;
  std::vector<Reign> reigns;
  UtcSeconds now = slots.empty() ? from : std::min(from, slots.front().start);
  std::size_t next = 0;
  while (true) {
    for (; next < slots.size() && slots[next].start <= now; ++next) {
      stacks[static_cast<std::size_t>(slots[next].priority)].push_back(static_cast<std::uint32_t>(next));
    }
    std::uint32_t winner = kNoSlot;
    for (auto& stack : stacks) {
      while (!stack.empty() && slots[stack.back()].end <= now) stack.pop_back();
      if (stack.empty()) continue;
      winner = stack.back();
      break;
    }
    if (reigns.empty() || reigns.back().slot != winner) reigns.push_back({now, winner});
    UtcSeconds then = next < slots.size() ? slots[next].start : kNever;
    if (winner != kNoSlot) then = std::min(then, slots[winner].end);
    if (then == kNever) return reigns;
    now = then;
  }
}

}  // namespace crier
