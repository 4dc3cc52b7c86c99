// SPDX-License-Identifier: Apache-2.0
// The store of a device, as its settings describe it. Pure; any thread.
#pragma once

#include "config/settings.hpp"
#include "content/receiving/synchroniser.hpp"

namespace crier {

// With the screens that the settings name, none: every screen's. Whether it serves visitors is not in them.
StoreOptions device_store(const PlayerSettings& settings);

}  // namespace crier
