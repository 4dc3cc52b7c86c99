// SPDX-License-Identifier: Apache-2.0
// office.toml and screens.toml, read into the model. Every mistake is added to `diagnostics` with its place
// and remedy, and what is wrong is replaced by what still plays. Reads the disk; one thread.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "config/diagnostic.hpp"
#include "content/model/office.hpp"
#include "content/schedule/zone.hpp"
#include "content/workspace/media_shelf.hpp"

namespace crier {

// `channels`: the ids of those there are. Sets name, zone, languages, default channel, logo, loudness and
// categories;
// returns the zone.
Zone read_office_file(const std::filesystem::path& root, const std::vector<std::string>& channels,
                      MediaShelf& shelf, Office& office, Diagnostics& diagnostics);

// Reads the screens; needs office.default_channel. There is at least one screen afterwards.
void read_screens_file(const std::filesystem::path& root, const std::vector<std::string>& channels,
                       Office& office, Diagnostics& diagnostics);

}  // namespace crier
