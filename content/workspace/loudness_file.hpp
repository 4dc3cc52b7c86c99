// SPDX-License-Identifier: Apache-2.0
// .crier/loudness.json: how loud each medium of a workspace is, measured once and kept, so that whoever plays
// it need not measure. Reads and writes the disk; one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "config/result.hpp"
#include "content/media/loudness.hpp"
#include "content/model/office.hpp"

namespace crier {

// What tells that a file is the one that was measured.
struct MediumStamp {
  std::uintmax_t size = 0;
  std::int64_t modified_ns = 0;  // since 1970-01-01T00:00:00Z

  bool operator==(const MediumStamp&) const = default;
};

// None where the file cannot be looked at.
std::optional<MediumStamp> stamp_of(const std::filesystem::path& path);

struct MeasuredLoudness {
  MediumStamp stamp;
  Loudness loudness;  // silent for what has no sound
};

// By the media's names.
using LoudnessBook = std::map<std::string, MeasuredLoudness>;

// What is kept; empty where there is nothing, or nothing that can be read.
LoudnessBook read_loudness(const std::filesystem::path& root);

// Replaces the file in one step.
Result<void> write_loudness(const std::filesystem::path& root, const LoudnessBook& book);

// Sets the gain of every medium whose loudness is kept and whose size is the measured one: a copy of a
// workspace keeps sizes, but not always times.
void apply_loudness(Office& office);

}  // namespace crier
