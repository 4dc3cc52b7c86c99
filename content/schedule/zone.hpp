// SPDX-License-Identifier: Apache-2.0
// Zone: a time zone as a table of offsets, whether it comes from the system's IANA data or from a calendar's
// own VTIMEZONE. A plain value; any thread. Local times are seconds since 1970-01-01T00:00:00 on the zone's
// own clock.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "config/result.hpp"

namespace crier {

using UtcSeconds = std::int64_t;    // since 1970-01-01T00:00:00Z
using LocalSeconds = std::int64_t;  // since 1970-01-01T00:00:00 local time

class Zone {
 public:
  // From this moment on the clock is `offset` seconds east of Greenwich.
  struct Transition {
    UtcSeconds from = 0;
    std::int64_t offset = 0;
  };

  // The system's IANA zone of that name. Right until 2093: after 2037 the rules of the last published years
  // go on.
  static Result<Zone> find(const std::string& name);
  static Zone utc();

  // `transitions` ascend; the first one's offset also holds before it.
  Zone(std::string name, std::vector<Transition> transitions);

  const std::string& name() const { return name_; }
  std::int64_t offset_at(UtcSeconds time) const;
  LocalSeconds to_local(UtcSeconds time) const { return time + offset_at(time); }

  // RFC 5545 section 3.3.5: a local time that does not exist is read with the offset before the gap, one that
  // exists twice means the first.
  UtcSeconds to_utc(LocalSeconds local) const;

  // A stretch of local time inside which to_utc(local) is local - offset: for converting many times in order.
  struct Steady {
    LocalSeconds from = 0;
    LocalSeconds to = 0;  // exclusive; equal to `from` where `local` is too close to a transition
    std::int64_t offset = 0;
  };
  Steady steady_around(LocalSeconds local) const;

 private:
  std::string name_;
  std::vector<Transition> transitions_;
};

}  // namespace crier
