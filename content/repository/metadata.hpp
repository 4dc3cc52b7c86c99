// SPDX-License-Identifier: Apache-2.0
// What TUF's metadata files say (The Update Framework, specification 1.0.34, section 4), read strictly from
// bytes of a stranger, and their signatures. Unknown members are allowed and count in what is signed. Plain
// values; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/clock.hpp"
#include "config/result.hpp"
#include "content/repository/public_key.hpp"
#include "content/sealing/locked_bytes.hpp"

namespace crier {

// Of a key's id, and what it signed with.
struct MetadataSignature {
  std::string key_id;
  std::vector<std::uint8_t> value;  // empty where it was no hexadecimal: it verifies nothing
};

// What every file has, and what its signatures are over.
struct SignedPart {
  std::int64_t version = 0;  // 1 or more
  std::chrono::sys_seconds expires;
  std::string canonical;                      // what is signed
  std::vector<MetadataSignature> signatures;  // each key id once

  // Gives the memory back, once the signatures were looked at.
  void forget_text();
};

// Who may sign a role, and how many of them must.
struct RoleKeys {
  std::vector<std::string> key_ids;  // each once
  int threshold = 1;                 // 1 or more
};
using KeyRing = std::map<std::string, PublicKey, std::less<>>;  // by key id; those of unknown kinds left out

// The number of different people, by their keys, with a valid signature reaches the threshold. A key that
// stands under two ids counts once.
bool is_signed(const SignedPart& part, const KeyRing& keys, const RoleKeys& role);

// The keys whose valid signatures it has, each once.
std::vector<PublicKey> signers(const SignedPart& part, const KeyRing& keys, const RoleKeys& role);

enum class TopRole { root, timestamp, snapshot, targets };
inline constexpr TopRole kTopRoles[] = {TopRole::root, TopRole::timestamp, TopRole::snapshot,
                                        TopRole::targets};
std::string_view role_name(TopRole role);

struct RootMetadata : SignedPart {
  bool consistent_snapshot = false;
  KeyRing keys;
  std::map<TopRole, RoleKeys> roles;  // all four
};

// Digests of a file.
struct FileHashes {
  std::optional<std::array<std::uint8_t, 32>> sha256;
  std::string sha512;      // its 64 bytes; empty where it is not listed
  bool has_other = false;  // one of an algorithm that we do not know: then no bytes are right

  bool empty() const { return !sha256 && sha512.empty() && !has_other; }
  bool operator==(const FileHashes&) const = default;

  std::string hex() const;  // one of them, as it stands before a target's name; empty where there is none
  bool fits(Bytes bytes) const;
};

// A metadata file as another one announces it.
struct MetadataFile {
  std::int64_t version = 0;
  std::optional<std::size_t> length;
  FileHashes hashes;  // may be empty
};

struct TimestampMetadata : SignedPart {
  MetadataFile snapshot;
};

struct SnapshotMetadata : SignedPart {
  std::map<std::string, MetadataFile, std::less<>> files;  // by file name: "targets.json"
};

struct TargetFile {
  std::size_t length = 0;
  FileHashes hashes;  // at least one

  bool operator==(const TargetFile&) const = default;
};

// A role that another one trusts with some of its paths (section 4.5).
struct DelegatedRole {
  std::string name;
  RoleKeys keys;
  bool terminating = false;
  std::vector<std::string> paths;          // shell patterns
  std::vector<std::string> hash_prefixes;  // of the SHA-256 of a path; one of the two is empty

  bool covers(std::string_view target_path) const;
};

struct Target {
  std::string path;
  TargetFile file;

  bool operator==(const Target&) const = default;
};

struct TargetsMetadata : SignedPart {
  std::vector<Target> targets;             // by path, rising
  KeyRing keys;                            // of the delegations
  std::vector<DelegatedRole> delegations;  // in order of precedence, each name once

  const TargetFile* target(std::string_view path) const;  // null: none

  const DelegatedRole* delegation(std::string_view name) const;  // null: none
};

// Each fails with code `format` and the reason.
Result<RootMetadata> parse_root(Bytes bytes);
Result<TimestampMetadata> parse_timestamp(Bytes bytes);
Result<SnapshotMetadata> parse_snapshot(Bytes bytes);
Result<TargetsMetadata> parse_targets(Bytes bytes);

// `*`, `?` and `[...]` match within one segment (section 4.5, "paths"); case counts.
bool matches_path(std::string_view pattern, std::string_view path);

}  // namespace crier
