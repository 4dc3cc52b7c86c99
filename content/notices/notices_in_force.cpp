// SPDX-License-Identifier: Apache-2.0
#include "content/notices/notices_in_force.hpp"

#include <algorithm>

namespace crier {
namespace {

bool is_wanted(const Notice& notice, const std::vector<NoticeKind>& kinds) {
  return kinds.empty() || std::find(kinds.begin(), kinds.end(), notice.kind) != kinds.end();
}

}  // namespace

std::vector<const Notice*> notices_at(const Office& office, WallTime time,
                                      const std::vector<NoticeKind>& kinds) {
  std::vector<const Notice*> shown;
  for (const Notice& notice : office.notices) {
    if (!is_wanted(notice, kinds)) continue;
    if (notice.from && time < *notice.from) continue;
    if (notice.until && time >= *notice.until) continue;
    shown.push_back(&notice);
  }
  return shown;
}

std::optional<WallTime> next_notice_change(const Office& office, WallTime time,
                                           const std::vector<NoticeKind>& kinds) {
  std::optional<WallTime> next;
  for (const Notice& notice : office.notices) {
    if (!is_wanted(notice, kinds)) continue;
    for (const std::optional<WallTime>& moment : {notice.from, notice.until})
      if (moment && *moment > time && (!next || *moment < *next)) next = moment;
  }
  return next;
}

}  // namespace crier
