// SPDX-License-Identifier: Apache-2.0
// M3U8 playlists, in and out: one location a line, in UTF-8, with the titles and lengths that #EXTINF gives.
// Pure functions; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/clock.hpp"
#include "config/diagnostic.hpp"

namespace crier {

inline constexpr std::size_t kMostPlaylistBytes = std::size_t{8} << 20;  // of a file; no office has more

struct M3u8Entry {
  std::string location;  // a path as written, relative to the playlist's folder or absolute
  std::string title;
  std::optional<Nanoseconds> duration;  // as #EXTINF claims; none where it says nothing or a negative number
  int line = 0;                         // from 1; where the location stood
};

// Tolerates a byte order mark, CR LF, blank lines, comments, unknown tags, a missing #EXTM3U and file: URLs.
// What only a network holds, and playlists of stream segments, add an error and are left out.
std::vector<M3u8Entry> parse_m3u8(std::string_view text, const std::string& name, Diagnostics& diagnostics);

// The text of a playlist that parse_m3u8, and other people's players, read back.
std::string to_m3u8(const std::vector<M3u8Entry>& entries);

// "%E6%99%AE" and the like turned into bytes; what is no such escape stays as it is.
std::string percent_decoded(std::string_view text);

}  // namespace crier
