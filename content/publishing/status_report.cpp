// SPDX-License-Identifier: Apache-2.0
#include "content/publishing/status_report.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>

#include "content/publishing/completion.hpp"
#include "content/publishing/lifetimes.hpp"
#include "content/publishing/workspace_files.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostSignersBytes = 256'000;
constexpr const char* kStagedSigners = "staged/signers.toml";

std::string time_text(std::chrono::sys_seconds time) {
  return fmt::format("{:%Y-%m-%d %H:%M} UTC", fmt::gmtime(time.time_since_epoch().count()));
}

class Reporter {
 public:
  Reporter(const Publication* active, const Staged& staged, const KeyNames& names,
           std::chrono::sys_seconds now)
      : active_(active), staged_(staged), names_(names), now_(now) {}

  RepositoryStatus report() {
    status_.is_begun = active_ != nullptr;
    if (active_ != nullptr) report_active();
    report_waiting();
    const Readiness ready = readiness(active_, staged_, now_);
    status_.warnings.insert(status_.warnings.end(), ready.held_back.begin(), ready.held_back.end());
    if (ready.ceremony || ready.content || ready.alerts)
      status_.warnings.emplace_back("all have signed; it becomes active by: crier publish --refresh");
    return std::move(status_);
  }

 private:
  std::vector<std::string> signer_names(const SignedPart& part, const KeyRing& keys, const RoleKeys& role) {
    std::vector<std::string> found;
    for (const PublicKey& key : signers(part, keys, role))
      found.push_back(name_of_key(names_, key_id(key.value)));
    return found;
  }

  void add_active(std::string_view what, const SignedPart& part, std::chrono::seconds warning,
                  std::vector<std::string> signed_by) {
    status_.active.push_back({std::string(what), part.version, part.expires, std::move(signed_by)});
    if (part.expires <= now_) {
      status_.warnings.push_back(fmt::format("{} has expired at {}", what, time_text(part.expires)));
    } else if (part.expires - now_ < warning) {
      status_.warnings.push_back(fmt::format("{} expires at {}", what, time_text(part.expires)));
    }
  }

  void report_active() {
    const RootMetadata& root = active_->root;
    const RoleKeys& holders = root.roles.at(TopRole::root);
    add_active("root", root, kExpiryWarning, signer_names(root, root.keys, holders));
    add_keys("root", holders);
    add_keys("online", root.roles.at(TopRole::timestamp));
    if (const auto& trust = active_->trust) {
      add_active("targets", *trust, kExpiryWarning,
                 signer_names(*trust, root.keys, root.roles.at(TopRole::targets)));
      for (const DelegatedRole& role : trust->delegations) add_keys(role.name, role.keys);
    }
    if (const auto& content = active_->content) {
      status_.content_since = content->expires - kContentLife;
      std::vector<std::string> who;
      for (const DelegatedRole& role : active_->trust->delegations)
        for (std::string& name : signer_names(*content, active_->trust->keys, role.keys))
          who.push_back(fmt::format("{} ({})", name, role.name));
      add_active("content", *content, kExpiryWarning, std::move(who));
    }
    if (const auto& alerts = active_->alerts; alerts && alerts->expires > now_) {
      const DelegatedRole& role = *active_->trust->delegation(signing_role_name(SigningRole::alert));
      add_active("alert", *alerts, std::chrono::seconds(0),
                 signer_names(*alerts, active_->trust->keys, role.keys));
    }
    // These two live shorter than the warning by nature: what is told of is that nobody renews them.
    if (const auto& snapshot = active_->snapshot) add_active("snapshot", *snapshot, kSnapshotLife / 4, {});
    if (const auto& timestamp = active_->timestamp)
      add_active("timestamp", *timestamp, kTimestampLife / 4, {});
    for (const std::string& fault : active_->faults) status_.warnings.push_back("devices refuse " + fault);
  }

  void add_keys(const std::string& role, const RoleKeys& keys) {
    for (const std::string& id : keys.key_ids) status_.keys[role].push_back(name_of_key(names_, id));
  }

  RankState rank_state(std::string_view rank, const SignedPart& part, const KeyRing& keys,
                       const RoleKeys& role) {
    RankState state;
    state.rank = rank;
    state.needed = role.threshold;
    state.signed_by = signer_names(part, keys, role);
    for (const std::string& id : role.key_ids) {
      std::string name = name_of_key(names_, id);
      if (std::find(state.signed_by.begin(), state.signed_by.end(), name) == state.signed_by.end())
        state.missing.push_back(std::move(name));
    }
    return state;
  }

  WaitingState waiting_for_holders(std::string_view what, const SignedPart& part, TopRole role) {
    WaitingState waiting{std::string(what), part.version, {}};
    if (active_ != nullptr)
      waiting.ranks.push_back(
          rank_state("holders until now", part, active_->root.keys, active_->root.roles.at(role)));
    if (staged_.root)
      waiting.ranks.push_back(
          rank_state("holders from then on", part, staged_.root->keys, staged_.root->roles.at(role)));
    return waiting;
  }

  void report_waiting() {
    if (staged_.root) status_.waiting.push_back(waiting_for_holders("root", *staged_.root, TopRole::root));
    if (staged_.trust)
      status_.waiting.push_back(waiting_for_holders("targets", *staged_.trust, TopRole::targets));
    // By those who may sign once the new delegations hold, where there are new ones.
    const TargetsMetadata* const trust = staged_.trust                          ? &*staged_.trust
                                         : active_ != nullptr && active_->trust ? &*active_->trust
                                                                                : nullptr;
    if (trust == nullptr) return;
    const auto add = [this, trust](const char* what, const TargetsMetadata& part, bool is_alert) {
      WaitingState waiting{what, part.version, {}};
      for (const DelegatedRole& role : trust->delegations)
        if ((role.name == signing_role_name(SigningRole::alert)) == is_alert)
          waiting.ranks.push_back(rank_state(role.name, part, trust->keys, role.keys));
      status_.waiting.push_back(std::move(waiting));
    };
    if (staged_.content) add("content", *staged_.content, false);
    if (staged_.alerts && staged_.alerts->expires > now_) add("alert", *staged_.alerts, true);
    status_.message = staged_.message;
  }

  const Publication* const active_;
  const Staged& staged_;
  const KeyNames& names_;
  const std::chrono::sys_seconds now_;
  RepositoryStatus status_;
};

}  // namespace

KeyNames names_of(const SignerBook& book) {
  KeyNames names;
  for (const Signer& signer : book.signers) names.emplace(signer.id(), signer.name);
  return names;
}

std::string name_of_key(const KeyNames& names, const std::string& key_id) {
  const auto found = names.find(key_id);
  return found == names.end() ? "key " + key_id.substr(0, 12) : found->second;
}

SignerBook published_signers(RepositoryStore& store, const Publication* active) {
  Diagnostics ignored;
  const std::string path = std::string(kContentPrefix) + kSignersFile;
  const TargetFile* const file =
      active != nullptr && active->content ? active->content->target(path) : nullptr;
  if (file != nullptr) {
    const auto bytes = store.get(stored_target_path(path, *file), kMostSignersBytes);
    if (bytes && file->hashes.fits(*bytes)) return parse_signers(as_text(*bytes), path, ignored);
  }
  const auto bytes = store.get(kStagedSigners, kMostSignersBytes);
  if (!bytes) return {};
  return parse_signers(as_text(*bytes), kStagedSigners, ignored);
}

Result<void> stage_signers(RepositoryStore& store, const SignerBook& book) {
  return store.replace(kStagedSigners, as_bytes(signers_text(book)));
}

RepositoryStatus repository_status(const Publication* active, const Staged& staged, const KeyNames& names,
                                   std::chrono::sys_seconds now) {
  return Reporter(active, staged, names, now).report();
}

}  // namespace crier
