// SPDX-License-Identifier: Apache-2.0
// What a person should know of a repository: what is active, what waits for whom, what expires when, and
// whose keys are whose. Waits for the store; one thread.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "config/result.hpp"
#include "content/publishing/publication.hpp"
#include "content/publishing/signer_book.hpp"
#include "content/publishing/staging.hpp"

namespace crier {

struct RankState {
  std::string rank;  // "first-review", or "holders before", "holders from then on"
  int needed = 1;
  std::vector<std::string> signed_by;  // names
  std::vector<std::string> missing;    // names of those who could still sign
  bool is_met() const { return signed_by.size() >= static_cast<std::size_t>(needed); }
};

struct WaitingState {
  std::string what;  // "root", "targets", "content", "alert"
  std::int64_t version = 0;
  std::vector<RankState> ranks;
};

struct ActiveState {
  std::string what;  // as in a file's name: "root", "first-review", ...
  std::int64_t version = 0;
  std::chrono::sys_seconds expires;
  std::vector<std::string> signed_by;
};

struct RepositoryStatus {
  bool is_begun = false;
  std::vector<ActiveState> active;
  std::vector<WaitingState> waiting;
  std::string message;                // of the content that waits
  std::vector<std::string> warnings;  // what expires soon or has, faults, what is held back
  std::map<std::string, std::vector<std::string>> keys;   // names, by role
  std::optional<std::chrono::sys_seconds> content_since;  // when the active content was staged
};

// Names of keys by their ids; a key without a name is told by the beginning of its id.
using KeyNames = std::map<std::string, std::string>;
KeyNames names_of(const SignerBook& book);
std::string name_of_key(const KeyNames& names, const std::string& key_id);

// The book that the active content has, whose hash is signed; else the one that was laid beside the last
// ceremony, which nobody vouches for. Empty where there is none.
SignerBook published_signers(RepositoryStore& store, const Publication* active);
Result<void> stage_signers(RepositoryStore& store, const SignerBook& book);

RepositoryStatus repository_status(const Publication* active, const Staged& staged, const KeyNames& names,
                                   std::chrono::sys_seconds now);

}  // namespace crier
