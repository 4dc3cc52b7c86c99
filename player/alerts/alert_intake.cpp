// SPDX-License-Identifier: Apache-2.0
#include "player/alerts/alert_intake.hpp"

#include <algorithm>
#include <utility>

namespace crier {

AlertIntake::AlertIntake(std::vector<std::filesystem::path> folders, Log& log) : log_(log) {
  for (std::filesystem::path& path : folders) folders_.push_back({std::move(path), true, {}});
}

std::vector<std::string> AlertIntake::scan(AlertBoard& board) {
  std::vector<std::string> accepted;
  for (Folder& folder : folders_) scan(folder, board, accepted);
  return accepted;
}

void AlertIntake::scan(Folder& folder, AlertBoard& board, std::vector<std::string>& accepted) {
  const auto listing = list_alerts(folder.path);
  if (folder.readable != listing.has_value()) {
    folder.readable = listing.has_value();
    if (listing) {
      log_.info("alert-folder-found", {{"folder", folder.path.string()}});
    } else {
      log_.warning("alert-folder-missing", {{"folder", folder.path.string()}});
    }
  }
  if (!listing) return;
  for (const AlertFileName& file : listing->files) {
    const auto known = folder.files.find(file.name);
    const bool is_same = known != folder.files.end() && known->second.stamp == file.stamp;
    if (file.stamp.size == 0 || (is_same && known->second.was_read)) continue;
    const std::string path = (folder.path / file.name).string();
    AlertFile read = read_alert(path, path);
    folder.files[file.name] = {file.stamp, listing->device, read.readable};
    if (read.alert) {
      board.offer(path, *std::move(read.alert));
      accepted.push_back(path);
    } else if (!is_same && !read.diagnostics.empty()) {
      const Diagnostic& why = read.diagnostics.front();
      const std::string place = why.line > 0 ? "line " + std::to_string(why.line) + ": " : "";
      log_.warning("alert-refused", {{"file", path}, {"reason", place + why.what + "; " + why.remedy}});
    }
  }
  forget_missing(folder, *listing, board);
}

void AlertIntake::forget_missing(Folder& folder, const AlertListing& listing, AlertBoard& board) {
  for (auto known = folder.files.begin(); known != folder.files.end();) {
    const auto& [name, file] = *known;
    const auto at = std::lower_bound(listing.files.begin(), listing.files.end(), name,
                                     [](const AlertFileName& a, const std::string& b) { return a.name < b; });
    const bool is_there = at != listing.files.end() && at->name == name;
    if (is_there || file.folder_device != listing.device) {
      ++known;
      continue;
    }
    board.remove((folder.path / name).string());
    known = folder.files.erase(known);
  }
}

}  // namespace crier
