// SPDX-License-Identifier: Apache-2.0
#include "player/playout/fault_book.hpp"

#include <algorithm>

namespace crier {
namespace {

constexpr Nanoseconds kFirstBar = std::chrono::seconds{5};
constexpr Nanoseconds kLongestBar = std::chrono::minutes{10};

}  // namespace

bool FaultBook::is_barred(std::size_t medium, MonotonicTime now) const {
  const auto found = entries_.find(medium);
  return found != entries_.end() && now < found->second.barred_until;
}

bool FaultBook::note_failure(std::size_t medium, MonotonicTime now) {
  const auto [entry, is_first] = entries_.try_emplace(medium);
  entry->second.bar = is_first ? kFirstBar : std::min(entry->second.bar * 2, kLongestBar);
  entry->second.barred_until = now + entry->second.bar;
  return is_first;
}

}  // namespace crier
