// SPDX-License-Identifier: Apache-2.0
// The alerts in a folder, file by file. Reads the disk: blocks; any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/diagnostic.hpp"
#include "content/model/alert.hpp"

namespace crier {

// What tells that a file has changed.
struct FileStamp {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::int64_t size = 0;
  std::int64_t modified = 0;  // nanoseconds since 1970
  std::int64_t changed = 0;

  bool operator==(const FileStamp&) const = default;
};

struct AlertFileName {
  std::string name;
  FileStamp stamp;
};

struct AlertListing {
  std::uint64_t device = 0;          // that the folder is on: another one means another mount
  std::vector<AlertFileName> files;  // by name
};

// The regular files of the folder itself whose names end in .xml; none that are hidden, or still being
// written as *.tmp or *.part; the first 2,000 by name. None where the folder cannot be read.
std::optional<AlertListing> list_alerts(const std::filesystem::path& folder);

struct AlertFile {
  bool readable = false;
  std::optional<Alert> alert;
  Diagnostics diagnostics;  // why there is none
};

// `name` is what diagnostics call it. Never waits for a pipe.
AlertFile read_alert(const std::filesystem::path& path, const std::string& name);

// What a person should know of the alerts in `folder`, which diagnostics call `name`: every file that is no
// alert, and a warning for each that has expired by `now`. Nothing where there is no such folder.
Diagnostics check_alerts(const std::filesystem::path& folder, const std::string& name, WallTime now);

}  // namespace crier
