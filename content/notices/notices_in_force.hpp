// SPDX-License-Identifier: Apache-2.0
// Which notices are shown at a moment, and until when that holds. Pure functions; any thread.
#pragma once

#include <optional>
#include <vector>

#include "config/clock.hpp"
#include "content/model/office.hpp"

namespace crier {

// Those of `kinds` (empty: of all) that are shown at `time`, in the office's order. Valid while the office
// is.
std::vector<const Notice*> notices_at(const Office& office, WallTime time,
                                      const std::vector<NoticeKind>& kinds);

// The first moment after `time` at which notices_at may answer otherwise; none where it never will.
std::optional<WallTime> next_notice_change(const Office& office, WallTime time,
                                           const std::vector<NoticeKind>& kinds);

}  // namespace crier
