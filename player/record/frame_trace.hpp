// SPDX-License-Identifier: Apache-2.0
// FrameTrace: one line for each presented frame: when it was due (nanoseconds since 1970), a blank, and 16
// hex digits of a hash of its pixels; so that two runs can be compared frame by frame. One thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>

#include "config/clock.hpp"
#include "config/result.hpp"
#include "player/scene/painter.hpp"

namespace crier {

class FrameTrace {
 public:
  static Result<FrameTrace> create(const std::filesystem::path& file);

  void add(WallTime due, const Canvas& canvas);

  // Fails where a line before it could not be written.
  Result<void> finish();

 private:
  explicit FrameTrace(const std::filesystem::path& file);

  std::filesystem::path file_;
  std::ofstream stream_;
};

// Of size and colours alone: neither the fourth byte of a pixel nor the stride counts. The same on every
// machine of the same byte order; not for secrets.
std::uint64_t hash_of(const Canvas& canvas);

}  // namespace crier
