// SPDX-License-Identifier: Apache-2.0
// Times and durations as people write them on a command line or in a file. Pure functions; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/clock.hpp"
#include "config/result.hpp"

namespace crier {

// "90s", "5m", "1h", "250ms", "2d", and sums of them largest first: "1h30m". Never negative.
Result<Nanoseconds> parse_duration(std::string_view text);

// The shortest form parse_duration reads back: "1m30s", "250ms", "0s".
std::string format_duration(Nanoseconds duration);

// A time of day as minutes after midnight: "06:30", from "00:00" to "24:00".
Result<std::chrono::minutes> parse_time_of_day(std::string_view text);

// A date and time as written, before anyone has said in which zone it is meant.
struct WrittenTime {
  std::chrono::local_time<Nanoseconds> local{};
  std::optional<std::chrono::minutes> offset;  // east of Greenwich; none where the text names no offset
};

// RFC 3339 section 5.6, and with the offset left out. The time may be left out too: midnight.
// Accepts 'T', 't' or a blank between date and time. Rejects dates and times that do not exist.
Result<WrittenTime> parse_time(std::string_view text);

// "2026-11-24T08:30:00+08:00", with as many digits of a second as are needed; `offset` east of Greenwich.
std::string format_time(WallTime time, std::chrono::seconds offset);

}  // namespace crier
