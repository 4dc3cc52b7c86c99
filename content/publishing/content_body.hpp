// SPDX-License-Identifier: Apache-2.0
// What the three ranks sign: one body that lists every file of a workspace, made and staged. Waits for disk
// and store; one thread.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "config/result.hpp"
#include "content/publishing/hash_cache.hpp"
#include "content/publishing/publication.hpp"
#include "content/publishing/staging.hpp"
#include "content/publishing/upload.hpp"

namespace crier {

// Every publishable file with its hash, by path, rising.
Result<std::vector<LocalTarget>> hash_workspace(const std::filesystem::path& root, HashCache& cache,
                                                std::chrono::sys_seconds now, const UploadProgress& progress);

// Those that the active content does not list: what may have to be uploaded.
std::vector<LocalTarget> new_targets(const std::vector<LocalTarget>& targets, const Publication& active);

enum class StagedContent {
  nothing_new,  // it is active, and has more than half of its life left
  waits,        // it waited already, with whatever signatures it has
  staged,
};

// `targets` by path, rising, and in the repository already.
Result<StagedContent> stage_content(RepositoryStore& store, const Publication& active, const Staged& staged,
                                    std::vector<Target> targets, const std::string& message,
                                    std::chrono::sys_seconds now);

// The targets of an earlier version, each of which the repository still has. Fails where it has not.
Result<std::vector<Target>> earlier_targets(RepositoryStore& store, std::int64_t version);

}  // namespace crier
