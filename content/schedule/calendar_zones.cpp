// SPDX-License-Identifier: Apache-2.0
#include "content/schedule/calendar_zones.hpp"

#include <utility>

#include "content/schedule/civil.hpp"

namespace crier {
namespace {

// Names that other companies' calendar programs give to zones.
constexpr std::pair<const char*, const char*> kForeignZones[] = {
    {"China Standard Time", "Asia/Shanghai"},
    {"Taipei Standard Time", "Asia/Taipei"},
    {"Tokyo Standard Time", "Asia/Tokyo"},
    {"Korea Standard Time", "Asia/Seoul"},
    {"Singapore Standard Time", "Asia/Singapore"},
    {"SE Asia Standard Time", "Asia/Bangkok"},
    {"India Standard Time", "Asia/Kolkata"},
    {"GMT Standard Time", "Europe/London"},
    {"W. Europe Standard Time", "Europe/Berlin"},
    {"Romance Standard Time", "Europe/Paris"},
    {"Central European Standard Time", "Europe/Warsaw"},
    {"Eastern Standard Time", "America/New_York"},
    {"Central Standard Time", "America/Chicago"},
    {"Pacific Standard Time", "America/Los_Angeles"},
    {"Beijing", "Asia/Shanghai"},
};

// A calendar's own zone, read off libical at each day's start and bisected where the offset changes.
std::optional<Zone> own_zone(const std::string& id, icalcomponent* calendar) {
  icaltimezone* const zone = icalcomponent_get_timezone(calendar, id.c_str());
  if (zone == nullptr) return std::nullopt;
  const auto offset = [zone](UtcSeconds at) {
    icaltimetype time =
        icaltime_from_timet_with_zone(static_cast<time_t>(at), 0, icaltimezone_get_utc_timezone());
    int daylight = 0;
    return std::int64_t{icaltimezone_get_utc_offset_of_utc_time(zone, &time, &daylight)};
  };
  constexpr int kFirstYear = 1970;
  constexpr int kLastYear = 2060;
  std::vector<Zone::Transition> transitions;
  UtcSeconds at = day_number(kFirstYear, 1, 1) * kDaySeconds;
  transitions.push_back({at, offset(at)});
  for (const UtcSeconds end = day_number(kLastYear, 1, 1) * kDaySeconds; at < end; at += 7 * kDaySeconds) {
    UtcSeconds low = at;
    UtcSeconds high = at + 7 * kDaySeconds;
    const std::int64_t after = offset(high);
    if (after == transitions.back().offset) continue;
    while (high - low > 1) {
      const UtcSeconds middle = low + (high - low) / 2;
      (offset(middle) == after ? high : low) = middle;
    }
    transitions.push_back({high, after});
  }
  return Zone(id, std::move(transitions));
}

}  // namespace

LocalSeconds local_of(const icaltimetype& time) {
  return day_number(time.year, time.month, time.day) * kDaySeconds + time.hour * 3600 + time.minute * 60 +
         time.second;
}

std::string CalendarZones::name_of(icalproperty* property) {
  icalparameter* const parameter = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
  const char* const name = parameter == nullptr ? nullptr : icalparameter_get_tzid(parameter);
  return name == nullptr ? std::string() : std::string(name);
}

std::optional<Zone> CalendarZones::look_up(const std::string& id, icalcomponent* calendar) const {
  if (auto zone = Zone::find(id)) return std::move(*zone);
  // Some programs put a path of their own before the name: "/vendor/version/Asia/Shanghai".
  for (std::size_t slash = id.find('/'); slash != std::string::npos; slash = id.find('/', slash + 1)) {
    if (auto tail = Zone::find(id.substr(slash + 1))) return std::move(*tail);
  }
  if (auto own = own_zone(id, calendar)) return own;
  for (const auto& [foreign, iana] : kForeignZones) {
    if (id != foreign) continue;
    if (auto known = Zone::find(iana)) return std::move(*known);
  }
  return std::nullopt;
}

std::optional<std::size_t> CalendarZones::find(icalproperty* property, const icaltimetype& time,
                                               icalcomponent* calendar) {
  const bool is_utc = icaltime_is_utc(time) != 0;
  if (!is_utc && icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER) == nullptr) return 0;
  const std::string id = is_utc ? "UTC" : name_of(property);
  const auto [entry, is_new] = numbers_.try_emplace(id);
  if (!is_new) return entry->second;
  auto zone = is_utc ? std::optional<Zone>(Zone::utc()) : look_up(id, calendar);
  if (zone) {
    entry->second = zones_.size();
    zones_.push_back(std::move(*zone));
  }
  return entry->second;
}

}  // namespace crier
