// SPDX-License-Identifier: Apache-2.0
#include "config/clock.hpp"

namespace crier {

MonotonicTime SystemClock::monotonic() const {
  return std::chrono::time_point_cast<Nanoseconds>(std::chrono::steady_clock::now());
}

WallTime SystemClock::wall() const {
  return std::chrono::time_point_cast<Nanoseconds>(std::chrono::system_clock::now());
}

}  // namespace crier
