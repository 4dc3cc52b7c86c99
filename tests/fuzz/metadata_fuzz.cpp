// SPDX-License-Identifier: Apache-2.0
// Any bytes as each kind of metadata: what is read keeps the promises of its header, and written anew by our
// writer is read as the same.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "content/repository/metadata.hpp"
#include "content/repository/metadata_text.hpp"
#include "content/sealing/tlv.hpp"

namespace {

using namespace crier;

void check(bool holds) {
  if (!holds) std::abort();
}

void check_common(const SignedPart& part) {
  check(part.version >= 1 && !part.canonical.empty());
  for (const MetadataSignature& one : part.signatures)
    check(std::count_if(part.signatures.begin(), part.signatures.end(),
                        [&one](const MetadataSignature& other) { return other.key_id == one.key_id; }) == 1);
}

bool is_ours(const KeyRing& keys) {
  return std::all_of(keys.begin(), keys.end(), [](const auto& entry) {
    // The writer names a key by its id alone; a label of another kind is not ours.
    return entry.second.scheme == SignatureScheme::ed25519;
  });
}

bool is_ours(const FileHashes& hashes) {
  return !hashes.has_other;
}

template <class Metadata, class Parse>
void check_written(const Metadata& metadata, Parse parse) {
  const std::string text = signed_text(metadata);
  const auto again = parse(as_bytes(metadata_text(text, metadata.signatures)));
  check(again.has_value());
  check(again->canonical == text && signed_text(*again) == text);
}

void check_targets(const TargetsMetadata& targets, std::string_view path) {
  check_common(targets);
  check(std::is_sorted(targets.targets.begin(), targets.targets.end(),
                       [](const Target& a, const Target& b) { return a.path < b.path; }));
  for (const Target& target : targets.targets) {
    check(targets.target(target.path) != nullptr);
    for (const DelegatedRole& role : targets.delegations) role.covers(target.path);
  }
  for (const DelegatedRole& role : targets.delegations) {
    check(targets.delegation(role.name) == &role);
    role.covers(path);
    is_signed(targets, targets.keys, role.keys);
  }
  if (is_ours(targets.keys) && std::all_of(targets.targets.begin(), targets.targets.end(),
                                           [](const Target& target) { return is_ours(target.file.hashes); }))
    check_written(targets, parse_targets);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Bytes bytes(data, size);
  const std::string_view path(reinterpret_cast<const char*>(data), std::min<std::size_t>(size, 64));
  if (const auto root = parse_root(bytes)) {
    check_common(*root);
    check(root->roles.size() == 4);
    for (const auto& [role, keys] : root->roles) is_signed(*root, root->keys, keys);
    if (is_ours(root->keys)) check_written(*root, parse_root);
  }
  if (const auto timestamp = parse_timestamp(bytes)) {
    check_common(*timestamp);
    if (is_ours(timestamp->snapshot.hashes)) check_written(*timestamp, parse_timestamp);
  }
  if (const auto snapshot = parse_snapshot(bytes)) {
    check_common(*snapshot);
    if (std::all_of(snapshot->files.begin(), snapshot->files.end(),
                    [](const auto& entry) { return is_ours(entry.second.hashes); }))
      check_written(*snapshot, parse_snapshot);
  }
  if (const auto targets = parse_targets(bytes)) check_targets(*targets, path);
  return 0;
}
