// SPDX-License-Identifier: Apache-2.0
#include "content/publishing/trust_change.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "content/publishing/signer_book.hpp"

namespace crier {
namespace {

using Roles = std::map<std::string, RoleKeys>;

void add_roles(Roles& roles, const RootMetadata& root) {
  roles["root"] = root.roles.at(TopRole::root);
  roles["targets"] = root.roles.at(TopRole::targets);
  roles["snapshot"] = root.roles.at(TopRole::snapshot);
  roles["timestamp"] = root.roles.at(TopRole::timestamp);
}

void add_roles(Roles& roles, const TargetsMetadata& trust) {
  for (const DelegatedRole& role : trust.delegations) roles[role.name] = role.keys;
}

bool has(const RoleKeys& role, const std::string& key_id) {
  return std::find(role.key_ids.begin(), role.key_ids.end(), key_id) != role.key_ids.end();
}

std::string role_change(const std::string& name, const RoleKeys& before, const RoleKeys& after,
                        const KeyNames& names) {
  std::string text = fmt::format("{}: {} of {} must sign", name, after.threshold, after.key_ids.size());
  if (before.threshold != after.threshold && !before.key_ids.empty())
    text += fmt::format(" instead of {}", before.threshold);
  const auto add = [&text, &names](char mark, const std::string& id) {
    text += fmt::format(", {} {} ({})", mark, name_of_key(names, id), id.substr(0, 12));
  };
  for (const std::string& id : after.key_ids)
    if (!has(before, id)) add('+', id);
  for (const std::string& id : before.key_ids)
    if (!has(after, id)) add('-', id);
  return text;
}

std::string expiry(std::string_view what, const SignedPart& part) {
  return fmt::format("{} {}: until {:%Y-%m-%d}", what, part.version,
                     fmt::gmtime(part.expires.time_since_epoch().count()));
}

bool is_signed_with(const SignedPart& part, const std::string& key_id) {
  return std::any_of(part.signatures.begin(), part.signatures.end(),
                     [&key_id](const MetadataSignature& signature) { return signature.key_id == key_id; });
}

bool may_sign_root(const RootMetadata& root, const std::string& key_id) {
  return has(root.roles.at(TopRole::root), key_id) || has(root.roles.at(TopRole::targets), key_id);
}

bool may_sign_delegated(const TargetsMetadata& trust, StagedKind kind, const std::string& key_id) {
  return std::any_of(trust.delegations.begin(), trust.delegations.end(), [&](const DelegatedRole& role) {
    const bool is_alert = role.name == signing_role_name(SigningRole::alert);
    return is_alert == (kind == StagedKind::alert) && has(role.keys, key_id);
  });
}

}  // namespace

std::vector<std::string> trust_changes(const Publication* active, const Staged& staged,
                                       const KeyNames& names) {
  Roles before;
  Roles after;
  if (active != nullptr) add_roles(before, active->root);
  if (active != nullptr && active->trust) add_roles(before, *active->trust);
  after = before;
  if (staged.trust)
    std::erase_if(after, [](const auto& role) { return parse_signing_role(role.first).has_value(); });
  if (staged.trust && active != nullptr) after["root"] = before["root"];
  if (staged.root) add_roles(after, *staged.root);
  if (staged.trust) add_roles(after, *staged.trust);
  std::vector<std::string> lines;
  for (const auto& [name, keys] : after) {
    const auto old = before.find(name);
    const RoleKeys none;
    const RoleKeys& known = old == before.end() ? none : old->second;
    if (known.key_ids != keys.key_ids || known.threshold != keys.threshold)
      lines.push_back(role_change(name, known, keys, names));
  }
  for (const auto& [name, keys] : before)
    if (!after.contains(name)) lines.push_back(fmt::format("{}: nobody signs it any more", name));
  if (staged.root) lines.push_back(expiry("root", *staged.root));
  if (staged.trust) lines.push_back(expiry("targets", *staged.trust));
  return lines;
}

std::vector<StagedKind> signable(const Publication* active, const Staged& staged, const std::string& key_id) {
  std::vector<StagedKind> kinds;
  const bool is_holder = (active != nullptr && may_sign_root(active->root, key_id)) ||
                         (staged.root && may_sign_root(*staged.root, key_id));
  for (const StagedKind kind :
       {StagedKind::root, StagedKind::trust, StagedKind::content, StagedKind::alert}) {
    const SignedPart* const part = staged_part(staged, kind);
    if (part == nullptr || is_signed_with(*part, key_id)) continue;
    const bool is_ceremony = kind == StagedKind::root || kind == StagedKind::trust;
    const bool may = is_ceremony ? is_holder
                                 : (active != nullptr && active->trust &&
                                    may_sign_delegated(*active->trust, kind, key_id)) ||
                                       (staged.trust && may_sign_delegated(*staged.trust, kind, key_id));
    if (may) kinds.push_back(kind);
  }
  return kinds;
}

const SignedPart* staged_part(const Staged& staged, StagedKind kind) {
  switch (kind) {
    case StagedKind::root:
      return staged.root ? &*staged.root : nullptr;
    case StagedKind::trust:
      return staged.trust ? &*staged.trust : nullptr;
    case StagedKind::content:
      return staged.content ? &*staged.content : nullptr;
    case StagedKind::alert:
      return staged.alerts ? &*staged.alerts : nullptr;
  }
  return nullptr;
}

}  // namespace crier
