// SPDX-License-Identifier: Apache-2.0
// What a device plays when its settings name a repository: the store's active publication, kept in step by a
// receiver in the background. Main thread only.
#pragma once

#include <memory>

#include "content/receiving/receiver.hpp"
#include "player/media/file_check.hpp"
#include "player/options.hpp"

namespace crier {

enum class Visitors { none, served };  // a kiosk shows cases as well

// Starts to receive where the settings name a repository, and sets `options` to play what is received and to
// watch its alerts; null, and nothing changed, where they name none. Reads the disk, never the network.
// `clock` and `log` outlive the receiver.
Result<std::unique_ptr<Receiver>> subscribe(PlayerOptions& options, Visitors visitors, const Clock& clock,
                                            Log& log);

// Asks the receiver about each file; empty for null. The receiver outlives it.
FileCheck check_by(Receiver* receiver);

}  // namespace crier
