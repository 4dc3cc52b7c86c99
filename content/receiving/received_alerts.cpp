// SPDX-License-Identifier: Apache-2.0
#include "content/receiving/received_alerts.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <set>
#include <system_error>
#include <vector>

#include "content/repository/agreed_content.hpp"

namespace crier {
namespace {

// A name that is kept: one segment, so that it stays in the folder.
std::optional<std::string> name_of(const Target& target) {
  if (!target.path.starts_with(kAlertFolder)) return std::nullopt;
  std::string name = target.path.substr(kAlertFolder.size());
  if (name.find('/') != std::string::npos || !fault_of_path(name).empty() || !target.file.hashes.sha256)
    return std::nullopt;
  return name;
}

}  // namespace

Result<void> ReceivedAlerts::make() {
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  if (!error) return {};
  return fail(ErrorCode::io,
              fmt::format("{} cannot be made: {}; check permissions", folder_.string(), error.message()));
}

Result<void> ReceivedAlerts::follow(Updater& updater, const Fetch& fetch) {
  const auto role = updater.role(kAlertRole, "targets");
  if (!role) {
    const bool has_none =
        role.error().code == ErrorCode::not_found || role.error().code == ErrorCode::invalid_argument;
    if (!has_none) return tl::unexpected(role.error());
    clear();
    return {};
  }
  std::set<std::string> names;
  Result<void> outcome;
  for (const Target& target : (*role)->targets) {
    const auto name = name_of(target);
    if (!name) continue;
    names.insert(*name);
    if (const auto fetched = fetch(target); !fetched) {
      outcome = fetched;
      continue;
    }
    const std::filesystem::path fresh = folder_ / ".new.part";
    std::error_code error;
    std::filesystem::remove(fresh, error);
    if (std::filesystem::equivalent(objects_.path_of(target.file), folder_ / *name, error)) continue;
    if (::link(objects_.path_of(target.file).c_str(), fresh.c_str()) != 0 ||
        ::rename(fresh.c_str(), (folder_ / *name).c_str()) != 0)
      outcome = fail(ErrorCode::io, fmt::format("{} cannot be written", (folder_ / *name).string()));
  }
  std::error_code error;
  std::vector<std::filesystem::path> gone;
  for (const auto& entry : std::filesystem::directory_iterator(folder_, error)) {
    if (!names.contains(entry.path().filename().string())) gone.push_back(entry.path());
  }
  for (const auto& path : gone) std::filesystem::remove(path, error);
  expires_ = (*role)->expires;
  return outcome;
}

void ReceivedAlerts::expire(std::chrono::sys_seconds now) {
  if (now >= expires_) clear();
}

void ReceivedAlerts::clear() {
  std::error_code error;
  std::vector<std::filesystem::path> all;
  for (const auto& entry : std::filesystem::directory_iterator(folder_, error)) all.push_back(entry.path());
  for (const auto& path : all) std::filesystem::remove(path, error);
  expires_ = std::chrono::sys_seconds::max();
}

}  // namespace crier
