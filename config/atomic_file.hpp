// SPDX-License-Identifier: Apache-2.0
// Writes a file whole or not at all. Blocks for the disk; any thread that may wait.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "config/result.hpp"

namespace crier {

enum class FileReaders { everyone, owner };

// Replaces the file, or makes it: written beside it, synced, renamed, and the folder synced. After success it
// is on the disk for good; after a failure or a power cut the old one is there. The folder must be there.
Result<void> write_atomically(const std::filesystem::path& file, std::span<const std::uint8_t> bytes,
                              FileReaders readers = FileReaders::everyone);

// Makes what was named, renamed or taken away in the folder last.
Result<void> sync_folder(const std::filesystem::path& folder);

}  // namespace crier
