// SPDX-License-Identifier: Apache-2.0
#include "tests/content/outbox/power_cut_disk.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <new>
#include <thread>

namespace crier {
namespace {

constexpr std::size_t kSector = 512;

void redo(const PowerCutDisk::Change& change, std::vector<std::uint8_t>& bytes) {
  if (change.bytes.empty()) {
    bytes.resize(change.offset);
    return;
  }
  if (bytes.size() < change.offset + change.bytes.size()) bytes.resize(change.offset + change.bytes.size());
  std::copy(change.bytes.begin(), change.bytes.end(),
            bytes.begin() + static_cast<std::ptrdiff_t>(change.offset));
}

struct Handle {
  sqlite3_file base;
  PowerCutDisk* disk;
  std::shared_ptr<PowerCutDisk::File>* file;
};

Handle& handle_of(sqlite3_file* file) {
  return *reinterpret_cast<Handle*>(file);
}

int close_file(sqlite3_file* file) {
  delete handle_of(file).file;
  handle_of(file).file = nullptr;
  return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* out, int amount, sqlite3_int64 offset) {
  if (handle_of(file).disk->is_off()) return SQLITE_IOERR_READ;
  const auto& bytes = (*handle_of(file).file)->current;
  const auto begin = std::min(static_cast<std::size_t>(offset), bytes.size());
  const std::size_t count = std::min(static_cast<std::size_t>(amount), bytes.size() - begin);
  auto* const first = static_cast<std::uint8_t*>(out);
  std::fill_n(std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(begin), count, first),
              static_cast<std::size_t>(amount) - count, std::uint8_t{0});
  return count == static_cast<std::size_t>(amount) ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int change_file(sqlite3_file* file, PowerCutDisk::Change change) {
  if (!handle_of(file).disk->spend()) return SQLITE_IOERR_WRITE;
  PowerCutDisk::File& inner = **handle_of(file).file;
  redo(change, inner.current);
  inner.unsynced.push_back(std::move(change));
  return SQLITE_OK;
}

int write_bytes(sqlite3_file* file, const void* bytes, int amount, sqlite3_int64 offset) {
  const auto* const first = static_cast<const std::uint8_t*>(bytes);
  return change_file(file, {static_cast<std::size_t>(offset), {first, first + amount}});
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  return change_file(file, {static_cast<std::size_t>(size), {}});
}

int sync_file(sqlite3_file* file, int) {
  Handle& handle = handle_of(file);
  if (!handle.disk->spend()) return SQLITE_IOERR_FSYNC;
  handle.disk->note_sync();
  PowerCutDisk::File& inner = **handle.file;
  for (const PowerCutDisk::Change& change : inner.unsynced) redo(change, inner.durable);
  inner.unsynced.clear();
  inner.is_named_for_good = true;
  return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>((*handle_of(file).file)->current.size());
  return SQLITE_OK;
}

int lock_file(sqlite3_file*, int) {
  return SQLITE_OK;
}

int check_lock(sqlite3_file*, int* is_reserved) {
  *is_reserved = 0;
  return SQLITE_OK;
}

int control_file(sqlite3_file*, int, void*) {
  return SQLITE_NOTFOUND;
}

int sector_size(sqlite3_file*) {
  return kSector;
}

int characteristics(sqlite3_file*) {
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

const sqlite3_io_methods kMethods = {
    1,         close_file, read_file,  write_bytes,  truncate_file, sync_file,       file_size,
    lock_file, lock_file,  check_lock, control_file, sector_size,   characteristics, nullptr,
    nullptr,   nullptr,    nullptr,    nullptr,      nullptr};

PowerCutDisk& disk_of(sqlite3_vfs* vfs) {
  return *static_cast<PowerCutDisk*>(vfs->pAppData);
}

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  PowerCutDisk& disk = disk_of(vfs);
  Handle& handle = handle_of(file);
  handle.base.pMethods = nullptr;
  if (disk.is_off() || name == nullptr) return SQLITE_CANTOPEN;
  auto found = disk.files().find(name);
  if (found == disk.files().end()) {
    if ((flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
    found = disk.files().emplace(name, std::make_shared<PowerCutDisk::File>()).first;
  }
  handle.disk = &disk;
  handle.file = new std::shared_ptr<PowerCutDisk::File>(found->second);
  handle.base.pMethods = &kMethods;
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, const char* name, int) {
  if (!disk_of(vfs).spend()) return SQLITE_IOERR_DELETE;
  return disk_of(vfs).files().erase(name) > 0 ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
}

int access_file(sqlite3_vfs* vfs, const char* name, int, int* is_there) {
  const auto found = disk_of(vfs).files().find(name);
  *is_there = found != disk_of(vfs).files().end() ? 1 : 0;
  return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* name, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}

}  // namespace

PowerCutDisk::PowerCutDisk(std::uint32_t seed)
    : name_("power-cut-" + std::to_string(reinterpret_cast<std::uintptr_t>(this))), chance_(seed) {
  sqlite3_vfs* const usual = sqlite3_vfs_find(nullptr);
  vfs_ = std::make_unique<sqlite3_vfs>(*usual);
  vfs_->pNext = nullptr;
  vfs_->iVersion = 1;
  vfs_->szOsFile = sizeof(Handle);
  vfs_->zName = name_.c_str();
  vfs_->pAppData = this;
  vfs_->xOpen = open_file;
  vfs_->xDelete = delete_file;
  vfs_->xAccess = access_file;
  vfs_->xFullPathname = full_path;
  sqlite3_vfs_register(vfs_.get(), 0);
}

PowerCutDisk::~PowerCutDisk() {
  sqlite3_vfs_unregister(vfs_.get());
}

bool PowerCutDisk::spend() {
  if (is_off_) return false;
  if (left_ == std::numeric_limits<std::size_t>::max()) return true;
  if (left_ == 0) {
    is_off_ = true;
    return false;
  }
  --left_;
  return true;
}

void PowerCutDisk::note_sync() {
  ++syncs_;
  if (sync_time_.count() > 0) std::this_thread::sleep_for(sync_time_);
}

void PowerCutDisk::plug_in() {
  is_off_ = false;
  left_ = std::numeric_limits<std::size_t>::max();
}

void PowerCutDisk::power_on() {
  for (auto entry = files_.begin(); entry != files_.end();) {
    File& file = *entry->second;
    for (const Change& change : file.unsynced) {
      if (change.bytes.empty()) {
        if (chance_() % 2 == 0) redo(change, file.durable);
        continue;
      }
      for (std::size_t at = 0; at < change.bytes.size(); at += kSector) {
        if (chance_() % 2 == 0) continue;
        const auto begin = change.bytes.begin() + static_cast<std::ptrdiff_t>(at);
        const std::size_t count = std::min(kSector, change.bytes.size() - at);
        redo({change.offset + at, {begin, begin + static_cast<std::ptrdiff_t>(count)}}, file.durable);
      }
    }
    file.current = file.durable;
    file.unsynced.clear();
    const bool is_lost = !file.is_named_for_good && chance_() % 2 == 0;
    entry = is_lost ? files_.erase(entry) : std::next(entry);
  }
  plug_in();
}

}  // namespace crier
