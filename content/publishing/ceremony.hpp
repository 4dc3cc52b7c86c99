// SPDX-License-Identifier: Apache-2.0
// The ceremony: who may sign, made into a root and its delegations, and put where the holders of the root's
// keys sign it. Both are signed by enough holders of the root before and of the new one. Pure functions but
// for the store; one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "config/result.hpp"
#include "content/publishing/publication.hpp"
#include "content/publishing/signer_book.hpp"
#include "content/publishing/staging.hpp"

namespace crier {

// `book` has passed check_complete.
RootMetadata make_root(const SignerBook& book, std::int64_t version, std::chrono::sys_seconds expires);
// Delegations only: alerts first, then the three ranks over the same paths.
TargetsMetadata make_trust(const SignerBook& book, std::int64_t version, std::chrono::sys_seconds expires);

// Whether two say the same but for version and expiry.
bool is_same(const RootMetadata& a, const RootMetadata& b);
bool is_same_trust(const TargetsMetadata& a, const TargetsMetadata& b);

enum class Renewal {
  when_due,  // what has more than half of its life left, and says what the book says, stays
  now,
};

struct CeremonyPlan {
  bool has_root = false;
  bool has_trust = false;
  bool needs_review = false;  // what is active must be approved anew: someone who signed it may do so no more
  bool needs_alert = false;   // the same for alerts
};

// Stages what the book makes necessary; what waits already and says the same goes on waiting, with its
// signatures. `active` is null where nothing was published yet.
Result<CeremonyPlan> stage_ceremony(RepositoryStore& store, const Publication* active, const Staged& staged,
                                    const SignerBook& book, std::chrono::sys_seconds now, Renewal renewal);

}  // namespace crier
