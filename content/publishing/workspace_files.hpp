// SPDX-License-Identifier: Apache-2.0
// Which files of a workspace go to devices, and by which target paths. Reads the disk; one thread.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "config/result.hpp"

namespace crier {

// The path of a target is this and the file's name in the workspace.
inline constexpr const char* kContentPrefix = "content/";

// Names relative to the workspace, rising: everything but alerts/, hidden files and what is unfinished
// (*.part), with .crier/loudness.json. Fails, naming every file, where one cannot be published: a private
// key, a link that leads out of the workspace, a name that is not UTF-8 or too long, a folder too deep.
Result<std::vector<std::string>> publishable_files(const std::filesystem::path& root);

}  // namespace crier
