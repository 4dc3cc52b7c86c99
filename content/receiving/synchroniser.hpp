// SPDX-License-Identifier: Apache-2.0
// Synchroniser: brings what the office approved onto a device. First it learns (refresh), then it fetches,
// and only when every file is there and verified it switches (activate). Whatever fails leaves what is on
// where it is; a plain second run goes on where the first was cut. Waits for network and disk; one thread.
//
//   STORE/metadata/       what the repository says (repository/metadata_folder.hpp)
//   STORE/objects/        verified files by their SHA-256
//   STORE/publications/   and STORE/active: see publication.hpp
//   STORE/alerts/         the alerts that two officers signed, watched by the player
//   STORE/time            the latest time that was known for sure
// Whoever changes the store locks its folder (config/folder_lock.hpp).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "config/clock.hpp"
#include "config/log.hpp"
#include "content/receiving/object_store.hpp"
#include "content/receiving/publication.hpp"
#include "content/receiving/received_alerts.hpp"
#include "content/receiving/screen_files.hpp"
#include "content/receiving/trusted_time.hpp"
#include "content/repository/agreed_content.hpp"
#include "content/repository/metadata_folder.hpp"
#include "content/repository/origin.hpp"
#include "content/repository/updater.hpp"

namespace crier {

struct StoreOptions {
  std::filesystem::path folder;
  std::filesystem::path factory_root;  // a root.json, where nobody can change it
  DeviceRole role;
  std::uint64_t quota_bytes = 0;  // of the store; 0: as much as the disk has
};

// Where one refresh reads from. `targets` are tried in order: peers and station caches, which nobody trusts,
// then the repository's own.
struct RepositoryOrigins {
  Origin* metadata = nullptr;
  std::vector<Origin*> targets;
};

struct SyncProgress {
  std::uint64_t bytes_done = 0;
  std::uint64_t bytes_total = 0;
};

using ProgressTeller = std::function<void(const SyncProgress&)>;

struct SyncResult {
  std::int64_t version = 0;
  std::string id;
  bool is_new = false;       // another publication is active than before
  bool is_complete = false;  // false: a window closed before every medium was there
};

class Synchroniser {
 public:
  // `clock` and `log` outlive it.
  Synchroniser(StoreOptions options, const Clock& clock, Log& log, std::stop_token stop);

  // Makes the store where it is not there. Its `active` leads to a workspace without media that says that
  // it waits, until there is a publication.
  Result<void> open();

  std::filesystem::path active() const { return publications_.active_link(); }
  // Where it leads now.
  std::filesystem::path active_folder() const;
  const std::filesystem::path& alerts() const { return alerts_.folder(); }

  // Looks at the text files of the active publication before they are read: where the disk holds something
  // else than was signed, switches to what is left, until the rest was fetched anew. Media are looked at when
  // they are about to be shown (signed_files.hpp).
  Result<void> verify_texts();

  // Whether a run may bring anything: one small question.
  Result<bool> has_news(Origin& metadata);
  // The next has_news() is true: after a run that failed. A run that could not fetch an alert does so itself.
  void ask_anew();

  // Media are fetched while `may_fetch_media` says so; texts and alerts always, and everything while there
  // is nothing to show. `progress` may be empty. Fails with the reason where nothing new may be accepted.
  Result<SyncResult> run(const RepositoryOrigins& origins, const std::function<bool()>& may_fetch_media,
                         const ProgressTeller& progress);

  // Fetches a file of the active publication anew: its bytes on the disk are not what was signed.
  Result<void> mend(const RepositoryOrigins& origins, const std::string& path);

  // What the active publication must be, by signatures that are kept with it; expiry does not matter: what
  // was approved plays on. None where there is no publication.
  Result<std::optional<ApprovedContent>> active_content() const;

 private:
  Result<SyncResult> adopt(const ApprovedContent& content, const SignedRecord& record,
                           const RepositoryOrigins& origins, bool consistent_snapshot,
                           const std::function<bool()>& may_fetch_media, const ProgressTeller& progress);
  Result<void> fetch(const RepositoryOrigins& origins, const Target& file, bool consistent_snapshot,
                     const std::function<bool(std::uint64_t)>& goes_on);
  Result<bool> fetch_all(const RepositoryOrigins& origins, const std::vector<Target>& files,
                         bool consistent_snapshot, const std::function<bool()>& may_go_on,
                         const ProgressTeller& progress);
  Result<void> check_quota(const std::vector<Target>& files);

  const StoreOptions options_;
  Log& log_;
  const std::stop_token stop_;
  MetadataFolder metadata_;
  ObjectStore objects_;
  PublicationStore publications_;
  ReceivedAlerts alerts_;
  TrustedTime time_;
  std::string timestamp_mark_;
  std::string
      settled_;  // the publication that was laid out for this device and is whole; empty: none is known
};

// What a record's metadata vouch for: by a root of the chain from the factory's, whatever has expired since.
Result<ApprovedContent> verify_record(const SignedRecord& record, Bytes factory_root,
                                      const MetadataFolder& metadata);

}  // namespace crier
