// SPDX-License-Identifier: Apache-2.0
// Content without an office.toml: a folder, a file or an M3U8 playlist as one office with one channel "main",
// one playlist "main" and one screen "main". Reads the disk and probes media; blocks.
#pragma once

#include <filesystem>

#include "config/result.hpp"
#include "content/workspace/workspace.hpp"

namespace crier {

// All media of the folder and its sub-folders, in name order.
Workspace load_folder(const std::filesystem::path& folder);

Workspace load_single_file(const std::filesystem::path& file);

// The entries in their order, anywhere on this machine. Fails where the file cannot be read.
Result<Workspace> load_m3u8(const std::filesystem::path& file);

}  // namespace crier
