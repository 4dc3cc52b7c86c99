// SPDX-License-Identifier: Apache-2.0
#include "tests/content/receiving/small_repository.hpp"

#include <fmt/format.h>

#include <fstream>

#include "content/repository/metadata_text.hpp"
#include "content/repository/updater.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

using std::chrono::hours;

std::string level_pattern(const std::string& folder, int levels) {
  std::string pattern = folder + "*";
  for (int i = 1; i < levels; ++i) pattern += "/*";
  return pattern;
}

}  // namespace

SmallRepository::SmallRepository(std::filesystem::path folder)
    : rank_keys{*SigningKey::make(), *SigningKey::make(), *SigningKey::make()},
      other_key(*SigningKey::make()),
      folder_(std::move(folder)),
      now_(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())),
      root_(*SigningKey::make()),
      online_(*SigningKey::make()),
      officers_{*SigningKey::make(), *SigningKey::make()} {
  std::filesystem::create_directories(folder_ / "metadata");
  for (std::size_t i = 0; i < kRanks.size(); ++i) ranks[i] = {{&rank_keys[i]}, {&rank_keys[i]}, {}};
  RootMetadata root;
  root.version = 1;
  root.expires = now_ + hours(24 * 365);
  root.consistent_snapshot = true;
  for (const SigningKey* const key : {&root_, &online_}) root.keys.emplace(key->id(), key->published());
  for (const TopRole role : kTopRoles) {
    const bool is_online = role == TopRole::snapshot || role == TopRole::timestamp;
    root.roles[role] = {{is_online ? online_.id() : root_.id()}, 1};
  }
  const std::string text = signed_text(root);
  write("1.root.json", metadata_text(text, {root_.sign(text)}));
}

void SmallRepository::write(const std::string& name, const std::string& text) {
  std::ofstream(folder_ / "metadata" / name, std::ios::binary) << text;
}

TargetsMetadata SmallRepository::body(const Files& files, const std::string& folder,
                                      std::chrono::seconds life) {
  TargetsMetadata targets;
  targets.version = version_;
  targets.expires = now_ + life;
  for (const auto& [path, text] : files) {
    TargetFile file;
    file.length = text.size();
    file.hashes = announce(1, as_bytes(text)).hashes;
    const std::string name = target_url_path(folder + path, file, true);
    const auto place = folder_ / "targets" / name;
    std::filesystem::create_directories(place.parent_path());
    std::ofstream(place, std::ios::binary) << text;
    targets.targets.push_back({folder + path, file});
  }
  return targets;
}

MetadataFile SmallRepository::put(const std::string& role, std::int64_t version, const std::string& text,
                                  const std::vector<const SigningKey*>& signers) {
  std::vector<MetadataSignature> signatures;
  for (const SigningKey* const key : signers) signatures.push_back(key->sign(text));
  const std::string file = metadata_text(text, signatures);
  write(role == "timestamp" ? "timestamp.json" : fmt::format("{}.{}.json", version, role), file);
  return announce(version, as_bytes(file));
}

void SmallRepository::publish(const Files& files) {
  for (Rank& rank : ranks) rank.files = files;
  publish();
}

void SmallRepository::publish_alerts(const Files& alerts, std::chrono::seconds life) {
  alerts_ = alerts;
  alert_life_ = life;
  publish();
}

void SmallRepository::publish() {
  constexpr int kLevels = 8;
  ++version_;
  TargetsMetadata targets;
  targets.version = version_;
  targets.expires = now_ + hours(24 * 180);
  DelegatedRole alert;
  alert.name = kAlertRole;
  alert.terminating = true;
  alert.paths = {level_pattern("alert/", 1)};
  alert.keys = {{officers_[0].id(), officers_[1].id()}, 2};
  for (const SigningKey& key : officers_) targets.keys.emplace(key.id(), key.published());
  targets.delegations.push_back(alert);
  for (std::size_t i = 0; i < kRanks.size(); ++i) {
    DelegatedRole role;
    role.name = kRanks[i];
    for (int levels = 1; levels <= kLevels; ++levels) role.paths.push_back(level_pattern("content/", levels));
    for (const SigningKey* const key : ranks[i].allowed) {
      role.keys.key_ids.push_back(key->id());
      targets.keys.emplace(key->id(), key->published());
    }
    targets.delegations.push_back(role);
  }
  SnapshotMetadata snapshot;
  snapshot.version = version_;
  snapshot.expires = now_ + hours(24 * 7);
  snapshot.files["targets.json"] = put("targets", version_, signed_text(targets), {&root_});
  for (std::size_t i = 0; i < kRanks.size(); ++i) {
    const TargetsMetadata rank = body(ranks[i].files, "content/", rank_life);
    snapshot.files[fmt::format("{}.json", kRanks[i])] =
        put(kRanks[i], version_, signed_text(rank), ranks[i].signers);
  }
  if (alert_life_ != std::chrono::seconds(0)) {
    const TargetsMetadata said = body(alerts_, "alert/", alert_life_);
    snapshot.files["alert.json"] = put("alert", version_, signed_text(said), {&officers_[0], &officers_[1]});
  }
  TimestampMetadata timestamp;
  timestamp.version = version_;
  timestamp.expires = now_ + timestamp_life;
  timestamp.snapshot = put("snapshot", version_, signed_text(snapshot), {&online_});
  put("timestamp", version_, signed_text(timestamp), {&online_});
}

}  // namespace crier
