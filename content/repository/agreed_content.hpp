// SPDX-License-Identifier: Apache-2.0
// The three-review rule: what may be on a screen is what three ranks of people have signed alike, each with
// keys of its own. TUF by itself counts keys and not ranks; here their roles must agree on every file's
// length and hashes (as TAP 3 proposes). Pure functions; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/result.hpp"
#include "content/repository/metadata.hpp"

namespace crier {

// The roles that the top-level targets role delegates to.
inline constexpr std::array<const char*, 3> kRanks = {"first-review", "second-review", "final-review"};
inline constexpr const char* kAlertRole = "alert";

inline constexpr std::string_view kContentFolder = "content/";  // of targets
inline constexpr std::string_view kAlertFolder = "alert/";

struct ApprovedContent {
  std::int64_t version = 0;   // of the final review
  std::vector<Target> files;  // by path in the workspace, rising: "channels/hall.toml"
  std::string id;             // the same for the same files, whoever signed them when
};

using RankMetadata = std::array<const TargetsMetadata*, kRanks.size()>;

// Fails with code `format` where a rank is not delegated to, two ranks share a key, a rank lists what it may
// not, the ranks differ in any file, or a path is none that a workspace has.
Result<ApprovedContent> agreed_content(const TargetsMetadata& targets, const RankMetadata& ranks);

// Why a target's path is none for a file below a folder: empty, hidden or dotted segments, more than eight
// levels, more than 255 bytes in one, control characters, no UTF-8. Empty where it is one.
std::string fault_of_path(std::string_view path);

}  // namespace crier
