// SPDX-License-Identifier: Apache-2.0
#include "player/playlog/histogram.hpp"

#include <algorithm>
#include <cmath>

namespace crier {

void Histogram::add(double milliseconds) {
  const double clamped = std::clamp(milliseconds, -kRangeMs, kRangeMs);
  ++buckets_[static_cast<std::size_t>(std::lround((clamped + kRangeMs) / kStepMs))];
  ++count_;
}

double Histogram::percentile(double fraction) const {
  if (count_ == 0) return 0;
  const auto wanted = static_cast<std::uint64_t>(std::ceil(fraction * double(count_)));
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < buckets_.size(); ++i) {
    seen += buckets_[i];
    if (seen >= std::max<std::uint64_t>(wanted, 1))
      return std::round((double(i) * kStepMs - kRangeMs) * 100) / 100;
  }
  return kRangeMs;
}

}  // namespace crier
