// SPDX-License-Identifier: Apache-2.0
// Notice: something the office has to say in words: a notice, or a rumour refuted. Read from
// notices/NAME.LANGUAGE.md. Plain values; any thread.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "config/clock.hpp"

namespace crier {

enum class NoticeKind { notice, refutation };

struct NoticeText {
  std::string title;
  std::string body;  // CommonMark
};

struct Notice {
  std::string id;  // the file's name without language and ending
  NoticeKind kind = NoticeKind::notice;
  std::optional<std::chrono::year_month_day> date;  // of issue
  std::optional<WallTime> from;                     // shown from this moment on
  std::optional<WallTime> until;                    // no longer shown from this moment on
  std::map<std::string, NoticeText> texts;          // by language, at least one
};

}  // namespace crier
