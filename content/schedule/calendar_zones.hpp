// SPDX-License-Identifier: Apache-2.0
// The zones that a calendar's times are written in: by IANA's name, by a VTIMEZONE of its own, or by a name
// that another company's calendar program gives them. For Calendar::parse alone. One thread.
#pragma once

#include <libical/ical.h>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "content/schedule/zone.hpp"

namespace crier {

// A time as its calendar's clock shows it, whatever its zone.
LocalSeconds local_of(const icaltimetype& time);

class CalendarZones {
 public:
  // The office's own zone is number 0: that of times which name none.
  explicit CalendarZones(const Zone& office_zone) : zones_{office_zone} {}

  // The number of the zone that `time`, the value of `property`, is written in; none where nobody knows it.
  std::optional<std::size_t> find(icalproperty* property, const icaltimetype& time, icalcomponent* calendar);

  // What `property` calls its zone; empty where it names none.
  static std::string name_of(icalproperty* property);

  const Zone& operator[](std::size_t number) const { return zones_[number]; }
  std::vector<Zone> take() { return std::move(zones_); }

 private:
  std::optional<Zone> look_up(const std::string& id, icalcomponent* calendar) const;

  std::vector<Zone> zones_;
  std::map<std::string, std::optional<std::size_t>> numbers_;  // by name
};

}  // namespace crier
