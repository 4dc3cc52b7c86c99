// SPDX-License-Identifier: Apache-2.0
#include "content/publishing/ceremony.hpp"

#include <algorithm>

#include "content/publishing/lifetimes.hpp"
#include "content/repository/metadata_text.hpp"

namespace crier {
namespace {

constexpr int kMostDepth = 8;  // folders in a target's path, with the file itself

RoleKeys add_role(KeyRing& ring, const SignerBook& book, SigningRole role, int threshold) {
  RoleKeys keys;
  keys.threshold = threshold;
  for (const Signer* const signer : book.in_force(role)) {
    ring.emplace(signer->id(), signer->key);
    keys.key_ids.push_back(signer->id());
  }
  std::sort(keys.key_ids.begin(), keys.key_ids.end());
  return keys;
}

std::vector<std::string> content_paths() {
  std::vector<std::string> paths;
  std::string path = "content";
  for (int depth = 0; depth < kMostDepth; ++depth) paths.push_back(path += "/*");
  return paths;
}

bool is_aged(const SignedPart& part, std::chrono::sys_seconds now, std::chrono::seconds life) {
  return part.expires - now < life / 2;
}

bool is_same_role(const RoleKeys& a, const RoleKeys& b) {
  return a.threshold == b.threshold && a.key_ids == b.key_ids;
}

// The content that is active, as a new version that those who may review now can sign.
Result<void> stage_again(RepositoryStore& store, StagedKind kind, std::string_view role,
                         const TargetsMetadata& active, std::chrono::sys_seconds expires) {
  const auto version = next_free_version(store, role, active.version + 1);
  if (!version) return tl::unexpected(version.error());
  TargetsMetadata body;
  body.version = *version;
  body.expires = expires;
  body.targets = active.targets;
  return stage(store, kind, signed_text(body));
}

}  // namespace

RootMetadata make_root(const SignerBook& book, std::int64_t version, std::chrono::sys_seconds expires) {
  RootMetadata root;
  root.version = version;
  root.expires = expires;
  root.consistent_snapshot = true;
  const RoleKeys holders = add_role(root.keys, book, SigningRole::root, book.root_threshold);
  const RoleKeys online = add_role(root.keys, book, SigningRole::online, 1);
  root.roles = {{TopRole::root, holders},
                {TopRole::targets, holders},
                {TopRole::snapshot, online},
                {TopRole::timestamp, online}};
  return root;
}

TargetsMetadata make_trust(const SignerBook& book, std::int64_t version, std::chrono::sys_seconds expires) {
  TargetsMetadata trust;
  trust.version = version;
  trust.expires = expires;
  const RoleKeys officers = add_role(trust.keys, book, SigningRole::alert, book.alert_threshold);
  if (!officers.key_ids.empty())
    trust.delegations.push_back(
        {std::string(signing_role_name(SigningRole::alert)), officers, true, {"alert/*"}, {}});
  for (const SigningRole rank : kReviewRanks)
    trust.delegations.push_back({std::string(signing_role_name(rank)),
                                 add_role(trust.keys, book, rank, 1),
                                 false,
                                 content_paths(),
                                 {}});
  return trust;
}

bool is_same(const RootMetadata& a, const RootMetadata& b) {
  return a.consistent_snapshot == b.consistent_snapshot && a.keys == b.keys &&
         std::all_of(std::begin(kTopRoles), std::end(kTopRoles),
                     [&a, &b](TopRole role) { return is_same_role(a.roles.at(role), b.roles.at(role)); });
}

bool is_same_trust(const TargetsMetadata& a, const TargetsMetadata& b) {
  return a.keys == b.keys && a.targets == b.targets &&
         std::equal(a.delegations.begin(), a.delegations.end(), b.delegations.begin(), b.delegations.end(),
                    [](const DelegatedRole& one, const DelegatedRole& other) {
                      return one.name == other.name && is_same_role(one.keys, other.keys) &&
                             one.terminating == other.terminating && one.paths == other.paths &&
                             one.hash_prefixes == other.hash_prefixes;
                    });
}

Result<CeremonyPlan> stage_ceremony(RepositoryStore& store, const Publication* active, const Staged& staged,
                                    const SignerBook& book, std::chrono::sys_seconds now, Renewal renewal) {
  if (const auto good = check_complete(book); !good) return tl::unexpected(good.error());
  CeremonyPlan plan;
  // A renewal that one holder began goes on with the others, whether or not they ask for it again.
  const RootMetadata root =
      make_root(book, active == nullptr ? 1 : active->root.version + 1, now + kRootLife);
  plan.has_root = active == nullptr || renewal == Renewal::now || !is_same(root, active->root) ||
                  is_aged(active->root, now, kRootLife) || (staged.root && is_same(root, *staged.root));
  if (!plan.has_root) {
    if (const auto done = unstage(store, StagedKind::root); !done) return tl::unexpected(done.error());
  } else if (!staged.root || !is_same(root, *staged.root)) {
    if (const auto done = stage(store, StagedKind::root, signed_text(root)); !done)
      return tl::unexpected(done.error());
  }
  const TargetsMetadata* const known = active == nullptr || !active->trust ? nullptr : &*active->trust;
  TargetsMetadata trust = make_trust(book, known == nullptr ? 1 : known->version + 1, now + kTrustLife);
  plan.has_trust = known == nullptr || renewal == Renewal::now || !is_same_trust(trust, *known) ||
                   is_aged(*known, now, kTrustLife) || !is_trusted_by(*known, root) ||
                   (staged.trust && is_same_trust(trust, *staged.trust));
  if (!plan.has_trust) {
    if (const auto done = unstage(store, StagedKind::trust); !done) return tl::unexpected(done.error());
  } else if (!staged.trust || !is_same_trust(trust, *staged.trust)) {
    const auto version = next_free_version(store, "targets", trust.version);
    if (!version) return tl::unexpected(version.error());
    trust.version = *version;
    if (const auto done = stage(store, StagedKind::trust, signed_text(trust)); !done)
      return tl::unexpected(done.error());
  }
  if (active == nullptr) return plan;
  plan.needs_review = active->content && !is_reviewed(*active->content, trust);
  if (plan.needs_review && !staged.content) {
    const auto done = stage_again(store, StagedKind::content, signing_role_name(SigningRole::first_review),
                                  *active->content, now + kContentLife);
    if (!done) return tl::unexpected(done.error());
  }
  const std::string_view alert = signing_role_name(SigningRole::alert);
  plan.needs_alert =
      active->alerts && active->alerts->expires > now && !is_signed_by(*active->alerts, trust, alert);
  if (plan.needs_alert && !staged.alerts) {
    const auto done = stage_again(store, StagedKind::alert, alert, *active->alerts, active->alerts->expires);
    if (!done) return tl::unexpected(done.error());
  }
  return plan;
}

}  // namespace crier
