// SPDX-License-Identifier: Apache-2.0
#include "content/publishing/staging.hpp"

#include <fmt/format.h>

#include "content/publishing/lifetimes.hpp"
#include "content/publishing/signer_book.hpp"
#include "content/repository/limits.hpp"
#include "content/repository/metadata_text.hpp"
#include "content/sealing/digest.hpp"
#include "content/sealing/hex.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

constexpr std::size_t kSignatureBytes = 64;
constexpr std::size_t kMostMessageBytes = 2'000;
constexpr std::int64_t kMostVersionsAhead = 1'000;
constexpr std::chrono::seconds kClocksDiffer = std::chrono::hours(1);

std::string body_path(StagedKind kind) {
  return fmt::format("staged/{}.json", staged_name(kind));
}

std::string body_id(std::string_view signed_part) {
  return sha256_hex(as_bytes(signed_part)).substr(0, 32);
}

std::string signature_path(StagedKind kind, std::string_view signed_part, std::string_view key_id) {
  return fmt::format("staged/{}.{}.{}.sig", staged_name(kind), body_id(signed_part), key_id);
}

std::string message_path(std::string_view signed_part) {
  return fmt::format("staged/content.{}.message", body_id(signed_part));
}

// None where nothing waits, or what does is no metadata.
template <class Metadata>
Result<std::optional<Metadata>> read_body(RepositoryStore& store, StagedKind kind,
                                          Result<Metadata> (*parse)(Bytes)) {
  const auto bytes = store.get(body_path(kind), kMostTargetsBytes);
  if (!bytes) {
    if (bytes.error().code == ErrorCode::not_found) return std::optional<Metadata>();
    return tl::unexpected(bytes.error());
  }
  auto parsed = parse(*bytes);
  if (!parsed) return std::optional<Metadata>();
  parsed->signatures.clear();
  return std::optional(std::move(*parsed));
}

// Adds the signatures of these keys that are there and valid.
Result<void> collect(RepositoryStore& store, StagedKind kind, SignedPart& part, const KeyRing& keys) {
  for (const auto& [id, key] : keys) {
    const auto text = store.get(signature_path(kind, part.canonical, id), 2 * kSignatureBytes);
    if (!text && text.error().code != ErrorCode::not_found && text.error().code != ErrorCode::limit)
      return tl::unexpected(text.error());
    MetadataSignature signature{id, std::vector<std::uint8_t>(kSignatureBytes)};
    if (text && from_hex(as_text(*text), signature.value) && verifies(key, part.canonical, signature.value))
      part.signatures.push_back(std::move(signature));
  }
  return {};
}

void add_keys(KeyRing& ring, const KeyRing& keys, const std::vector<std::string>& ids) {
  for (const std::string& id : ids)
    if (const auto key = keys.find(id); key != keys.end()) ring.insert(*key);
}

void add_root_keys(KeyRing& ring, const RootMetadata& root) {
  for (const TopRole role : {TopRole::root, TopRole::targets})
    add_keys(ring, root.keys, root.roles.at(role).key_ids);
}

void add_delegated_keys(KeyRing& ring, const TargetsMetadata& trust, StagedKind kind) {
  for (const DelegatedRole& role : trust.delegations) {
    const bool is_alert = role.name == signing_role_name(SigningRole::alert);
    if (is_alert == (kind == StagedKind::alert)) add_keys(ring, trust.keys, role.keys.key_ids);
  }
}

// Newer than what is active, and nothing that we would not have made.
bool is_ours(const TargetsMetadata& staged, const std::optional<TargetsMetadata>& active,
             std::chrono::sys_seconds latest) {
  const std::int64_t last = active ? active->version : 0;
  return staged.version > last && staged.version <= last + kMostVersionsAhead && staged.expires <= latest;
}

}  // namespace

std::string_view staged_name(StagedKind kind) {
  constexpr std::string_view kNames[] = {"root", "targets", "content", "alert"};
  return kNames[static_cast<std::size_t>(kind)];
}

Result<Staged> read_staged(RepositoryStore& store, const Publication* active, std::chrono::sys_seconds now) {
  Staged staged;
  auto root = read_body(store, StagedKind::root, &parse_root);
  if (!root) return tl::unexpected(root.error());
  // A root comes right after the one before; any other was made for something that is past.
  if (*root && (*root)->version == (active == nullptr ? 1 : active->root.version + 1) &&
      (*root)->expires <= now + kRootLife + kClocksDiffer)
    staged.root = std::move(*root);
  KeyRing holders;
  if (active != nullptr) add_root_keys(holders, active->root);
  if (staged.root) add_root_keys(holders, *staged.root);
  if (staged.root)
    if (const auto read = collect(store, StagedKind::root, *staged.root, holders); !read)
      return tl::unexpected(read.error());
  const std::optional<TargetsMetadata> none;
  const struct {
    StagedKind kind;
    std::optional<TargetsMetadata>& body;
    const std::optional<TargetsMetadata>& active;
    std::chrono::seconds life;
  } each[] = {
      {StagedKind::trust, staged.trust, active == nullptr ? none : active->trust, kTrustLife},
      {StagedKind::content, staged.content, active == nullptr ? none : active->content, kContentLife},
      {StagedKind::alert, staged.alerts, active == nullptr ? none : active->alerts, kLongestAlertLife}};
  for (const auto& one : each) {
    auto body = read_body(store, one.kind, &parse_targets);
    if (!body) return tl::unexpected(body.error());
    if (!*body || !is_ours(**body, one.active, now + one.life + kClocksDiffer)) continue;
    one.body = std::move(*body);
    KeyRing keys;
    if (one.kind == StagedKind::trust) {
      keys = holders;
    } else {
      if (active != nullptr && active->trust) add_delegated_keys(keys, *active->trust, one.kind);
      if (staged.trust) add_delegated_keys(keys, *staged.trust, one.kind);
    }
    if (const auto read = collect(store, one.kind, *one.body, keys); !read)
      return tl::unexpected(read.error());
  }
  if (staged.content) {
    const auto message = store.get(message_path(staged.content->canonical), kMostMessageBytes);
    if (message && is_plain_text(as_text(*message))) staged.message = as_text(*message);
  }
  return staged;
}

Result<void> stage(RepositoryStore& store, StagedKind kind, std::string_view signed_part) {
  return store.replace(body_path(kind), as_bytes(metadata_text(signed_part, {})));
}

Result<void> stage_message(RepositoryStore& store, std::string_view signed_part, std::string_view message) {
  if (message.empty()) return {};
  if (message.size() > kMostMessageBytes || !is_plain_text(message))
    return fail(ErrorCode::invalid_argument,
                fmt::format("the message is longer than {} bytes or is no plain text", kMostMessageBytes));
  return store.replace(message_path(signed_part), as_bytes(message));
}

Result<void> unstage(RepositoryStore& store, StagedKind kind) {
  const auto length = store.size(body_path(kind));
  if (!length) return tl::unexpected(length.error());
  if (!*length) return {};
  return store.replace(body_path(kind), as_bytes("{}"));
}

Result<void> sign_staged(RepositoryStore& store, StagedKind kind, const SignedPart& part,
                         const SigningKey& key) {
  const MetadataSignature signature = key.sign(part.canonical);
  return store.replace(signature_path(kind, part.canonical, signature.key_id),
                       as_bytes(to_hex(signature.value)));
}

}  // namespace crier
