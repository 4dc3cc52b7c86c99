// SPDX-License-Identifier: Apache-2.0
// Publications: what a device has to show, each a whole workspace folder of hard links to verified objects,
// beside the signatures that vouch for it; and `active`, the symbolic link to the one that is on. Switched by
// one rename: whoever follows the link finds the old one whole or the new one whole, whatever is cut when.
// Reads and writes the disk; one thread.
//
//   publications/ID/               the workspace, as far as this device needs it
//   publications/ID.signed/        targets.json and the ranks' metadata, byte for byte
//   active -> publications/ID
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/result.hpp"
#include "content/receiving/object_store.hpp"
#include "content/repository/agreed_content.hpp"

namespace crier {

// The metadata that makes a publication one, as it came.
struct SignedRecord {
  std::vector<std::uint8_t> targets;
  std::array<std::vector<std::uint8_t>, kRanks.size()> ranks;

  bool operator==(const SignedRecord&) const = default;
};

class PublicationStore {
 public:
  PublicationStore(std::filesystem::path store, ObjectStore& objects)
      : store_(std::move(store)), objects_(objects) {}

  std::filesystem::path active_link() const { return store_ / "active"; }
  // A workspace that says that it waits, for these screens, where the link leads nowhere yet.
  Result<void> wait_for_first(const std::vector<std::string>& screens);

  // Where the link leads; none before there was a publication.
  std::optional<std::string> active_id() const;
  std::filesystem::path folder_of(const std::string& id) const { return publications() / id; }

  // A folder with these files for reading only, made anew; gone when the next one is made.
  Result<std::filesystem::path> lay_out_for_reading(const std::vector<Target>& files);

  // Builds the folder for `files`, of which every object is there. One that was built before is taken as it
  // is where it has every file; links that are missing are made.
  Result<void> build(const ApprovedContent& content, const std::vector<Target>& files,
                     const SignedRecord& record);

  // Lays out what is left of a publication whose files were damaged on the disk, and switches to that: for as
  // long as the others cannot be fetched.
  Result<void> fall_back_to(const ApprovedContent& content, const std::vector<Target>& intact);

  // Keeps newer signatures for the same files.
  Result<void> keep_record(const std::string& id, const SignedRecord& record);

  // Puts a file that was fetched anew in the place of one that was changed on the disk.
  Result<void> replace(const std::string& id, const Target& file);

  // From now on this one is on. After success the switch is on the disk for good.
  Result<void> activate(const std::string& id);

  Result<SignedRecord> record(const std::string& id) const;

  // Takes away all but the active one, those that `keep` names and those that a running player has locked
  // (flock(2) on the folder).
  void sweep(const std::vector<std::string>& keep);

 private:
  std::filesystem::path publications() const { return store_ / "publications"; }
  std::filesystem::path record_of(const std::string& id) const { return publications() / (id + ".signed"); }
  Result<void> link(const std::filesystem::path& folder, const Target& file);
  Result<void> lay_out(const std::filesystem::path& folder, const std::vector<Target>& files);

  std::filesystem::path store_;
  ObjectStore& objects_;
};

}  // namespace crier
