// SPDX-License-Identifier: Apache-2.0
// KnownRoots: the newest root of each repository that this person has seen, kept in their own folder, so that
// a store that was taken over cannot begin a trust of its own. As ssh does with hosts, the first one is taken
// on trust. Reads and writes the disk; one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "config/result.hpp"
#include "content/sealing/locked_bytes.hpp"

namespace crier {

class KnownRoots {
 public:
  // Made when something is written.
  explicit KnownRoots(std::filesystem::path folder) : folder_(std::move(folder)) {}

  // Empty where none is known.
  std::vector<std::uint8_t> of(const std::string& address) const;
  Result<void> remember(const std::string& address, Bytes root);

 private:
  std::filesystem::path file_of(const std::string& address) const;

  std::filesystem::path folder_;
};

// $XDG_STATE_HOME/crier/roots, or ~/.local/state/crier/roots; and $XDG_CACHE_HOME/crier, or ~/.cache/crier.
// Empty where there is no home.
std::filesystem::path user_state_folder();
std::filesystem::path user_cache_folder();

}  // namespace crier
