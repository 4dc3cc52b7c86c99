// SPDX-License-Identifier: Apache-2.0
// TrustedTime: what time it is for judging whether a signature's word still holds. A machine without a
// battery may wake in the past, and then everything would be valid for ever: this never goes back behind the
// latest time that was known for sure, nor behind the day this program was made. Reads and writes the disk;
// one thread.
#pragma once

#include <chrono>
#include <filesystem>

#include "config/clock.hpp"

namespace crier {

class TrustedTime {
 public:
  // `file` holds the latest time that was known; `clock` outlives this.
  TrustedTime(std::filesystem::path file, const Clock& clock);

  std::chrono::sys_seconds now() const;

  // Remembers now, where the system's clock is synchronised (adjtimex(2)); once an hour at most.
  void remember();

 private:
  std::filesystem::path file_;
  const Clock& clock_;
  std::chrono::sys_seconds latest_;
};

}  // namespace crier
