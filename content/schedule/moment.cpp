// SPDX-License-Identifier: Apache-2.0
#include "content/schedule/moment.hpp"

namespace crier {

std::optional<WallTime> read_moment(TomlTable& table, std::string_view key, DateAlone date_alone,
                                    const Zone& zone) {
  constexpr std::string_view kDateForm = "2026-01-01";
  const auto text = table.time(key);
  if (!text) return std::nullopt;
  WrittenTime written = *parse_time(text->text);
  const bool is_date = text->text.size() == kDateForm.size();
  if (is_date && date_alone == DateAlone::end_of_day) written.local += std::chrono::days{1};
  const auto whole = std::chrono::floor<std::chrono::seconds>(written.local);
  const LocalSeconds local = whole.time_since_epoch().count();
  const UtcSeconds utc =
      written.offset ? local - std::chrono::seconds(*written.offset).count() : zone.to_utc(local);
  return WallTime{std::chrono::seconds{utc}} + (written.local - whole);
}

}  // namespace crier
