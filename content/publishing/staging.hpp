// SPDX-License-Identifier: Apache-2.0
// What waits in a repository for signatures: staged/root.json, targets.json, content.json and alert.json,
// each a body without signatures, and beside it every signature in a file of its own, so that two people who
// sign at the same moment lose nothing. Devices read none of it. Whatever the store gives is believed only as
// far as it verifies. Waits for the store; one thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "config/result.hpp"
#include "content/publishing/publication.hpp"
#include "content/publishing/repository_store.hpp"
#include "content/repository/signing_key.hpp"

namespace crier {

enum class StagedKind { root, trust, content, alert };

// "root", "targets", "content", "alert".
std::string_view staged_name(StagedKind kind);

// Newer than what is active; with every valid signature that was found, by key id, rising.
struct Staged {
  std::optional<RootMetadata> root;
  std::optional<TargetsMetadata> trust;
  std::optional<TargetsMetadata> content;
  std::optional<TargetsMetadata> alerts;
  std::string message;  // what the one who staged the content wrote; may be empty

  bool is_empty() const { return !root && !trust && !content && !alerts; }
};

// `active`: null where nothing was published yet. What would live longer than its kind may, or has a version
// far ahead, was not made by us: it is left out.
Result<Staged> read_staged(RepositoryStore& store, const Publication* active, std::chrono::sys_seconds now);

// Puts a body in the place of the one that waited; its signatures are no longer looked at.
Result<void> stage(RepositoryStore& store, StagedKind kind, std::string_view signed_part);
Result<void> stage_message(RepositoryStore& store, std::string_view signed_part, std::string_view message);

// Takes away what waits.
Result<void> unstage(RepositoryStore& store, StagedKind kind);

// Adds that key's signature to what waits.
Result<void> sign_staged(RepositoryStore& store, StagedKind kind, const SignedPart& part,
                         const SigningKey& key);

}  // namespace crier
