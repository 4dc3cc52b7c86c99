// SPDX-License-Identifier: Apache-2.0
// Slots chosen by chance. Any thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "content/outbox/slot_file.hpp"
#include "content/sealing/randomness.hpp"

namespace crier {

// One of them, each as likely; there is at least one.
inline SlotNumber pick(const std::vector<SlotNumber>& numbers) {
  return numbers[random_below(static_cast<std::uint32_t>(numbers.size()))];
}

// `count` of them, or all where there are fewer, in no order (Fisher and Yates).
inline std::vector<SlotNumber> pick_some(std::vector<SlotNumber> numbers, std::size_t count) {
  count = std::min(count, numbers.size());
  for (std::size_t i = 0; i < count; ++i)
    std::swap(numbers[i], numbers[i + random_below(static_cast<std::uint32_t>(numbers.size() - i))]);
  numbers.resize(count);
  return numbers;
}

}  // namespace crier
