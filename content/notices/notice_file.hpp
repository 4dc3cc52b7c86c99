// SPDX-License-Identifier: Apache-2.0
// The folder notices/, read into the model: one notice for the files NAME.LANGUAGE.md that differ in LANGUAGE
// alone. What they share (kind, date, from, until) may stand in one of them only. Reads the disk; any thread
// that may wait.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "config/diagnostic.hpp"
#include "content/model/notice.hpp"
#include "content/schedule/zone.hpp"

namespace crier {

// All notices under `root`, newest first, then by id; those without a date come last. `languages`: the
// office's. Every mistake is added to `diagnostics` with its place and remedy; a file with an error is left
// out.
std::vector<Notice> read_notices(const std::filesystem::path& root, const std::vector<std::string>& languages,
                                 const Zone& zone, Diagnostics& diagnostics);

}  // namespace crier
