// SPDX-License-Identifier: Apache-2.0
// office.toml and screens.toml, read into the model. Every mistake is added to `diagnostics` with its place
// and remedy, and what is wrong is replaced by what still plays. Reads the disk; one thread.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "config/diagnostic.hpp"
#include "config/toml_file.hpp"
#include "content/model/office.hpp"
#include "content/schedule/zone.hpp"

namespace crier {

// `channels`: the ids of those there are. Sets name, zone, languages and default channel; returns the zone.
Zone read_office_file(const std::filesystem::path& root, const std::vector<std::string>& channels,
                      Office& office, Diagnostics& diagnostics);

// Reads the screens; needs office.default_channel. There is at least one screen afterwards.
void read_screens_file(const std::filesystem::path& root, const std::vector<std::string>& channels,
                       Office& office, Diagnostics& diagnostics);

// { zh = "...", en = "..." }, or one text in the first of `languages`.
LocalizedText read_localized(TomlTable& table, std::string_view key,
                             const std::vector<std::string>& languages);

}  // namespace crier
