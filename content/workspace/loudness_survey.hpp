// SPDX-License-Identifier: Apache-2.0
// Measures whatever sounds in an office and is not measured yet, on as many threads as help, and keeps the
// result in the workspace. Blocks for as long as it takes.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "config/diagnostic.hpp"
#include "content/model/office.hpp"

namespace crier {

// Tells of each medium before its turn comes to be noted: how many are done, of how many.
using SurveyProgress = std::function<void(std::size_t done, std::size_t all, const std::string& name)>;

// Measures every film and sound without a fault whose size or time changed since it was measured, and sets
// the gains of all. A workspace that cannot be written to, or a sound that cannot be measured, adds a
// warning. `progress` is called on the calling thread, never where nothing needs measuring.
void survey_loudness(Office& office, const SurveyProgress& progress, Diagnostics& diagnostics);

}  // namespace crier
