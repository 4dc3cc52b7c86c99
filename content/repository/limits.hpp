// SPDX-License-Identifier: Apache-2.0
// How much of a repository is believed at most, so that a hostile one exhausts neither memory nor time.
#pragma once

#include <cstddef>

namespace crier {

inline constexpr std::size_t kMostRootBytes = 512'000;
inline constexpr std::size_t kMostTimestampBytes = 16'384;
inline constexpr std::size_t kMostSnapshotBytes = 2'000'000;
inline constexpr std::size_t kMostTargetsBytes = 16'000'000;  // of 100,000 files
inline constexpr std::size_t kMostMetadataBytes = kMostTargetsBytes;
inline constexpr int kMostRootSteps = 256;   // of one refresh
inline constexpr int kMostDelegations = 32;  // that are looked into for one target

}  // namespace crier
