// SPDX-License-Identifier: Apache-2.0
// keys/signers.toml: who may make a publication, by name and public key. Only what the holders of the root's
// keys have signed counts on screens; this file is what they look at before they sign. Reads and writes the
// disk; one thread.
//
//   root_threshold = 2      holders who must agree on who may sign; 2 or more
//   alert_threshold = 2     duty officers who must agree on an alert; 2 or more
//
//   [[signer]]
//   role = "first-review"   or "second-review", "final-review", "alert", "root", "online"
//   name = "Reviewer A"
//   key = "..."             Ed25519, 64 hexadecimal figures
//   since = 2026-11-29
//   revoked = 2027-02-01    from this day on it signs nothing; left out while it is in force
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/diagnostic.hpp"
#include "config/result.hpp"
#include "content/repository/public_key.hpp"

namespace crier {

enum class SigningRole { root, first_review, second_review, final_review, alert, online };
inline constexpr SigningRole kSigningRoles[] = {SigningRole::root,          SigningRole::first_review,
                                                SigningRole::second_review, SigningRole::final_review,
                                                SigningRole::alert,         SigningRole::online};
// The three ranks that review content, in their order.
inline constexpr SigningRole kReviewRanks[] = {SigningRole::first_review, SigningRole::second_review,
                                               SigningRole::final_review};

// "first-review": also the delegated role's name in metadata.
std::string_view signing_role_name(SigningRole role);
std::optional<SigningRole> parse_signing_role(std::string_view name);

struct Signer {
  SigningRole role = SigningRole::root;
  std::string name;
  PublicKey key;
  std::chrono::year_month_day since;
  std::optional<std::chrono::year_month_day> revoked;

  std::string id() const { return key_id(key.value); }
};

struct SignerBook {
  int root_threshold = 2;
  int alert_threshold = 2;
  std::vector<Signer> signers;  // in the order of the file

  std::vector<const Signer*> in_force(SigningRole role) const;
};

inline constexpr const char* kSignersFile = "keys/signers.toml";

// An empty book where the workspace has none. Each mistake is added to `diagnostics`.
SignerBook read_signers(const std::filesystem::path& root, Diagnostics& diagnostics);
SignerBook parse_signers(std::string_view text, const std::string& name, Diagnostics& diagnostics);

std::string signers_text(const SignerBook& book);
Result<void> write_signers(const std::filesystem::path& root, const SignerBook& book);

// What no repository may be made of: a key that serves twice, also one that was revoked, or a person who
// reviews in two ranks.
Result<void> check_ranks(const SignerBook& book);

// check_ranks, and enough people for every role.
Result<void> check_complete(const SignerBook& book);

}  // namespace crier
