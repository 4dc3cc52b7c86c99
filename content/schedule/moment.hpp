// SPDX-License-Identifier: Apache-2.0
// Moments as people write them in a TOML file, on the office's clock unless they name an offset. One thread.
#pragma once

#include <optional>
#include <string_view>

#include "config/time_text.hpp"
#include "config/toml_file.hpp"
#include "content/schedule/zone.hpp"

namespace crier {

// What a date without a time means: its first instant, or the end of that day.
enum class DateAlone { first_instant, end_of_day };

// The moment under `key`; none where the key is absent or, with a diagnostic, where it holds no time.
std::optional<WallTime> read_moment(TomlTable& table, std::string_view key, DateAlone date_alone,
                                    const Zone& zone);

}  // namespace crier
