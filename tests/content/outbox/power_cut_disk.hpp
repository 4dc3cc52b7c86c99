// SPDX-License-Identifier: Apache-2.0
// PowerCutDisk: a disk in memory behind a SQLite VFS, which forgets what was not synced when the power is
// cut: of each write that no sync followed any sectors may be kept and any lost, in any order. One thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

struct sqlite3_vfs;

namespace crier {

class PowerCutDisk {
 public:
  explicit PowerCutDisk(std::uint32_t seed);
  ~PowerCutDisk();
  PowerCutDisk(const PowerCutDisk&) = delete;
  PowerCutDisk& operator=(const PowerCutDisk&) = delete;

  const std::string& name() const { return name_; }  // of the VFS

  // The power goes at the `operations`-th write, truncation or sync from now on, before it is done.
  void cut_after(std::size_t operations) { left_ = operations; }
  bool is_off() const { return is_off_; }
  // The disk works again and forgot nothing: it was a loose plug, and the files stayed open.
  void plug_in();

  // What the disk holds after the cut; all files must be closed.
  void power_on();

  // How long a sync takes; it is waited for.
  void set_sync_time(std::chrono::milliseconds time) { sync_time_ = time; }
  std::size_t syncs() const { return syncs_; }

  struct Change {
    std::size_t offset = 0;
    std::vector<std::uint8_t> bytes;  // empty: the file is cut to `offset`
  };
  struct File {
    std::vector<std::uint8_t> durable;
    std::vector<std::uint8_t> current;
    std::vector<Change> unsynced;
    bool is_named_for_good = false;  // its name was synced too
  };
  // Of the files that are there, by their path.
  std::map<std::string, std::shared_ptr<File>>& files() { return files_; }

  // For the VFS: false where the power is off.
  bool spend();
  void note_sync();

 private:
  std::string name_;
  std::unique_ptr<sqlite3_vfs> vfs_;
  std::map<std::string, std::shared_ptr<File>>
      files_;  // shared with SQLite's handles, which may outlive a name
  std::size_t left_ = std::numeric_limits<std::size_t>::max();
  bool is_off_ = false;
  std::chrono::milliseconds sync_time_{0};
  std::size_t syncs_ = 0;
  std::mt19937 chance_;
};

}  // namespace crier
