// SPDX-License-Identifier: Apache-2.0
// One [[layout.landscape.zones]] of a channel's file: what a zone shows and where. Every mistake is added to
// the diagnostics with its place and remedy. One thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/toml_file.hpp"
#include "content/model/office.hpp"
#include "content/workspace/media_shelf.hpp"

namespace crier {

// What a channel's zones refer to.
struct ZoneSources {
  const std::string& file;  // the channel's, as diagnostics call it
  const Office& office;     // languages and logo
  std::vector<std::string> playlists;
  MediaShelf& shelf;
  Diagnostics& diagnostics;
};

struct ReadZone {
  ZoneLayout layout;
  std::optional<ZoneKind> kind;  // none where the kind is missing or unknown
  bool is_sound = false;         // it can be shown: nothing but warnings was said
};
ReadZone read_zone_table(TomlTable& table, const ZoneSources& sources);

}  // namespace crier
