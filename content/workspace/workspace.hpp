// SPDX-License-Identifier: Apache-2.0
// Workspace: the folder that staff edit, read into the model with every mistake named by file, line and
// remedy. A full workspace (office.toml), a bare folder of videos, a single file and an M3U8 playlist all
// become one Office. Reads the disk and probes media: blocks; call it from a thread that may wait.
#pragma once

#include <filesystem>

#include "config/diagnostic.hpp"
#include "config/result.hpp"
#include "content/model/office.hpp"

namespace crier {

struct Workspace {
  Office office;
  Diagnostics diagnostics;  // every mistake found, errors and warnings, in the order of files and lines
};

// Fails only where `path` does not exist or cannot be read at all; all other mistakes are in `diagnostics`,
// and what remains playable is in `office`. An Office without office.toml has one channel "main" and one
// screen "main".
Result<Workspace> load_workspace(const std::filesystem::path& path);

// Which media an office names and where, without looking at any of them: they need not be there yet, and have
// no length. Without office.toml an Office of nothing.
Office load_outline(const std::filesystem::path& root);

// What the office's desk needs of a full workspace: names, zone, languages, screens, the report form and the
// report keys, with the mistakes in these alone. No medium is looked at, so that it is quick.
Result<Workspace> load_desk(const std::filesystem::path& root);

}  // namespace crier
