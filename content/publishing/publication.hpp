// SPDX-License-Identifier: Apache-2.0
// Publication: what a repository says at this moment, read and verified as a device would, but without regard
// to expiry: an office must be able to mend what has expired. Waits for the store; one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/result.hpp"
#include "content/publishing/repository_store.hpp"
#include "content/repository/metadata.hpp"

namespace crier {

struct Publication {
  RootMetadata root;
  std::vector<std::uint8_t> root_bytes;
  std::optional<TimestampMetadata> timestamp;
  std::optional<SnapshotMetadata> snapshot;
  std::optional<TargetsMetadata> trust;    // targets.json: who may sign what
  std::optional<TargetsMetadata> content;  // what all three ranks have signed
  std::optional<TargetsMetadata> alerts;
  std::vector<std::string> faults;  // why devices refuse a part of it; that part is then absent
};

// Trust begins at `known_root`, the newest root that this office has seen; empty: at the repository's first
// one. None where nothing was published there yet. Fails where the store does, or where its roots are not
// signed by those before them.
Result<std::optional<Publication>> read_publication(RepositoryStore& store,
                                                    const std::vector<std::uint8_t>& known_root);

// Each of the three ranks has signed this body.
bool is_reviewed(const TargetsMetadata& content, const TargetsMetadata& trust);
bool is_signed_by(const TargetsMetadata& part, const TargetsMetadata& trust, std::string_view role);

// The body is signed as this root asks of targets.json.
bool is_trusted_by(const TargetsMetadata& trust, const RootMetadata& root);

// Whether one key serves several of the delegated roles: devices refuse such a repository.
bool has_shared_keys(const TargetsMetadata& trust);

// The first version from `from` on of which the store has no file: one that was begun is never used again.
Result<std::int64_t> next_free_version(RepositoryStore& store, std::string_view role, std::int64_t from);

}  // namespace crier
