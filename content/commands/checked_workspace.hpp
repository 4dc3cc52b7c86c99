// SPDX-License-Identifier: Apache-2.0
// A workspace with everything in it judged, as `crier check` does. Main thread only.
#pragma once

#include <string>

#include "content/workspace/workspace.hpp"

namespace crier {

enum class LoudnessCheck { measure, keep };

// Every mistake is in its diagnostics. Stops where the folder cannot be read at all.
Workspace judged_workspace(const std::string& folder, LoudnessCheck loudness);

// The same, but stops, having told every mistake, where there is an error. Tells of warnings.
Workspace checked_workspace(const std::string& folder);

}  // namespace crier
