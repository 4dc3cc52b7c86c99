// SPDX-License-Identifier: Apache-2.0
// A ticker's words as one endless strip, drawn once and then only moved: an opaque ground, so that nothing is
// blended below it. Pure; any thread; takes tens of milliseconds, so away from the main thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "content/model/notice.hpp"
#include "player/media/picture.hpp"
#include "player/scene/sheet_style.hpp"

namespace crier {

struct TickerEntry {
  NoticeKind kind = NoticeKind::notice;
  std::vector<std::pair<std::string, std::string>> titles;  // language and title, the first one foremost
};

// The notice's titles in `languages`; in whatever language it has where it has none of these.
TickerEntry ticker_entry(const Notice& notice, const std::vector<std::string>& languages);

struct TickerStrip {
  std::vector<Picture> tiles;  // from left to right, BGRA, as high as the strip
  int width = 0;               // of all tiles together; after the last comes the first again
};

inline constexpr int kTickerTileWidth = 4'096;  // of every tile but the last

// A strip longer than this ends with the entry that reaches it; those that follow are left out.
inline constexpr int kMostTickerWidth = 40 * kTickerTileWidth;

// The gaps grow until the strip is at least `least_width` long: that of the zone, so that no entry is seen
// twice at once. No entries: an empty ground of that width. `tile_width` is for tests.
TickerStrip make_ticker_strip(const std::vector<TickerEntry>& entries, int height, int least_width,
                              const SheetStyle& style, int tile_width = kTickerTileWidth);

}  // namespace crier
