// SPDX-License-Identifier: Apache-2.0
// FolderEvents: waits until something may have happened in one of several folders (inotify(7)), some time has
// passed, or it is woken. A folder that does not exist yet is awaited in its parent. It says only that there
// may be news, never which: file systems without inotify are read when the time has passed.
#pragma once

#include <filesystem>
#include <vector>

#include "config/clock.hpp"

namespace crier {

class FolderEvents {
 public:
  explicit FolderEvents(std::vector<std::filesystem::path> folders);
  ~FolderEvents();
  FolderEvents(const FolderEvents&) = delete;
  FolderEvents& operator=(const FolderEvents&) = delete;

  // One thread. Also notices folders that have come or were replaced since the last call.
  void wait(Nanoseconds at_most);

  // Any thread, and for good: every later wait returns at once.
  void wake() const;

 private:
  void watch();

  std::vector<std::filesystem::path> folders_;
  int inotify_;  // below zero where the machine has none left
  int wakeup_;
};

}  // namespace crier
