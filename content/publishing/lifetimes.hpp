// SPDX-License-Identifier: Apache-2.0
// How long each part of a publication is believed before it must be renewed.
#pragma once

#include <chrono>

namespace crier {

inline constexpr std::chrono::seconds kRootLife = std::chrono::days(365);
inline constexpr std::chrono::seconds kTrustLife = std::chrono::days(182);
inline constexpr std::chrono::seconds kContentLife = std::chrono::days(90);
inline constexpr std::chrono::seconds kSnapshotLife = std::chrono::days(7);
inline constexpr std::chrono::seconds kTimestampLife = std::chrono::days(1);
inline constexpr std::chrono::seconds kAlertMetadataLife = std::chrono::hours(6);
inline constexpr std::chrono::seconds kLongestAlertLife = std::chrono::days(2);

// Whoever looks is told of what expires sooner than this.
inline constexpr std::chrono::seconds kExpiryWarning = std::chrono::days(14);

}  // namespace crier
