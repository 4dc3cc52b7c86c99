// SPDX-License-Identifier: Apache-2.0
// A channel's layouts, [layout.landscape] and [layout.portrait], read into the model. Every mistake is added
// to the diagnostics with its place and remedy; a zone with one is left out, and a layout that then shows no
// programme is left out whole, so that the programme fills the screen. One thread.
#pragma once

#include "config/toml_file.hpp"
#include "content/model/office.hpp"
#include "content/workspace/zone_file.hpp"

namespace crier {

// Reads the key "layout" of the channel's file. `channel` has its playlists already.
void read_layouts(TomlTable& file, const ZoneSources& sources, Channel& channel);

// Leaves out the zones whose picture cannot be shown, once the media are measured.
void settle_layouts(const std::vector<Medium>& media, Channel& channel);

}  // namespace crier
