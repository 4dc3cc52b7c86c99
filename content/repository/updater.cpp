// SPDX-License-Identifier: Apache-2.0
#include "content/repository/updater.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "content/http/url_text.hpp"
#include "content/repository/limits.hpp"
#include "content/sealing/digest.hpp"

namespace crier {
namespace {

// What was announced of a file holds for these bytes.
Result<void> check_announced(const MetadataFile& announced, Bytes bytes, std::string_view name) {
  if (announced.length && bytes.size() != *announced.length)
    return fail(ErrorCode::format,
                fmt::format("{} has {} bytes instead of {}", name, bytes.size(), *announced.length));
  if (!announced.hashes.empty() && !announced.hashes.fits(bytes))
    return fail(ErrorCode::format, fmt::format("{} is not what was announced, by its hash", name));
  return {};
}

template <class T>
Result<T> named(Result<T> parsed, std::string_view name) {
  if (parsed) return parsed;
  return fail(parsed.error(), std::string(name));
}

}  // namespace

Result<void> Updater::check_expiry(const SignedPart& part, std::string_view name) const {
  if (part.expires > now_) return {};
  return fail(ErrorCode::invalid_argument, fmt::format("{} has expired at {:%Y-%m-%d %H:%M:%S} UTC", name,
                                                       fmt::gmtime(part.expires.time_since_epoch().count())));
}

std::string Updater::path_of(const std::string& role, std::int64_t version) const {
  const std::string name = encode_query(role) + ".json";
  return root_->consistent_snapshot ? fmt::format("{}.{}", version, name) : name;
}

Result<void> Updater::refresh() {
  if (const auto done = refresh_root(); !done) return done;
  if (const auto done = refresh_timestamp(); !done) return done;
  if (const auto done = refresh_snapshot(); !done) return done;
  const auto targets = role("targets", "root");
  if (!targets) return tl::unexpected(targets.error());
  return {};
}

// The next root: signed by the one before and by itself, and of the next version (5.3.4, 5.3.5).
Result<void> Updater::adopt_root(Bytes bytes) {
  auto next = parse_root(bytes);
  if (!next) return fail(next.error(), "root");
  if (root_) {
    if (next->version != root_->version + 1)
      return fail(ErrorCode::format, fmt::format("root {} comes after {}", next->version, root_->version));
    if (!is_signed(*next, root_->keys, root_->roles.at(TopRole::root)))
      return fail(ErrorCode::format,
                  fmt::format("root {} is not signed by enough keys of the one before", next->version));
  }
  if (!is_signed(*next, next->keys, next->roles.at(TopRole::root)))
    return fail(ErrorCode::format, fmt::format("root {} is not signed by enough of its keys", next->version));
  next->forget_text();
  root_ = std::move(*next);
  root_bytes_.assign(bytes.begin(), bytes.end());
  return {};
}

Result<void> Updater::refresh_root() {
  if (const auto begun = adopt_root(factory_root_); !begun) return fail(begun.error(), "the factory's root");
  while (const auto kept = folder_.read_root(root_->version + 1)) {
    if (!adopt_root(*kept)) break;  // torn: it is fetched again
  }
  for (int step = 0; step < kMostRootSteps; ++step) {
    const auto bytes = origin_.get(fmt::format("{}.root.json", root_->version + 1), kMostRootBytes);
    if (!bytes && bytes.error().code == ErrorCode::not_found) break;
    if (!bytes) return tl::unexpected(bytes.error());
    if (const auto adopted = adopt_root(*bytes); !adopted) return adopted;
    if (const auto kept = folder_.write_root(root_->version, *bytes); !kept) return kept;
  }
  if (folder_.read("root") != root_bytes_) {
    if (const auto kept = folder_.write_root(root_->version, root_bytes_); !kept) return kept;
  }
  return check_expiry(*root_, "root");
}

Result<void> Updater::refresh_timestamp() {
  const RoleKeys& trusted = root_->roles.at(TopRole::timestamp);
  if (const auto stored = folder_.read("timestamp")) {
    // One that no longer verifies is dropped: the way back after a stolen key raised the version (5.3.11).
    if (auto old = parse_timestamp(*stored); old && is_signed(*old, root_->keys, trusted))
      timestamp_ = std::move(*old);
  }
  const auto bytes = origin_.get("timestamp.json", kMostTimestampBytes);
  if (!bytes) return tl::unexpected(bytes.error());
  auto next = named(parse_timestamp(*bytes), "timestamp");
  if (!next) return tl::unexpected(next.error());
  if (!is_signed(*next, root_->keys, trusted))
    return fail(ErrorCode::format, "timestamp is not signed by enough of its keys");
  const bool is_known = timestamp_ && next->version == timestamp_->version;
  if (timestamp_ && next->version < timestamp_->version)
    return fail(ErrorCode::format, fmt::format("timestamp {} is older than {}, which is known", next->version,
                                               timestamp_->version));
  // The same version again is the stored one, whatever came; its expiry counts all the same.
  if (is_known) return check_expiry(*timestamp_, "timestamp");
  if (timestamp_ && next->snapshot.version < timestamp_->snapshot.version)
    return fail(ErrorCode::format, "timestamp announces an older snapshot than is known");
  if (const auto fresh = check_expiry(*next, "timestamp"); !fresh) return fresh;
  if (const auto kept = folder_.write("timestamp", *bytes); !kept) return kept;
  timestamp_ = std::move(*next);
  return {};
}

Result<void> Updater::check_snapshot(const SnapshotMetadata& snapshot) const {
  const MetadataFile& announced = timestamp_->snapshot;
  if (!is_signed(snapshot, root_->keys, root_->roles.at(TopRole::snapshot)))
    return fail(ErrorCode::format, "snapshot is not signed by enough of its keys");
  if (snapshot.version != announced.version)
    return fail(ErrorCode::format,
                fmt::format("snapshot is of version {} instead of {}", snapshot.version, announced.version));
  return check_expiry(snapshot, "snapshot");
}

Result<void> Updater::refresh_snapshot() {
  const MetadataFile& announced = timestamp_->snapshot;
  // The one that is known counts against a return to older files even where its own hash fits no longer.
  std::optional<SnapshotMetadata> known;
  if (const auto stored = folder_.read("snapshot")) {
    auto old = parse_snapshot(*stored);
    if (old && is_signed(*old, root_->keys, root_->roles.at(TopRole::snapshot))) known = std::move(*old);
  }
  if (known && known->version == announced.version) {
    if (const auto good = check_snapshot(*known); !good) return good;
    snapshot_ = std::move(*known);
    return {};
  }
  const auto bytes = origin_.get(path_of("snapshot", announced.version),
                                 std::min(announced.length.value_or(kMostSnapshotBytes), kMostSnapshotBytes));
  if (!bytes) return tl::unexpected(bytes.error());
  if (const auto right = check_announced(announced, *bytes, "snapshot"); !right) return right;
  auto next = named(parse_snapshot(*bytes), "snapshot");
  if (!next) return tl::unexpected(next.error());
  for (const auto& [name, file] : known ? known->files : decltype(known->files){}) {
    const auto now = next->files.find(name);
    if (now == next->files.end() || now->second.version < file.version)
      return fail(ErrorCode::format, fmt::format("snapshot goes back on {}", name));
  }
  if (const auto good = check_snapshot(*next); !good) return good;
  if (const auto kept = folder_.write("snapshot", *bytes); !kept) return kept;
  next->forget_text();
  snapshot_ = std::move(*next);
  return {};
}

Result<std::pair<const KeyRing*, const RoleKeys*>> Updater::trust_in(const std::string& name,
                                                                     const std::string& delegator) const {
  if (delegator == "root") return std::pair(&root_->keys, &root_->roles.at(TopRole::targets));
  for (const auto& [roles, metadata] : roles_) {
    if (roles.second != delegator) continue;
    if (const DelegatedRole* const role = metadata->delegation(name))
      return std::pair(&metadata->keys, &role->keys);
  }
  return fail(ErrorCode::not_found, fmt::format("{} does not delegate to {}", delegator, name));
}

Result<std::shared_ptr<const TargetsMetadata>> Updater::verify_role(Bytes bytes, const std::string& name,
                                                                    const std::string& delegator,
                                                                    const MetadataFile& announced) {
  if (const auto right = check_announced(announced, bytes, name); !right)
    return tl::unexpected(right.error());
  const std::string digest = sha256_hex(bytes);
  auto found = parsed_.find(digest);
  if (found == parsed_.end()) {
    auto parsed = named(parse_targets(bytes), name);
    if (!parsed) return tl::unexpected(parsed.error());
    if (parsed->version != announced.version)
      return fail(ErrorCode::format,
                  fmt::format("{} is of version {} instead of {}", name, parsed->version, announced.version));
    found = parsed_.emplace(digest, std::make_shared<const TargetsMetadata>(std::move(*parsed))).first;
  }
  const TargetsMetadata& metadata = *found->second;
  const auto trust = trust_in(name, delegator);
  if (!trust) return tl::unexpected(trust.error());
  if (!is_signed(metadata, *trust->first, *trust->second))
    return fail(ErrorCode::format, fmt::format("{} is not signed by enough of its keys", name));
  if (metadata.version != announced.version)
    return fail(ErrorCode::format, fmt::format("{} is announced as two versions", name));
  if (const auto fresh = check_expiry(metadata, name); !fresh) return tl::unexpected(fresh.error());
  return found->second;
}

// Ranks that approve the same sign one and the same file. It is not fetched once for each.
std::optional<std::vector<std::uint8_t>> Updater::bytes_of_twin(const std::string& name,
                                                                const MetadataFile& announced) const {
  if (!announced.hashes.sha256) return std::nullopt;
  for (const auto& [key, metadata] : roles_) {
    const auto other = snapshot_->files.find(key.second + ".json");
    if (key.second == name || other == snapshot_->files.end() ||
        other->second.hashes.sha256 != announced.hashes.sha256)
      continue;
    auto bytes = folder_.read(key.second);
    if (bytes && announced.hashes.fits(*bytes)) return bytes;
  }
  return std::nullopt;
}

Result<std::shared_ptr<const TargetsMetadata>> Updater::role(const std::string& name,
                                                             const std::string& delegator) {
  if (const auto known = roles_.find({delegator, name}); known != roles_.end()) return known->second;
  const auto announced = snapshot_->files.find(name + ".json");
  if (announced == snapshot_->files.end())
    return fail(ErrorCode::not_found, fmt::format("the snapshot does not know the role {}", name));
  const MetadataFile& file = announced->second;
  if (const auto stored = folder_.read(name)) {
    if (auto good = verify_role(*stored, name, delegator, file)) {
      roles_.emplace(std::pair(delegator, name), *good);
      return *good;
    }
  }
  auto bytes = bytes_of_twin(name, file);
  if (!bytes) {
    auto fetched = origin_.get(path_of(name, file.version),
                               std::min(file.length.value_or(kMostTargetsBytes), kMostTargetsBytes));
    if (!fetched) return tl::unexpected(fetched.error());
    bytes = std::move(*fetched);
  }
  auto good = verify_role(*bytes, name, delegator, file);
  if (!good) return good;
  if (const auto kept = folder_.write(name, *bytes); !kept) return tl::unexpected(kept.error());
  roles_.emplace(std::pair(delegator, name), *good);
  return good;
}

Result<std::optional<TargetFile>> Updater::find(const std::string& path) {
  struct Visit {
    std::string role;
    std::string delegator;
  };
  std::vector<Visit> ahead{{"targets", "root"}};
  std::set<std::string> visited;
  while (!ahead.empty() && visited.size() <= static_cast<std::size_t>(kMostDelegations)) {
    const Visit visit = std::move(ahead.back());
    ahead.pop_back();
    if (visited.contains(visit.role)) continue;
    const auto metadata = role(visit.role, visit.delegator);
    if (!metadata) return tl::unexpected(metadata.error());
    if (const TargetFile* const file = (*metadata)->target(path)) return std::optional(*file);
    visited.insert(visit.role);
    std::vector<Visit> children;
    for (const DelegatedRole& child : (*metadata)->delegations) {
      if (!child.covers(path)) continue;
      children.push_back({child.name, visit.role});
      if (!child.terminating) continue;
      ahead.clear();
      break;
    }
    // What comes first is searched first, with all that it delegates to.
    ahead.insert(ahead.end(), std::make_move_iterator(children.rbegin()),
                 std::make_move_iterator(children.rend()));
  }
  return std::optional<TargetFile>{};
}

std::string target_url_path(const std::string& path, const TargetFile& file, bool consistent_snapshot) {
  if (!consistent_snapshot) return encode_path(path);
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : path.substr(0, slash + 1);
  const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
  return encode_path(fmt::format("{}{}.{}", folder, file.hashes.hex(), name));
}

}  // namespace crier
