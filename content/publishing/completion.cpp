// SPDX-License-Identifier: Apache-2.0
#include "content/publishing/completion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "content/publishing/lifetimes.hpp"
#include "content/publishing/signer_book.hpp"
#include "content/repository/limits.hpp"
#include "content/repository/metadata_text.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

constexpr int kTries = 5;

bool is_root_ready(const Publication* active, const RootMetadata& root) {
  return is_signed(root, root.keys, root.roles.at(TopRole::root)) &&
         (active == nullptr || is_signed(root, active->root.keys, active->root.roles.at(TopRole::root)));
}

// By the root that is active and by the one that comes.
bool is_trust_ready(const Publication* active, const Staged& staged) {
  return (active == nullptr || is_trusted_by(*staged.trust, active->root)) &&
         (!staged.root || is_trusted_by(*staged.trust, *staged.root)) && !has_shared_keys(*staged.trust);
}

bool is_ceremony_signed(const Publication* active, const Staged& staged) {
  if (!staged.root && !staged.trust) return false;
  if (staged.root && !is_root_ready(active, *staged.root)) return false;
  if (staged.trust) return is_trust_ready(active, staged);
  return active != nullptr && active->trust && is_trusted_by(*active->trust, *staged.root);
}

// The role's file: what is there already where that is the same body, signed as well; a torn one is mended.
Result<MetadataFile> publish_role(RepositoryStore& store, std::string_view role, const TargetsMetadata& part,
                                  const std::function<bool(const TargetsMetadata&)>& is_good) {
  const std::string path = metadata_path(role, part.version);
  const std::string text = metadata_text(part.canonical, part.signatures);
  const auto kept = create_or_keep(store, path, as_bytes(text));
  if (!kept) return tl::unexpected(kept.error());
  if (as_text(*kept) == text) return announce(part.version, *kept);
  const auto other = parse_targets(*kept);
  if (other && other->canonical == part.canonical && is_good(*other)) return announce(part.version, *kept);
  if (other && other->canonical != part.canonical && is_good(*other))
    return fail(ErrorCode::invalid_argument,
                fmt::format("version {} of {} is another one already; publish again", part.version, role));
  if (const auto mended = store.replace(path, as_bytes(text)); !mended) return tl::unexpected(mended.error());
  return announce(part.version, as_bytes(text));
}

// One try at completing what was read.
class Attempt {
 public:
  Attempt(RepositoryStore& store, const Publication* active, const Staged& staged,
          const std::vector<SigningKey>& online, std::chrono::sys_seconds now)
      : store_(store), active_(active), staged_(staged), online_(online), now_(now) {}

  Result<Completion> run() {
    const Readiness ready = readiness(active_, staged_, now_);
    completion_.held_back = ready.held_back;
    has_root_ = ready.ceremony && staged_.root;
    if (active_ == nullptr && !has_root_) return completion_;
    root_ = has_root_ ? &*staged_.root : &active_->root;
    if (!is_signed_for(*root_)) {
      if (ready.ceremony || ready.content || ready.alerts)
        completion_.held_back.emplace_back(
            "all have signed; the online key makes it active: crier publish --refresh");
      return completion_;
    }
    if (active_ == nullptr)
      if (const auto put = put_root(); !put) return tl::unexpected(put.error());
    if (const auto put = put_roles(ready); !put) return tl::unexpected(put.error());
    if (const auto put = put_snapshot(); !put) return tl::unexpected(put.error());
    // Where no online key at hand is of both roots, the new one goes first: devices then wait for the
    // timestamp, and go on with what they have.
    const bool bridges = active_ != nullptr && is_signed_for(active_->root);
    if (active_ != nullptr && has_root_ && !bridges)
      if (const auto put = put_root(); !put) return tl::unexpected(put.error());
    if (const auto put = put_timestamp(); !put) return tl::unexpected(put.error());
    if (active_ != nullptr && has_root_ && bridges)
      if (const auto put = put_root(); !put) return tl::unexpected(put.error());
    return completion_;
  }

 private:
  static bool knows(const RootMetadata& root, const std::string& key_id) {
    const std::vector<std::string>& ids = root.roles.at(TopRole::timestamp).key_ids;
    return std::find(ids.begin(), ids.end(), key_id) != ids.end();
  }

  bool is_signed_for(const RootMetadata& root) const {
    return std::any_of(online_.begin(), online_.end(),
                       [&root](const SigningKey& key) { return knows(root, key.id()); });
  }

  // By every key at hand that the root before or the new one knows.
  std::vector<MetadataSignature> signatures_over(std::string_view body) const {
    std::vector<MetadataSignature> signatures;
    for (const SigningKey& key : online_)
      if (knows(*root_, key.id()) || (active_ != nullptr && knows(active_->root, key.id())))
        signatures.push_back(key.sign(body));
    return signatures;
  }

  Result<void> put_root() {
    const RootMetadata& root = *staged_.root;
    const std::string text = metadata_text(root.canonical, root.signatures);
    const std::string path = metadata_path("root", root.version);
    const auto kept = create_or_keep(store_, path, as_bytes(text));
    if (!kept) return tl::unexpected(kept.error());
    completion_.has_new_root = true;
    if (as_text(*kept) == text) return {};
    const auto other = parse_root(*kept);
    if (other && is_root_ready(active_, *other) && other->canonical == root.canonical) return {};
    if (other && is_root_ready(active_, *other))
      return fail(ErrorCode::cancelled, "another root was made at the same moment");
    return store_.replace(path, as_bytes(text));
  }

  Result<void> put_roles(const Readiness& ready) {
    if (active_ != nullptr && active_->snapshot) files_ = active_->snapshot->files;
    if (ready.ceremony && staged_.trust) {
      const auto is_good = [this](const TargetsMetadata& trust) { return is_trusted_by(trust, *root_); };
      if (const auto put = put_role("targets", *staged_.trust, is_good); !put) return put;
      completion_.has_new_trust = true;
    }
    const TargetsMetadata* trust = active_ != nullptr && active_->trust ? &*active_->trust : nullptr;
    if (completion_.has_new_trust) trust = &*staged_.trust;
    if (ready.content) {
      const auto is_good = [trust](const TargetsMetadata& content) { return is_reviewed(content, *trust); };
      for (const SigningRole rank : kReviewRanks)
        if (const auto put = put_role(signing_role_name(rank), *staged_.content, is_good); !put) return put;
      completion_.has_new_content = true;
    }
    if (ready.alerts) {
      const std::string_view role = signing_role_name(SigningRole::alert);
      const auto is_good = [trust, role](const TargetsMetadata& alerts) {
        return is_signed_by(alerts, *trust, role);
      };
      if (const auto put = put_role(role, *staged_.alerts, is_good); !put) return put;
      completion_.has_new_alerts = true;
    }
    return {};
  }

  Result<void> put_role(std::string_view role, const TargetsMetadata& part,
                        const std::function<bool(const TargetsMetadata&)>& is_good) {
    auto file = publish_role(store_, role, part, is_good);
    if (!file) return tl::unexpected(file.error());
    files_.insert_or_assign(fmt::format("{}.json", role), std::move(*file));
    return {};
  }

  bool is_due(const SignedPart& part, TopRole role, std::chrono::seconds life) const {
    return part.expires - now_ < life / 2 || !is_signed(part, root_->keys, root_->roles.at(role));
  }

  Result<void> put_snapshot() {
    const SnapshotMetadata* const before =
        active_ != nullptr && active_->snapshot ? &*active_->snapshot : nullptr;
    // The one that was announced last, also where it is not there.
    const std::int64_t last =
        active_ != nullptr && active_->timestamp ? active_->timestamp->snapshot.version : 0;
    const bool has_news =
        completion_.has_new_trust || completion_.has_new_content || completion_.has_new_alerts;
    if (before != nullptr && !has_news && !is_due(*before, TopRole::snapshot, kSnapshotLife)) return {};
    if (!files_.contains("targets.json"))
      return fail(ErrorCode::format, "the repository has lost its snapshot; restore it from a copy");
    SnapshotMetadata snapshot;
    snapshot.files = files_;
    snapshot.expires = now_ + kSnapshotLife;
    for (bool is_new = false; !is_new;) {
      const auto version = next_free_version(store_, "snapshot", std::max(snapshot.version, last) + 1);
      if (!version) return tl::unexpected(version.error());
      snapshot.version = *version;
      const std::string body = signed_text(snapshot);
      const std::string text = metadata_text(body, signatures_over(body));
      const auto created = store_.create(metadata_path("snapshot", snapshot.version), as_bytes(text));
      if (!created) return tl::unexpected(created.error());
      is_new = *created;
      announced_ = announce(snapshot.version, as_bytes(text));
    }
    completion_.is_renewed = true;
    return {};
  }

  Result<void> put_timestamp() {
    const TimestampMetadata* const before =
        active_ != nullptr && active_->timestamp ? &*active_->timestamp : nullptr;
    if (before != nullptr && !announced_ && !is_due(*before, TopRole::timestamp, kTimestampLife)) return {};
    // Somebody else may have been quicker; then all this is looked at anew.
    const auto now = store_.get(kTimestampPath, kMostTimestampBytes);
    if (!now && now.error().code != ErrorCode::not_found) return tl::unexpected(now.error());
    const auto present = now ? parse_timestamp(*now) : Result<TimestampMetadata>(TimestampMetadata());
    const bool is_same =
        now ? before != nullptr && present && present->canonical == before->canonical : before == nullptr;
    const bool is_torn = now && !present;
    if (!is_same && !is_torn) return fail(ErrorCode::cancelled, "somebody else published at the same moment");
    TimestampMetadata timestamp;
    timestamp.version = before == nullptr ? 1 : before->version + 1;
    timestamp.expires = now_ + kTimestampLife;
    timestamp.snapshot = announced_ ? *announced_ : before->snapshot;
    const std::string body = signed_text(timestamp);
    const std::string text = metadata_text(body, signatures_over(body));
    if (const auto put = store_.replace(kTimestampPath, as_bytes(text)); !put) return put;
    completion_.is_renewed = true;
    return {};
  }

  RepositoryStore& store_;
  const Publication* const active_;
  const Staged& staged_;
  const std::vector<SigningKey>& online_;
  const std::chrono::sys_seconds now_;
  bool has_root_ = false;
  const RootMetadata* root_ = nullptr;  // that holds afterwards
  std::map<std::string, MetadataFile, std::less<>> files_;
  std::optional<MetadataFile> announced_;  // a new snapshot
  Completion completion_;
};

}  // namespace

Readiness readiness(const Publication* active, const Staged& staged, std::chrono::sys_seconds now) {
  Readiness ready;
  ready.ceremony = is_ceremony_signed(active, staged);
  const std::string_view alert = signing_role_name(SigningRole::alert);
  const TargetsMetadata* trust = active != nullptr && active->trust ? &*active->trust : nullptr;
  if (ready.ceremony && staged.trust) {
    // What is on screens must hold under those who may sign from then on, or devices would refuse it.
    const bool keeps_content = active == nullptr || !active->content ||
                               is_reviewed(*active->content, *staged.trust) ||
                               (staged.content && is_reviewed(*staged.content, *staged.trust));
    const bool keeps_alerts = active == nullptr || !active->alerts || active->alerts->expires <= now ||
                              is_signed_by(*active->alerts, *staged.trust, alert) ||
                              (staged.alerts && is_signed_by(*staged.alerts, *staged.trust, alert));
    if (!keeps_content)
      ready.held_back.emplace_back(
          "the new signers are signed, and wait until the content is approved by those who remain");
    if (!keeps_alerts)
      ready.held_back.emplace_back(
          "the new signers are signed, and wait until the alerts are approved by officers who remain");
    ready.ceremony = keeps_content && keeps_alerts;
    if (ready.ceremony) trust = &*staged.trust;
  }
  if (trust == nullptr) return ready;
  ready.content = staged.content && is_reviewed(*staged.content, *trust);
  ready.alerts = staged.alerts && staged.alerts->expires > now && is_signed_by(*staged.alerts, *trust, alert);
  return ready;
}

Result<Completion> complete(RepositoryStore& store, const std::vector<std::uint8_t>& known_root,
                            const std::vector<SigningKey>& online, std::chrono::sys_seconds now) {
  Result<Completion> done = Completion();
  for (int tries = 0; tries < kTries; ++tries) {
    const auto active = read_publication(store, known_root);
    if (!active) return tl::unexpected(active.error());
    const Publication* const publication = *active ? &**active : nullptr;
    const auto staged = read_staged(store, publication, now);
    if (!staged) return tl::unexpected(staged.error());
    done = Attempt(store, publication, *staged, online, now).run();
    if (done || done.error().code != ErrorCode::cancelled) return done;
  }
  return done;
}

}  // namespace crier
