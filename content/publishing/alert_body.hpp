// SPDX-License-Identifier: Apache-2.0
// What duty officers sign: the alerts that are in force, each a file of its own. Waits for the store; one
// thread.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "config/result.hpp"
#include "content/publishing/publication.hpp"
#include "content/publishing/staging.hpp"

namespace crier {

struct AlertFileToPublish {
  std::string name;  // "storm.xml"
  std::vector<std::uint8_t> bytes;
};

// Reads and judges the files. Fails where one is no alert, has expired, or has a name that cannot be one in a
// repository.
Result<std::vector<AlertFileToPublish>> read_alert_files(const std::vector<std::filesystem::path>& files,
                                                         std::chrono::sys_seconds now);

// Uploads and stages them beside those that are in force; the withdrawn ones are left out. All of them live
// for `life` at least. Fails where a withdrawn one is not in force. Gives the names of those that waited for
// a signature and no longer do: the same files again go on with what waits, all else begins anew.
Result<std::vector<std::string>> stage_alerts(RepositoryStore& store, const Publication& active,
                                              const Staged& staged,
                                              const std::vector<AlertFileToPublish>& files,
                                              const std::vector<std::string>& withdrawn,
                                              std::chrono::seconds life, std::chrono::sys_seconds now);

}  // namespace crier
