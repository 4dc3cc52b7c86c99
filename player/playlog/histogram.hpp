// SPDX-License-Identifier: Apache-2.0
// Histogram: percentiles of a measure over a year in fixed memory. One thread.
#pragma once

#include <array>
#include <cstdint>

namespace crier {

// Counts values from -kRangeMs to kRangeMs in steps of kStepMs; what lies outside counts at the edge.
class Histogram {
 public:
  static constexpr double kRangeMs = 500.0;
  static constexpr double kStepMs = 0.05;

  void add(double milliseconds);

  // The value below which `fraction` (0 to 1) of all values lie, to within kStepMs; 0 where nothing was
  // counted.
  double percentile(double fraction) const;

  std::uint64_t count() const { return count_; }

 private:
  static constexpr std::size_t kBuckets = static_cast<std::size_t>(2 * kRangeMs / kStepMs) + 1;

  std::array<std::uint32_t, kBuckets> buckets_{};
  std::uint64_t count_ = 0;
};

}  // namespace crier
