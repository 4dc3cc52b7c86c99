// SPDX-License-Identifier: Apache-2.0
#include "content/receiving/publication.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <set>
#include <system_error>

#include "config/atomic_file.hpp"
#include "config/text_file.hpp"
#include "content/repository/limits.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

constexpr const char* kBuilding = ".building";
constexpr const char* kReading = ".reading";
constexpr const char* kWaiting = "waiting";
constexpr const char* kRest = ".rest";
constexpr const char* kSigned = ".signed";

tl::unexpected<Error> disk_failure(const std::filesystem::path& path) {
  return fail(ErrorCode::io, fmt::format("{} cannot be written: {}; check permissions and free space",
                                         path.string(), std::strerror(errno)));
}

bool is_same_file(const std::filesystem::path& a, const std::filesystem::path& b) {
  struct stat one {};
  struct stat other {};
  return ::lstat(a.c_str(), &one) == 0 && ::lstat(b.c_str(), &other) == 0 && one.st_ino == other.st_ino &&
         one.st_dev == other.st_dev;
}

// False while a player shows what is in the folder.
bool is_free(const std::filesystem::path& folder) {
  const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (opened < 0) return true;
  const bool is_locked = ::flock(opened, LOCK_EX | LOCK_NB) == 0;
  ::close(opened);
  return is_locked;
}

Result<void> write_record(const std::filesystem::path& folder, const SignedRecord& record) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (const auto done = write_atomically(folder / "targets.json", record.targets); !done) return done;
  for (std::size_t i = 0; i < kRanks.size(); ++i) {
    const auto done = write_atomically(folder / fmt::format("{}.json", kRanks[i]), record.ranks[i]);
    if (!done) return done;
  }
  return {};
}

}  // namespace

std::optional<std::string> PublicationStore::active_id() const {
  std::error_code error;
  const std::filesystem::path target = std::filesystem::read_symlink(active_link(), error);
  if (error || target.parent_path() != "publications") return std::nullopt;
  std::string id = target.filename().string();
  return id == kWaiting ? std::nullopt : std::optional(id);
}

Result<void> PublicationStore::link(const std::filesystem::path& folder, const Target& file) {
  const std::filesystem::path place = folder / file.path;
  const std::filesystem::path object = objects_.path_of(file.file);
  if (is_same_file(place, object)) return {};
  std::error_code error;
  std::filesystem::create_directories(place.parent_path(), error);
  const std::filesystem::path fresh = place.parent_path() / ".link.part";
  std::filesystem::remove(fresh, error);
  if (::link(object.c_str(), fresh.c_str()) != 0 || ::rename(fresh.c_str(), place.c_str()) != 0)
    return disk_failure(place);
  return {};
}

Result<void> PublicationStore::lay_out(const std::filesystem::path& folder,
                                       const std::vector<Target>& files) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return disk_failure(folder);
  std::set<std::filesystem::path> folders{folder};
  for (const Target& file : files) {
    if (const auto linked = link(folder, file); !linked) return linked;
    for (auto parent = (folder / file.path).parent_path(); folders.insert(parent).second;)
      parent = parent.parent_path();
  }
  for (const auto& touched : folders) {
    if (const auto synced = sync_folder(touched); !synced) return synced;
  }
  return {};
}

Result<std::filesystem::path> PublicationStore::lay_out_for_reading(const std::vector<Target>& files) {
  const std::filesystem::path folder = publications() / kReading;
  std::error_code error;
  std::filesystem::remove_all(folder, error);
  if (const auto done = lay_out(folder, files); !done) return tl::unexpected(done.error());
  return folder;
}

Result<void> PublicationStore::build(const ApprovedContent& content, const std::vector<Target>& files,
                                     const SignedRecord& record) {
  std::error_code error;
  const std::filesystem::path finished = folder_of(content.id);
  const bool is_there = std::filesystem::is_directory(finished, error);
  const std::filesystem::path folder = is_there ? finished : publications() / kBuilding;
  if (!is_there) std::filesystem::remove_all(folder, error);
  if (const auto done = lay_out(folder, files); !done) return done;
  if (const auto done = keep_record(content.id, record); !done) return done;
  if (!is_there && ::rename(folder.c_str(), finished.c_str()) != 0) return disk_failure(finished);
  return sync_folder(publications());
}

Result<void> PublicationStore::fall_back_to(const ApprovedContent& content,
                                            const std::vector<Target>& intact) {
  const std::string rest = content.id + kRest;
  std::error_code error;
  std::filesystem::remove_all(folder_of(rest), error);
  if (const auto done = lay_out(folder_of(rest), intact); !done) return done;
  const auto record_kept = record(content.id);
  if (!record_kept) return tl::unexpected(record_kept.error());
  if (const auto done = keep_record(rest, *record_kept); !done) return done;
  return activate(rest);
}

Result<void> PublicationStore::keep_record(const std::string& id, const SignedRecord& record) {
  return write_record(record_of(id), record);
}

Result<void> PublicationStore::replace(const std::string& id, const Target& file) {
  if (const auto linked = link(folder_of(id), file); !linked) return linked;
  const auto parent = (folder_of(id) / file.path).parent_path();
  return sync_folder(parent);
}

Result<void> PublicationStore::activate(const std::string& id) {
  const std::filesystem::path fresh = store_ / ".active.part";
  std::error_code error;
  std::filesystem::remove(fresh, error);
  std::filesystem::create_directory_symlink(std::filesystem::path("publications") / id, fresh, error);
  if (error || ::rename(fresh.c_str(), active_link().c_str()) != 0) return disk_failure(active_link());
  return sync_folder(store_);
}

Result<SignedRecord> PublicationStore::record(const std::string& id) const {
  const auto read = [&](std::string_view role) -> std::optional<std::vector<std::uint8_t>> {
    const auto text = read_text(record_of(id) / fmt::format("{}.json", role), kMostMetadataBytes);
    if (!text) return std::nullopt;
    const Bytes bytes = as_bytes(*text);
    return std::vector<std::uint8_t>(bytes.begin(), bytes.end());
  };
  SignedRecord record;
  bool is_whole = true;
  const auto take = [&](std::string_view role, std::vector<std::uint8_t>& into) {
    auto bytes = read(role);
    is_whole = is_whole && bytes;
    if (bytes) into = std::move(*bytes);
  };
  take("targets", record.targets);
  for (std::size_t i = 0; i < kRanks.size(); ++i) take(kRanks[i], record.ranks[i]);
  if (!is_whole)
    return fail(ErrorCode::not_found,
                fmt::format("the signatures of {} are not there", folder_of(id).string()));
  return record;
}

Result<void> PublicationStore::wait_for_first(const std::vector<std::string>& screens) {
  std::error_code error;
  if (std::filesystem::is_symlink(active_link(), error)) return {};
  const std::filesystem::path folder = folder_of(kWaiting);
  std::filesystem::create_directories(folder / "channels", error);
  if (error) return disk_failure(folder);
  std::string list;
  for (const std::string& id : screens)
    list += fmt::format("[[screen]]\nid = \"{}\"\nchannel = \"main\"\n", id);
  const std::pair<const char*, std::string> files[] = {
      {"office.toml",
       "name = { zh = \"正在等待节目\", en = \"Waiting for the programme\" }\n"
       "default_channel = \"main\"\n"},
      {"screens.toml", list},
      {"channels/main.toml",
       "title = { zh = \"等待\", en = \"Waiting\" }\ndefault = \"main\"\n"
       "[playlists.main]\nitems = []\n"}};
  for (const auto& [name, text] : files) {
    if (const auto done = write_atomically(folder / name, as_bytes(text)); !done) return done;
  }
  return activate(kWaiting);
}

void PublicationStore::sweep(const std::vector<std::string>& keep) {
  const auto active = active_id();
  std::vector<std::filesystem::path> idle;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(publications(), error)) {
    std::string id = entry.path().filename().string();
    if (id.ends_with(kSigned)) id.resize(id.size() - std::string_view(kSigned).size());
    const bool is_kept =
        id == active || id == kWaiting || std::find(keep.begin(), keep.end(), id) != keep.end();
    if (!is_kept && is_free(folder_of(id))) idle.push_back(entry.path());
  }
  for (const auto& path : idle) std::filesystem::remove_all(path, error);
}

}  // namespace crier
