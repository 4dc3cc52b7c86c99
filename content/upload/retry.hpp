// SPDX-License-Identifier: Apache-2.0
// Retry: how long to wait after a failure: longer each time, never for ever, and by chance, so that a hundred
// kiosks do not knock at the same moment when a server comes back. One thread.
#pragma once

#include <algorithm>
#include <chrono>

#include "config/clock.hpp"

namespace crier {

struct RetryPace {
  std::chrono::seconds first{5};
  std::chrono::seconds longest{3'600};
};

class Retry {
 public:
  explicit Retry(const RetryPace& pace) : pace_(pace), wait_(pace.first) {}

  void succeeded() { wait_ = pace_.first; }

  // The wait before the next try: from half of what it has grown to, to all of it. `chance` is 0 to below 1.
  Nanoseconds failed(double chance) {
    const std::chrono::duration<double> wait = wait_ * (0.5 + chance / 2);
    wait_ = std::min(wait_ * 2, pace_.longest);
    return std::chrono::duration_cast<Nanoseconds>(wait);
  }

 private:
  RetryPace pace_;
  std::chrono::seconds wait_;
};

}  // namespace crier
