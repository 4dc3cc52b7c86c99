// SPDX-License-Identifier: Apache-2.0
// What a ceremony changes, in words: who may sign from then on. Pure functions; any thread.
#pragma once

#include <string>
#include <vector>

#include "content/publishing/publication.hpp"
#include "content/publishing/staging.hpp"
#include "content/publishing/status_report.hpp"

namespace crier {

// One line a role that changes, keys by name and the beginning of their ids; and until when it holds.
std::vector<std::string> trust_changes(const Publication* active, const Staged& staged,
                                       const KeyNames& names);

// The kinds of what waits that this key may sign and has not signed yet.
std::vector<StagedKind> signable(const Publication* active, const Staged& staged, const std::string& key_id);

// What waits of that kind; null where nothing does.
const SignedPart* staged_part(const Staged& staged, StagedKind kind);

}  // namespace crier
