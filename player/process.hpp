// SPDX-License-Identifier: Apache-2.0
// What every process of ours that plays begins with. Main thread, before there are others.
#pragma once

#include <atomic>

namespace crier {

// Large pieces of memory go back to the system when they are freed, libavutil prints nothing.
void prepare_process();

// True once SIGTERM, SIGINT or SIGHUP came. A connection whose other end has gone no longer ends the process.
const std::atomic<bool>& catch_stop_signals();

}  // namespace crier
