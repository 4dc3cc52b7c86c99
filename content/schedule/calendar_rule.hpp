// SPDX-License-Identifier: Apache-2.0
// A recurrence rule as libical reads it (RFC 5545, section 3.3.10), in our own terms. For Calendar::parse
// alone.
#pragma once

#include <libical/ical.h>

#include <optional>

#include "content/schedule/recurrence.hpp"
#include "content/schedule/zone.hpp"

namespace crier {

// `clock`: the zone of the rule's event; null where it has none. None where the rule has no frequency that is
// known.
std::optional<RecurrenceRule> rule_of(const icalrecurrencetype& from, const Zone* clock);

}  // namespace crier
