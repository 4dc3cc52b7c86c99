// SPDX-License-Identifier: Apache-2.0
#include "content/receiving/synchroniser.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <set>
#include <system_error>

#include "config/folder_lock.hpp"
#include "config/text_file.hpp"
#include "content/repository/limits.hpp"
#include "content/repository/target_download.hpp"
#include "content/sealing/digest.hpp"
#include "content/sealing/hex.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

Result<std::vector<std::uint8_t>> read_factory_root(const std::filesystem::path& file) {
  const auto text = read_text(file, kMostRootBytes);
  if (!text)
    return fail(
        ErrorCode::io,
        fmt::format("the factory root {} cannot be read; copy the office's root.json there", file.string()));
  return std::vector<std::uint8_t>(text->begin(), text->end());
}

std::set<std::string> hashes_of(const std::vector<Target>& files) {
  std::set<std::string> hashes;
  for (const Target& file : files) hashes.insert(file.file.hashes.hex());
  return hashes;
}

// What each of a set of files takes, each content once.
std::uint64_t bytes_of(const std::vector<Target>& files) {
  std::set<std::string> seen;
  std::uint64_t sum = 0;
  for (const Target& file : files) {
    if (seen.insert(file.file.hashes.hex()).second) sum += file.file.length;
  }
  return sum;
}

Result<ApprovedContent> approved_now(Updater& updater, SignedRecord& record, const MetadataFolder& metadata) {
  const auto targets = updater.role("targets", "root");
  if (!targets) return tl::unexpected(targets.error());
  std::array<std::shared_ptr<const TargetsMetadata>, kRanks.size()> held;
  RankMetadata ranks{};
  for (std::size_t i = 0; i < kRanks.size(); ++i) {
    auto rank = updater.role(kRanks[i], "targets");
    if (!rank) return tl::unexpected(rank.error());
    held[i] = std::move(*rank);
    ranks[i] = held[i].get();
    record.ranks[i] = metadata.read(kRanks[i]).value_or(std::vector<std::uint8_t>{});
  }
  record.targets = metadata.read("targets").value_or(std::vector<std::uint8_t>{});
  return agreed_content(**targets, ranks);
}

}  // namespace

Synchroniser::Synchroniser(StoreOptions options, const Clock& clock, Log& log, std::stop_token stop)
    : options_(std::move(options)),
      log_(log),
      stop_(std::move(stop)),
      metadata_(options_.folder / "metadata"),
      objects_(options_.folder / "objects"),
      publications_(options_.folder, objects_),
      alerts_(options_.folder / "alerts", objects_),
      time_(options_.folder / "time", clock) {}

Result<void> Synchroniser::open() {
  if (const auto made = objects_.make(); !made) return made;
  if (const auto made = alerts_.make(); !made) return made;
  if (const auto waits = publications_.wait_for_first(options_.role.screens); !waits) return waits;
  if (const auto stored = metadata_.read(kAlertRole)) {
    if (const auto alert = parse_targets(*stored)) alerts_.resume(alert->expires);
  }
  const auto root = read_factory_root(options_.factory_root);
  if (!root) return tl::unexpected(root.error());
  return {};
}

Result<void> Synchroniser::verify_texts() {
  const auto lock = FolderLock::take(options_.folder);
  if (!lock) return tl::unexpected(lock.error());
  const auto content = active_content();
  if (!content) return tl::unexpected(content.error());
  if (!*content) return {};
  const std::filesystem::path folder = publications_.folder_of(*publications_.active_id());
  std::vector<Target> intact;
  std::size_t damaged = 0;
  for (const Target& file : (*content)->files) {
    std::error_code error;
    if (!std::filesystem::exists(folder / file.path, error)) continue;
    const auto hash =
        is_text(file) ? file_sha256(folder / file.path, stop_) : Result<std::string>(file.file.hashes.hex());
    if (hash && *hash == to_hex(*file.file.hashes.sha256)) {
      intact.push_back(file);
      continue;
    }
    ++damaged;
    objects_.forget(file.file);
    log_.error("file-damaged", {{"file", file.path}, {"action", "fetching it anew"}});
  }
  if (damaged == 0) return {};
  return publications_.fall_back_to(**content, intact);
}

std::filesystem::path Synchroniser::active_folder() const {
  const auto id = publications_.active_id();
  return id ? publications_.folder_of(*id) : active();
}

Result<bool> Synchroniser::has_news(Origin& metadata) {
  alerts_.expire(time_.now());
  return metadata.has_changed("timestamp.json", timestamp_mark_);
}

void Synchroniser::ask_anew() {
  timestamp_mark_.clear();
}

Result<void> Synchroniser::fetch(const RepositoryOrigins& origins, const Target& file,
                                 bool consistent_snapshot,
                                 const std::function<bool(std::uint64_t)>& goes_on) {
  if (objects_.has(file.file)) return {};
  const std::string url = target_url_path(file.path, file.file, consistent_snapshot);
  Result<void> done = fail(ErrorCode::not_found, "there is no origin to fetch from");
  for (Origin* const origin : origins.targets) {
    done = download_target(*origin, url, file.file, objects_.path_of(file.file), goes_on);
    if (done || done.error().code == ErrorCode::cancelled) return done;
  }
  return done;
}

// False where it was told not to go on.
Result<bool> Synchroniser::fetch_all(const RepositoryOrigins& origins, const std::vector<Target>& files,
                                     bool consistent_snapshot, const std::function<bool()>& may_go_on,
                                     const ProgressTeller& progress) {
  SyncProgress done{0, bytes_of(files)};
  for (const Target& file : files) {
    if (!objects_.has(file.file)) {
      Target target = file;
      target.path = std::string(kContentFolder) + file.path;
      const std::uint64_t before = done.bytes_done;
      const auto fetched = fetch(origins, target, consistent_snapshot, [&](std::uint64_t bytes) {
        done.bytes_done = before + bytes;
        if (progress) progress(done);
        return !stop_.stop_requested() && (!may_go_on || may_go_on());
      });
      if (!fetched && fetched.error().code == ErrorCode::cancelled && !stop_.stop_requested()) return false;
      if (!fetched) return tl::unexpected(fetched.error());
      done.bytes_done = before;
    }
    done.bytes_done += file.file.length;
    if (progress) progress(done);
    if (may_go_on && !may_go_on()) return false;
  }
  return true;
}

Result<void> Synchroniser::check_quota(const std::vector<Target>& files) {
  const std::uint64_t needed = bytes_of(files);
  if (options_.quota_bytes != 0 && needed > options_.quota_bytes)
    return fail(
        ErrorCode::limit,
        fmt::format("the publication needs {} MB, and {} MB are allowed; raise the quota or publish less",
                    needed >> 20, options_.quota_bytes >> 20));
  std::uint64_t missing = 0;
  for (const Target& file : files)
    missing += objects_.has(file.file)
                   ? 0
                   : file.file.length - std::min<std::uint64_t>(file.file.length, objects_.begun(file.file));
  std::error_code error;
  const std::filesystem::space_info space = std::filesystem::space(options_.folder, error);
  const bool fits_quota = options_.quota_bytes == 0 || objects_.bytes() + missing <= options_.quota_bytes;
  const bool fits_disk = error || missing < space.available;
  if (fits_quota && fits_disk) return {};
  // What is no longer shown makes room; what is on stays.
  objects_.sweep(hashes_of(files));
  const std::filesystem::space_info after = std::filesystem::space(options_.folder, error);
  if (!error && missing >= after.available)
    return fail(ErrorCode::limit,
                fmt::format("the disk has {} MB left, and {} MB are missing; make room on it",
                            after.available >> 20, missing >> 20));
  return {};
}

Result<SyncResult> Synchroniser::run(const RepositoryOrigins& origins,
                                     const std::function<bool()>& may_fetch_media,
                                     const ProgressTeller& progress) {
  const auto lock = FolderLock::take(options_.folder);
  if (!lock) return tl::unexpected(lock.error());
  auto root = read_factory_root(options_.factory_root);
  if (!root) return tl::unexpected(root.error());
  Updater updater(*origins.metadata, metadata_, std::move(*root), time_.now());
  if (const auto refreshed = updater.refresh(); !refreshed) return tl::unexpected(refreshed.error());
  time_.remember();
  const bool consistent = updater.root().consistent_snapshot;
  const auto fetch_alert = [&](const Target& alert) {
    return fetch(origins, alert, consistent, [this](std::uint64_t) { return !stop_.stop_requested(); });
  };
  if (const auto alerts = alerts_.follow(updater, fetch_alert); !alerts) {
    ask_anew();  // else it would be missed until something else is published
    log_.warning("alerts-not-fetched", {{"reason", alerts.error().message}});
  }
  SignedRecord record;
  const auto content = approved_now(updater, record, metadata_);
  if (!content) return tl::unexpected(content.error());
  return adopt(*content, record, origins, consistent, may_fetch_media, progress);
}

Result<SyncResult> Synchroniser::adopt(const ApprovedContent& content, const SignedRecord& record,
                                       const RepositoryOrigins& origins, bool consistent_snapshot,
                                       const std::function<bool()>& may_fetch_media,
                                       const ProgressTeller& progress) {
  const auto active = publications_.active_id();
  SyncResult result{content.version, content.id, active != content.id, true};
  // The same files signed anew, or something else that is new, such as an alert.
  if (!result.is_new && settled_ == content.id) {
    const auto kept = publications_.record(content.id);
    const auto done =
        kept && *kept == record ? Result<void>{} : publications_.keep_record(content.id, record);
    return done ? Result<SyncResult>(result) : tl::unexpected(done.error());
  }
  std::vector<Target> files = text_files(content);
  if (const auto fetched = fetch_all(origins, files, consistent_snapshot, {}, {}); !fetched)
    return tl::unexpected(fetched.error());
  const auto texts = publications_.lay_out_for_reading(files);
  if (!texts) return tl::unexpected(texts.error());
  const auto media = media_files(content, *texts, options_.role, WallTime(time_.now().time_since_epoch()));
  files.insert(files.end(), media.begin(), media.end());
  if (const auto fits = check_quota(files); !fits) return tl::unexpected(fits.error());
  const auto fetched = fetch_all(origins, media, consistent_snapshot,
                                 active ? may_fetch_media : std::function<bool()>{}, progress);
  if (!fetched) return tl::unexpected(fetched.error());
  if (!*fetched) {
    result.is_new = result.is_complete = false;
    return result;
  }
  if (const auto built = publications_.build(content, files, record); !built)
    return tl::unexpected(built.error());
  settled_ = content.id;
  if (!result.is_new) return result;
  if (const auto switched = publications_.activate(content.id); !switched)
    return tl::unexpected(switched.error());
  publications_.sweep(active ? std::vector<std::string>{*active} : std::vector<std::string>{});
  objects_.sweep(hashes_of(files));
  return result;
}

Result<void> Synchroniser::mend(const RepositoryOrigins& origins, const std::string& path) {
  const auto lock = FolderLock::take(options_.folder);
  if (!lock) return tl::unexpected(lock.error());
  const auto content = active_content();
  if (!content) return tl::unexpected(content.error());
  const auto active = publications_.active_id();
  if (!*content || !active) return fail(ErrorCode::not_found, "there is no publication");
  const auto& files = (*content)->files;
  const auto file =
      std::find_if(files.begin(), files.end(), [&path](const Target& one) { return one.path == path; });
  if (file == files.end()) return fail(ErrorCode::not_found, path + " is not in the publication");
  settled_.clear();  // until a run has seen that it is whole again
  objects_.forget(file->file);
  Target target = *file;
  target.path = std::string(kContentFolder) + path;
  const auto fetched =
      fetch(origins, target, true, [this](std::uint64_t) { return !stop_.stop_requested(); });
  return fetched ? publications_.replace(*active, *file) : fetched;
}

Result<std::optional<ApprovedContent>> Synchroniser::active_content() const {
  const auto active = publications_.active_id();
  if (!active) return std::optional<ApprovedContent>{};
  const auto root = read_factory_root(options_.factory_root);
  if (!root) return tl::unexpected(root.error());
  const auto record = publications_.record(*active);
  if (!record) return tl::unexpected(record.error());
  auto content = verify_record(*record, *root, metadata_);
  if (!content) return tl::unexpected(content.error());
  return std::optional(std::move(*content));
}

Result<ApprovedContent> verify_record(const SignedRecord& record, Bytes factory_root,
                                      const MetadataFolder& metadata) {
  const auto targets = parse_targets(record.targets);
  if (!targets) return tl::unexpected(targets.error());
  auto root = parse_root(factory_root);
  if (!root) return fail(root.error(), "the factory root");
  bool is_trusted = false;
  // Any root of the chain will do: the record was made under one of them.
  for (int step = 0; step < kMostRootSteps; ++step) {
    is_trusted = is_trusted || is_signed(*targets, root->keys, root->roles.at(TopRole::targets));
    const auto bytes = metadata.read_root(root->version + 1);
    auto next = bytes ? parse_root(*bytes) : Result<RootMetadata>(fail(ErrorCode::not_found, "no more"));
    if (is_trusted || !next || next->version != root->version + 1 ||
        !is_signed(*next, root->keys, root->roles.at(TopRole::root)) ||
        !is_signed(*next, next->keys, next->roles.at(TopRole::root)))
      break;
    root = std::move(next);
  }
  if (!is_trusted) return fail(ErrorCode::format, "the stored targets are not signed by any known root");
  std::array<std::optional<TargetsMetadata>, kRanks.size()> held;
  RankMetadata ranks{};
  for (std::size_t i = 0; i < kRanks.size(); ++i) {
    auto rank = parse_targets(record.ranks[i]);
    if (!rank) return tl::unexpected(rank.error());
    const DelegatedRole* const role = targets->delegation(kRanks[i]);
    if (role == nullptr || !is_signed(*rank, targets->keys, role->keys))
      return fail(ErrorCode::format, fmt::format("the stored {} is not signed by enough keys", kRanks[i]));
    held[i] = std::move(*rank);
    ranks[i] = &*held[i];
  }
  return agreed_content(*targets, ranks);
}

}  // namespace crier
