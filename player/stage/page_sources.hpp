// SPDX-License-Identifier: Apache-2.0
// What drawn zones show at any moment: pure functions of the office and the time, called on the artist's
// thread.
#pragma once

#include <string>
#include <vector>

#include "config/log.hpp"
#include "content/model/office.hpp"
#include "content/schedule/zone.hpp"
#include "player/media/file_check.hpp"
#include "player/scene/sheet_style.hpp"
#include "player/stage/artist.hpp"

namespace crier {

// One zone of a screen; `office` outlives what is made from it.
struct ZoneFacts {
  const Office* office;
  ZoneLayout layout;
  std::vector<std::string> languages;  // in order
  SheetStyle style;
  int width;  // pixels
  int height;
};

// A picture or the logo; where the office has no logo, its name. A file that cannot be shown is logged.
PageSource picture_source(const ZoneFacts& facts, Log& log, FileCheck check = {});

PageSource qr_source(const ZoneFacts& facts, Log& log);

// A page a minute, on the office's clock.
PageSource clock_source(const ZoneFacts& facts, const Zone& time_zone);

// The zone's own text, or the notices in force, page by page. Which page is on is found by arithmetic from
// the moment at which the notices last changed.
PageSource text_source(const ZoneFacts& facts);

// Strips of the notices in force: each page one strip.
PageSource ticker_source(const ZoneFacts& facts);

}  // namespace crier
