// SPDX-License-Identifier: Apache-2.0
#include "content/repository/metadata.hpp"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <set>

#include "content/repository/metadata_reader.hpp"
#include "content/sealing/digest.hpp"
#include "content/sealing/hex.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostSignatureBytes = 1'024;
constexpr std::size_t kMostSignatures = 256;

std::vector<std::uint8_t> signature_bytes(std::string_view hex) {
  std::vector<std::uint8_t> bytes(std::min(hex.size() / 2, kMostSignatureBytes));
  if (!from_hex(hex, bytes)) bytes.clear();
  return bytes;
}

// "signatures" without a key id that stands twice (section 4.2).
void read_signatures(MetadataReader& reader, std::optional<JsonValue> list, SignedPart& part) {
  if (!list || !list->is_array()) return reader.refuse("it has no list \"signatures\"");
  std::set<std::string_view> seen;
  for (auto entry = list->first(); entry; entry = entry->next()) {
    const std::string_view id = reader.text(*entry, "keyid");
    const std::string_view value = reader.text(*entry, "sig");
    if (!seen.insert(id).second) reader.refuse(fmt::format("key \"{}\" signs twice", id));
    if (seen.size() > kMostSignatures) reader.refuse("it has too many signatures");
    if (!reader.is_good()) return;
    part.signatures.push_back({std::string(id), signature_bytes(value)});
  }
}

// What every file has; the signed part's own members are left to the caller.
std::optional<JsonValue> read_signed(MetadataReader& reader, const JsonTree& tree, std::size_t size,
                                     std::string_view type, SignedPart& part) {
  const auto body = tree.root().member("signed");
  if (!body || !body->is_object()) {
    reader.refuse("it has no object \"signed\"");
    return std::nullopt;
  }
  read_signatures(reader, tree.root().member("signatures"), part);
  if (reader.text(*body, "_type") != type) reader.refuse(fmt::format("it is no {} metadata", type));
  const std::string_view specification = reader.text(*body, "spec_version");
  if (!specification.starts_with("1.") && specification != "1")
    reader.refuse(fmt::format("its specification \"{}\" is not 1.x", specification));
  part.version = reader.count(*body, "version", 1);
  part.expires = reader.time(*body, "expires");
  part.canonical = canonical_json(*body, size);
  return body;
}

FileHashes read_hashes(MetadataReader& reader, JsonValue object) {
  constexpr std::size_t kSha512Bytes = 64;
  FileHashes hashes;
  if (!object.is_object()) reader.refuse("\"hashes\" is no object");
  for (auto entry = object.first(); entry; entry = entry->next()) {
    const std::string_view digest = entry->string().value_or(std::string_view());
    bool is_read = true;
    if (entry->name() == "sha256") {
      is_read = from_hex(digest, hashes.sha256.emplace());
    } else if (entry->name() == "sha512") {
      std::array<std::uint8_t, kSha512Bytes> bytes{};
      is_read = from_hex(digest, bytes);
      hashes.sha512.assign(bytes.begin(), bytes.end());
    } else {
      hashes.has_other = true;
    }
    if (!is_read) reader.refuse(fmt::format("\"{}\" is no digest in hexadecimal", entry->name()));
  }
  if (hashes.empty()) reader.refuse("\"hashes\" is empty");
  return hashes;
}

MetadataFile read_file(MetadataReader& reader, JsonValue object) {
  MetadataFile file;
  file.version = reader.count(object, "version", 1);
  if (object.member("length")) file.length = static_cast<std::size_t>(reader.count(object, "length", 1));
  if (const auto hashes = object.member("hashes")) file.hashes = read_hashes(reader, *hashes);
  return file;
}

KeyRing read_keys(MetadataReader& reader, JsonValue object) {
  KeyRing ring;
  if (!object.is_object()) reader.refuse("\"keys\" is no object");
  for (auto entry = object.first(); entry && reader.is_good(); entry = entry->next()) {
    auto key = parse_public_key(*entry);
    if (key) {
      ring.emplace(entry->name(), std::move(*key));
    } else if (key.error().code != ErrorCode::unsupported) {
      reader.refuse(key.error().message);
    }
  }
  return ring;
}

RoleKeys read_role(MetadataReader& reader, JsonValue object) {
  constexpr std::int64_t kMostThreshold = 1'024;
  RoleKeys role;
  role.threshold = static_cast<int>(std::min(reader.count(object, "threshold", 1), kMostThreshold));
  role.key_ids = reader.texts(object, "keyids");
  const std::set<std::string_view> each(role.key_ids.begin(), role.key_ids.end());
  if (each.size() != role.key_ids.size()) reader.refuse("a role names a key twice");
  return role;
}

DelegatedRole read_delegation(MetadataReader& reader, JsonValue object) {
  DelegatedRole role;
  role.name = reader.text(object, "name");
  role.keys = read_role(reader, object);
  role.terminating = reader.flag(object, "terminating");
  const bool has_paths = object.member("paths").has_value();
  if (has_paths == object.member("path_hash_prefixes").has_value())
    reader.refuse("a delegation has not exactly one of \"paths\" and \"path_hash_prefixes\"");
  if (has_paths) {
    role.paths = reader.texts(object, "paths");
  } else {
    role.hash_prefixes = reader.texts(object, "path_hash_prefixes");
  }
  if (role.name.empty() || std::any_of(std::begin(kTopRoles), std::end(kTopRoles),
                                       [&role](TopRole top) { return role.name == role_name(top); }))
    reader.refuse(fmt::format("a delegated role cannot be called \"{}\"", role.name));
  return role;
}

void read_delegations(MetadataReader& reader, JsonValue object, TargetsMetadata& metadata) {
  metadata.keys = read_keys(reader, reader.member(object, "keys"));
  const JsonValue roles = reader.member(object, "roles");
  if (!roles.is_array()) reader.refuse("\"roles\" is no list");
  std::set<std::string> names;
  for (auto entry = roles.first(); entry && reader.is_good(); entry = entry->next()) {
    DelegatedRole role = read_delegation(reader, *entry);
    if (!names.insert(role.name).second)
      reader.refuse(fmt::format("role \"{}\" is delegated to twice", role.name));
    metadata.delegations.push_back(std::move(role));
  }
}

template <class Metadata, class Read>
Result<Metadata> parse(Bytes bytes, std::string_view type, Read read) {
  const auto tree = JsonTree::parse(bytes);
  if (!tree) return tl::unexpected(tree.error());
  Metadata metadata;
  MetadataReader reader;
  const auto body = read_signed(reader, *tree, bytes.size(), type, metadata);
  if (body && reader.is_good()) read(reader, *body, metadata);
  if (!reader.is_good()) return fail(ErrorCode::format, reader.reason());
  return metadata;
}

}  // namespace

std::string_view role_name(TopRole role) {
  switch (role) {
    case TopRole::root:
      return "root";
    case TopRole::timestamp:
      return "timestamp";
    case TopRole::snapshot:
      return "snapshot";
    case TopRole::targets:
      return "targets";
  }
  return {};
}

Result<RootMetadata> parse_root(Bytes bytes) {
  return parse<RootMetadata>(bytes, "root", [](MetadataReader& reader, JsonValue body, RootMetadata& root) {
    root.consistent_snapshot = body.member("consistent_snapshot") && reader.flag(body, "consistent_snapshot");
    root.keys = read_keys(reader, reader.member(body, "keys"));
    const JsonValue roles = reader.member(body, "roles");
    for (const TopRole role : kTopRoles)
      root.roles.emplace(role, read_role(reader, reader.member(roles, role_name(role))));
  });
}

Result<TimestampMetadata> parse_timestamp(Bytes bytes) {
  return parse<TimestampMetadata>(
      bytes, "timestamp", [](MetadataReader& reader, JsonValue body, TimestampMetadata& timestamp) {
        const JsonValue files = reader.member(body, "meta");
        timestamp.snapshot = read_file(reader, reader.member(files, "snapshot.json"));
      });
}

Result<SnapshotMetadata> parse_snapshot(Bytes bytes) {
  return parse<SnapshotMetadata>(
      bytes, "snapshot", [](MetadataReader& reader, JsonValue body, SnapshotMetadata& snapshot) {
        const JsonValue files = reader.member(body, "meta");
        if (!files.is_object()) reader.refuse("\"meta\" is no object");
        for (auto entry = files.first(); entry && reader.is_good(); entry = entry->next())
          snapshot.files.emplace(entry->name(), read_file(reader, *entry));
      });
}

Result<TargetsMetadata> parse_targets(Bytes bytes) {
  return parse<TargetsMetadata>(
      bytes, "targets", [](MetadataReader& reader, JsonValue body, TargetsMetadata& metadata) {
        const JsonValue targets = reader.member(body, "targets");
        if (!targets.is_object()) reader.refuse("\"targets\" is no object");
        std::size_t count = 0;
        for (auto entry = targets.first(); entry; entry = entry->next()) ++count;
        metadata.targets.reserve(count);
        for (auto entry = targets.first(); entry && reader.is_good(); entry = entry->next()) {
          Target& target = metadata.targets.emplace_back();
          target.path = entry->name();
          target.file.length = static_cast<std::size_t>(reader.count(*entry, "length", 0));
          target.file.hashes = read_hashes(reader, reader.member(*entry, "hashes"));
        }
        const auto before = [](const Target& a, const Target& b) { return a.path < b.path; };
        if (!std::is_sorted(metadata.targets.begin(), metadata.targets.end(), before))
          std::sort(metadata.targets.begin(), metadata.targets.end(), before);
        if (const auto delegations = body.member("delegations"))
          read_delegations(reader, *delegations, metadata);
      });
}

std::vector<PublicKey> signers(const SignedPart& part, const KeyRing& keys, const RoleKeys& role) {
  std::vector<PublicKey> found;
  for (const MetadataSignature& signature : part.signatures) {
    const bool is_asked =
        std::find(role.key_ids.begin(), role.key_ids.end(), signature.key_id) != role.key_ids.end();
    const auto key = keys.find(signature.key_id);
    if (!is_asked || key == keys.end()) continue;
    const bool is_counted = std::any_of(found.begin(), found.end(), [&key](const PublicKey& other) {
      return other.value == key->second.value;
    });
    if (!is_counted && verifies(key->second, part.canonical, signature.value)) found.push_back(key->second);
  }
  return found;
}

bool is_signed(const SignedPart& part, const KeyRing& keys, const RoleKeys& role) {
  return signers(part, keys, role).size() >= static_cast<std::size_t>(role.threshold);
}

const DelegatedRole* TargetsMetadata::delegation(std::string_view name) const {
  const auto found = std::find_if(delegations.begin(), delegations.end(),
                                  [name](const DelegatedRole& role) { return role.name == name; });
  return found == delegations.end() ? nullptr : &*found;
}

bool DelegatedRole::covers(std::string_view target_path) const {
  if (!paths.empty())
    return std::any_of(paths.begin(), paths.end(), [target_path](const std::string& pattern) {
      return matches_path(pattern, target_path);
    });
  if (hash_prefixes.empty()) return false;
  const std::string hash = sha256_hex(as_bytes(target_path));
  return std::any_of(hash_prefixes.begin(), hash_prefixes.end(),
                     [&hash](const std::string& prefix) { return hash.starts_with(prefix); });
}

bool matches_path(std::string_view pattern, std::string_view path) {
  if (pattern.find('\0') != std::string_view::npos || path.find('\0') != std::string_view::npos) return false;
  // FNM_PATHNAME: no wildcard crosses a slash; a backslash is itself.
  return ::fnmatch(std::string(pattern).c_str(), std::string(path).c_str(), FNM_PATHNAME | FNM_NOESCAPE) == 0;
}

const TargetFile* TargetsMetadata::target(std::string_view path) const {
  const auto found =
      std::lower_bound(targets.begin(), targets.end(), path,
                       [](const Target& target, std::string_view wanted) { return target.path < wanted; });
  return found == targets.end() || found->path != path ? nullptr : &found->file;
}

void SignedPart::forget_text() {
  std::string().swap(canonical);
}

std::string FileHashes::hex() const {
  return sha256 ? to_hex(*sha256) : to_hex(as_bytes(sha512));
}

bool FileHashes::fits(Bytes bytes) const {
  if (has_other) return false;
  if (sha256 && sha256_hex(bytes) != to_hex(*sha256)) return false;
  if (sha512.empty()) return true;
  Digest digest(DigestAlgorithm::sha512);
  digest.add(bytes);
  return digest.hex() == to_hex(as_bytes(sha512));
}

}  // namespace crier
