// SPDX-License-Identifier: Apache-2.0
// Files on their way into a repository: each under its hash and its name, once, and never over another. A
// rerun goes on where the one before was cut. Waits for disk and store; one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "config/result.hpp"
#include "content/publishing/repository_store.hpp"

namespace crier {

// Told of bytes that are in the repository now, of how many.
using UploadProgress = std::function<void(std::uint64_t done, std::uint64_t all)>;

struct LocalTarget {
  Target target;
  std::filesystem::path file;
};

struct UploadCount {
  std::size_t files = 0;  // that were not there yet
  std::uint64_t bytes = 0;
};

// Fails where a file is no longer the one that was hashed.
Result<UploadCount> upload_targets(RepositoryStore& store, const std::vector<LocalTarget>& targets,
                                   const UploadProgress& progress);

}  // namespace crier
