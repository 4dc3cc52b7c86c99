// SPDX-License-Identifier: Apache-2.0
// DownloadWindow: the hours in which media may be fetched, so that a station's line is free by day. Each
// device begins at a moment of its own, so that a thousand do not ask at once. Pure; any thread.
#pragma once

#include <chrono>
#include <string_view>

#include "config/result.hpp"

namespace crier {

class DownloadWindow {
 public:
  // Always open.
  DownloadWindow() = default;

  // "01:00-05:30", on the machine's own clock; over midnight where it ends earlier than it begins. `device`
  // sets how long after the begin it opens here: up to a quarter of it.
  static Result<DownloadWindow> parse(std::string_view text, std::string_view device);

  // `time_of_day`: minutes after midnight.
  bool is_open(std::chrono::minutes time_of_day) const;

 private:
  std::chrono::minutes begin_{0};
  std::chrono::minutes length_{24 * 60};
};

// Minutes after midnight on the machine's own clock.
std::chrono::minutes local_time_of_day(std::chrono::system_clock::time_point now);

}  // namespace crier
