// SPDX-License-Identifier: Apache-2.0
// Whether a technician's key is plugged in, and what the service panel then says: nothing of a citizen. Reads
// a file each time; any thread.
#pragma once

#include <string>
#include <vector>

#include "config/settings.hpp"
#include "kiosk/panels/panels.hpp"

namespace crier {

inline constexpr std::size_t kMostKeyFileBytes = 64 * 1024;

// The settings' key file is there and its SHA-256 is the settings' one.
bool technician_is_here(const KioskSettings& settings);

// What is worth knowing before a screwdriver is taken: the screen, the content, what does not work. `faults`:
// what went wrong when the visit was prepared.
std::vector<ServiceLine> service_lines(const PlayerSettings& settings, const Office& office, int mistakes,
                                       const std::vector<std::string>& faults);

}  // namespace crier
