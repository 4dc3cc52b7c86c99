// SPDX-License-Identifier: Apache-2.0
#include "content/repository/metadata_text.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <cassert>
#include <iterator>

#include "content/sealing/hex.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

// Members are written in the order of their names by whoever calls; this only sets the commas.
class Object {
 public:
  explicit Object(std::string& out) : out_(out) { out_ += '{'; }
  void end() { out_ += '}'; }

  std::string& member(std::string_view name) {
    if (!is_first_) out_ += ',';
    is_first_ = false;
    append_canonical_string(out_, name);
    out_ += ':';
    return out_;
  }
  void text(std::string_view name, std::string_view value) { append_canonical_string(member(name), value); }
  template <class Number>
  void number(std::string_view name, Number value) {
    fmt::format_to(std::back_inserter(member(name)), "{}", value);
  }
  void flag(std::string_view name, bool value) { member(name) += value ? "true" : "false"; }

 private:
  std::string& out_;
  bool is_first_ = true;
};

void append_texts(std::string& out, const std::vector<std::string>& texts) {
  out += '[';
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) out += ',';
    append_canonical_string(out, texts[i]);
  }
  out += ']';
}

void append_hashes(std::string& out, const FileHashes& hashes) {
  Object object(out);
  if (hashes.sha256) object.text("sha256", to_hex(*hashes.sha256));
  if (!hashes.sha512.empty()) object.text("sha512", to_hex(as_bytes(hashes.sha512)));
  object.end();
}

void append_keys(std::string& out, const KeyRing& keys) {
  Object object(out);
  for (const auto& [id, key] : keys) {
    assert(key.scheme == SignatureScheme::ed25519);
    object.member(id) += key_object(key.value);
  }
  object.end();
}

void append_file(std::string& out, const MetadataFile& file) {
  Object object(out);
  if (!file.hashes.empty()) append_hashes(object.member("hashes"), file.hashes);
  if (file.length) object.number("length", *file.length);
  object.number("version", file.version);
  object.end();
}

void append_delegation(std::string& out, const DelegatedRole& role) {
  Object object(out);
  append_texts(object.member("keyids"), role.keys.key_ids);
  object.text("name", role.name);
  if (role.hash_prefixes.empty()) {
    append_texts(object.member("paths"), role.paths);
  } else {
    append_texts(object.member("path_hash_prefixes"), role.hash_prefixes);
  }
  object.flag("terminating", role.terminating);
  object.number("threshold", role.keys.threshold);
  object.end();
}

void append_delegations(std::string& out, const TargetsMetadata& targets) {
  Object object(out);
  append_keys(object.member("keys"), targets.keys);
  std::string& list = object.member("roles");
  list += '[';
  for (std::size_t i = 0; i < targets.delegations.size(); ++i) {
    if (i > 0) list += ',';
    append_delegation(list, targets.delegations[i]);
  }
  list += ']';
  object.end();
}

// The members that come before a file's own, in the order of their names: "_type" stands before all letters.
Object begin(std::string& out, std::string_view type) {
  Object object(out);
  object.text("_type", type);
  return object;
}

// Canonical JSON has control characters as they are, which JSON has not.
std::string as_json(std::string canonical) {
  const auto is_control = [](char character) { return static_cast<unsigned char>(character) < 0x20; };
  if (std::none_of(canonical.begin(), canonical.end(), is_control)) return canonical;
  std::string out;
  for (const char character : canonical) {
    if (is_control(character)) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(character));
    } else {
      out += character;
    }
  }
  return out;
}

constexpr std::string_view kSpecification = "1.0.34";

}  // namespace

std::string metadata_time(std::chrono::sys_seconds time) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(time.time_since_epoch().count()));
}

std::string signed_text(const RootMetadata& root) {
  std::string out;
  Object object = begin(out, "root");
  object.flag("consistent_snapshot", root.consistent_snapshot);
  object.text("expires", metadata_time(root.expires));
  append_keys(object.member("keys"), root.keys);
  Object roles(object.member("roles"));
  for (const TopRole role : {TopRole::root, TopRole::snapshot, TopRole::targets, TopRole::timestamp}) {
    const RoleKeys& keys = root.roles.at(role);
    Object entry(roles.member(role_name(role)));
    append_texts(entry.member("keyids"), keys.key_ids);
    entry.number("threshold", keys.threshold);
    entry.end();
  }
  roles.end();
  object.text("spec_version", kSpecification);
  object.number("version", root.version);
  object.end();
  return out;
}

std::string signed_text(const TimestampMetadata& timestamp) {
  std::string out;
  Object object = begin(out, "timestamp");
  object.text("expires", metadata_time(timestamp.expires));
  Object files(object.member("meta"));
  append_file(files.member("snapshot.json"), timestamp.snapshot);
  files.end();
  object.text("spec_version", kSpecification);
  object.number("version", timestamp.version);
  object.end();
  return out;
}

std::string signed_text(const SnapshotMetadata& snapshot) {
  std::string out;
  Object object = begin(out, "snapshot");
  object.text("expires", metadata_time(snapshot.expires));
  Object files(object.member("meta"));
  for (const auto& [name, file] : snapshot.files) append_file(files.member(name), file);
  files.end();
  object.text("spec_version", kSpecification);
  object.number("version", snapshot.version);
  object.end();
  return out;
}

std::string signed_text(const TargetsMetadata& targets) {
  std::string out;
  Object object = begin(out, "targets");
  if (!targets.delegations.empty()) append_delegations(object.member("delegations"), targets);
  object.text("expires", metadata_time(targets.expires));
  object.text("spec_version", kSpecification);
  Object files(object.member("targets"));
  for (const Target& target : targets.targets) {
    Object file(files.member(target.path));
    append_hashes(file.member("hashes"), target.file.hashes);
    file.number("length", target.file.length);
    file.end();
  }
  files.end();
  object.number("version", targets.version);
  object.end();
  return out;
}

std::string metadata_text(std::string_view signed_part, const std::vector<MetadataSignature>& signatures) {
  std::string out;
  Object object(out);
  std::string& list = object.member("signatures");
  list += '[';
  for (std::size_t i = 0; i < signatures.size(); ++i) {
    if (i > 0) list += ',';
    Object entry(list);
    entry.text("keyid", signatures[i].key_id);
    entry.text("sig", to_hex(signatures[i].value));
    entry.end();
  }
  list += ']';
  object.member("signed") += signed_part;
  object.end();
  return as_json(std::move(out));
}

MetadataFile announce(std::int64_t version, Bytes bytes) {
  MetadataFile file;
  file.version = version;
  file.length = bytes.size();
  crypto_hash_sha256(file.hashes.sha256.emplace().data(), bytes.data(), bytes.size());
  return file;
}

}  // namespace crier
