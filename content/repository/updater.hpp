// SPDX-License-Identifier: Apache-2.0
// Updater: one refresh of a repository's metadata by a client, as The Update Framework's
// specification 1.0.34, section 5, describes it, and the search for targets in what it trusts then. Trust
// begins at the factory's root each time, and goes on over every root that was kept, so that nothing torn on
// the disk can end it. Reads the network and the disk; one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/result.hpp"
#include "content/repository/metadata.hpp"
#include "content/repository/metadata_folder.hpp"
#include "content/repository/origin.hpp"

namespace crier {

class Updater {
 public:
  // `origin` is the folder of the metadata, and outlives this object, as `folder` does. `now` is fixed for
  // the whole refresh (5.1).
  Updater(Origin& origin, MetadataFolder& folder, std::vector<std::uint8_t> factory_root,
          std::chrono::sys_seconds now)
      : origin_(origin), folder_(folder), factory_root_(std::move(factory_root)), now_(now) {}

  // Root, timestamp, snapshot and targets (5.3 to 5.6). What was trusted before stays in the folder where
  // this fails; whatever was verified on the way is kept.
  Result<void> refresh();

  // The rest is for after a refresh that succeeded.

  const RootMetadata& root() const { return *root_; }
  const TimestampMetadata& timestamp() const { return *timestamp_; }
  const SnapshotMetadata& snapshot() const { return *snapshot_; }

  // The metadata of a role that `delegator` trusts, fetched where it is not in the folder; "targets" is
  // trusted by "root". Fails where it does not verify by this delegator's keys.
  // Shared, because roles that were signed over the same bytes are kept once.
  Result<std::shared_ptr<const TargetsMetadata>> role(const std::string& name, const std::string& delegator);

  // The target of that path, by the first role in order of precedence that lists it (5.6.7); none where no
  // role does.
  Result<std::optional<TargetFile>> find(const std::string& path);

 private:
  Result<void> refresh_root();
  Result<void> adopt_root(Bytes bytes);
  Result<void> refresh_timestamp();
  Result<void> refresh_snapshot();
  Result<void> check_snapshot(const SnapshotMetadata& snapshot) const;
  Result<void> check_expiry(const SignedPart& part, std::string_view name) const;
  // Keys and threshold of a role, as its delegator says.
  Result<std::pair<const KeyRing*, const RoleKeys*>> trust_in(const std::string& name,
                                                              const std::string& delegator) const;
  Result<std::shared_ptr<const TargetsMetadata>> verify_role(Bytes bytes, const std::string& name,
                                                             const std::string& delegator,
                                                             const MetadataFile& announced);
  std::optional<std::vector<std::uint8_t>> bytes_of_twin(const std::string& name,
                                                         const MetadataFile& announced) const;
  std::string path_of(const std::string& role, std::int64_t version) const;

  Origin& origin_;
  MetadataFolder& folder_;
  const std::vector<std::uint8_t> factory_root_;
  const std::chrono::sys_seconds now_;
  std::optional<RootMetadata> root_;
  std::vector<std::uint8_t> root_bytes_;
  std::optional<TimestampMetadata> timestamp_;
  std::optional<SnapshotMetadata> snapshot_;
  // By delegator and name: a role is trusted by whoever delegates to it, not for itself.
  std::map<std::pair<std::string, std::string>, std::shared_ptr<const TargetsMetadata>> roles_;
  std::map<std::string, std::shared_ptr<const TargetsMetadata>, std::less<>>
      parsed_;  // by the bytes' SHA-256
};

// A target's path below the folder of targets, encoded for a URL: "dir/HASH.name" (5.7.3), or the path
// itself where the repository keeps no consistent snapshots.
std::string target_url_path(const std::string& path, const TargetFile& file, bool consistent_snapshot);

}  // namespace crier
