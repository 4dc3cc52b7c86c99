// SPDX-License-Identifier: Apache-2.0
// One language's file of a notice, parsed: a TOML front matter, then CommonMark. Pure functions; any thread.
//
//   title = "..."                one line
//   kind = "refutation"          or "notice", which is meant where no language's file says it
//   date = 2026-11-24            of issue
//   from = 2026-11-24T08:00:00   on the office's clock where no offset is named
//   until = 2026-12-31           a date alone means through the end of that day
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/diagnostic.hpp"
#include "content/model/notice.hpp"
#include "content/schedule/zone.hpp"

namespace crier {

// A value and the line it stands on.
template <class T>
struct Placed {
  T value;
  int line = 0;
};

struct NoticePart {
  NoticeText text;
  std::optional<Placed<NoticeKind>> kind;
  std::optional<Placed<std::chrono::year_month_day>> date;
  std::optional<Placed<WallTime>> from;
  std::optional<Placed<WallTime>> until;
};

// `name` is what diagnostics call the file. None where it has an error: a notice must not outlive a date that
// nobody could read.
std::optional<NoticePart> parse_notice(std::string_view text, const std::string& name, const Zone& zone,
                                       Diagnostics& diagnostics);

}  // namespace crier
