// SPDX-License-Identifier: Apache-2.0
// AlertIntake: what changed in the watched folders, told to a board. Silence is never an all-clear:
//  - a folder that cannot be read, or has another file system mounted where it was, changes nothing;
//  - a file that becomes unreadable or no alert (half written, broken) leaves what it said before;
//  - only a file gone from its readable folder is withdrawn.
// Reads the disk; one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "config/log.hpp"
#include "content/alerts/alert_board.hpp"
#include "content/alerts/alerts_folder.hpp"

namespace crier {

class AlertIntake {
 public:
  // `log` outlives it.
  AlertIntake(std::vector<std::filesystem::path> folders, Log& log);

  // Compares the folders with what is known. Returns the files whose alerts are new to the board, as the
  // board names them. An empty file is one that is still to be written: not read, not refused.
  std::vector<std::string> scan(AlertBoard& board);

 private:
  struct KnownFile {
    FileStamp stamp;
    std::uint64_t folder_device = 0;
    bool was_read = true;  // one that could not be read is tried again and again
  };
  struct Folder {
    std::filesystem::path path;
    bool readable = true;
    std::map<std::string, KnownFile> files;
  };

  void scan(Folder& folder, AlertBoard& board, std::vector<std::string>& accepted);
  void forget_missing(Folder& folder, const AlertListing& listing, AlertBoard& board);

  Log& log_;
  std::vector<Folder> folders_;
};

}  // namespace crier
