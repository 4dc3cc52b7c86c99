// SPDX-License-Identifier: Apache-2.0
// channels/NAME.toml and the M3U8 playlists it names, read into the model. Every mistake is added to the
// diagnostics with its place and remedy. Reads the disk; one thread.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "config/diagnostic.hpp"
#include "content/model/office.hpp"
#include "content/schedule/zone.hpp"
#include "content/workspace/media_shelf.hpp"

namespace crier {

// Ids of the channels of a workspace, in the order of their bytes.
std::vector<std::string> channel_ids(const std::filesystem::path& root);

// What the channels of one workspace share while they are read.
struct ChannelSources {
  const std::filesystem::path& root;
  const Office& office;
  const Zone& zone;
  MediaShelf& shelf;
  Diagnostics& diagnostics;
};

// The channel of that id with its calendar's text. Items hold the duration asked for, zero where there is
// none, until settle_durations has seen the measured media.
Channel read_channel_file(const std::string& id, const ChannelSources& sources);

// The same from its TOML text alone, without its calendar.
Channel parse_channel(const std::string& id, std::string_view toml, const ChannelSources& sources);

// Gives every item its exact length: the medium's, or the shorter one asked for; for pictures the one asked
// for or ten seconds; zero for what cannot be played.
void settle_durations(const std::vector<Medium>& media, Channel& channel);

}  // namespace crier
