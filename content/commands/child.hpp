// SPDX-License-Identifier: Apache-2.0
// Runs another program of ours and follows what it says. Main thread only: signals are blocked meanwhile.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "config/result.hpp"

namespace crier {

// What the caller wants to hear while the program runs. Lines come without their end; one longer than 64 KiB
// comes in parts.
struct ChildListener {
  std::function<void(std::string_view line)> on_output;
  std::function<void(std::string_view line)> on_error;
  std::function<void()> on_tick;  // at least a few times a second
};

// How a program ended: by exit(status), or by a signal.
struct ChildEnd {
  int status = 0;
  int signal = 0;

  bool succeeded() const { return status == 0 && signal == 0; }
};

// Starts `arguments[0]`, a path or a name to be found on PATH, without a shell and with nothing to read, and
// returns when it has ended. SIGINT, SIGTERM and SIGHUP kill it and all that it started:
// ErrorCode::cancelled.
Result<ChildEnd> run_child(const std::vector<std::string>& arguments, const ChildListener& listener);

}  // namespace crier
