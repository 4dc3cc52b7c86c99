// SPDX-License-Identifier: Apache-2.0
// forms/workdays.toml: public holidays, and the weekend days that are worked to make up for them, as the
// State Council's notice of each autumn says. Reads the disk; any thread that may wait.
//
//   [[year]]
//   year = 2026
//   holidays = ["2026-01-01/2026-01-03", "2026-04-06"]   days, or their first and last
//   workdays = ["2026-01-04"]                            worked though they lie on a weekend
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "config/diagnostic.hpp"
#include "content/workdays/work_calendar.hpp"

namespace crier {

inline constexpr const char* kWorkdaysFile = "forms/workdays.toml";

// Every mistake is added to `diagnostics` with its place and remedy. Without the file no holidays are known.
WorkCalendar read_work_calendar(const std::filesystem::path& root, Diagnostics& diagnostics);

// `name` is what diagnostics call the file.
WorkCalendar parse_work_calendar(std::string_view text, const std::string& name, Diagnostics& diagnostics);

}  // namespace crier
