// SPDX-License-Identifier: Apache-2.0
#include "content/publishing/alert_body.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "config/text_file.hpp"
#include "content/alerts/alert_file.hpp"
#include "content/alerts/alerts_folder.hpp"
#include "content/publishing/lifetimes.hpp"
#include "content/publishing/signer_book.hpp"
#include "content/repository/metadata_text.hpp"

namespace crier {
namespace {

constexpr std::string_view kPrefix = "alert/";
constexpr std::size_t kMostNameBytes = 100;

bool is_good_name(std::string_view name) {
  return name.ends_with(".xml") && name.size() <= kMostNameBytes && !name.starts_with('.') &&
         std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) >= ' '; }) &&
         !first_not_utf8(name);
}

bool is_over(const Alert& alert, std::chrono::sys_seconds now) {
  return !alert.infos.empty() &&
         std::all_of(alert.infos.begin(), alert.infos.end(),
                     [now](const AlertInfo& info) { return info.expires && *info.expires <= now; });
}

}  // namespace

Result<std::vector<AlertFileToPublish>> read_alert_files(const std::vector<std::filesystem::path>& files,
                                                         std::chrono::sys_seconds now) {
  std::vector<AlertFileToPublish> read;
  for (const std::filesystem::path& path : files) {
    AlertFileToPublish file;
    file.name = path.filename().string();
    if (!is_good_name(file.name))
      return fail(ErrorCode::invalid_argument,
                  fmt::format("{} is no name for an alert; call it NAME.xml, {} bytes at most", path.string(),
                              kMostNameBytes));
    const AlertFile alert = read_alert(path, path.string());
    if (!alert.alert)
      return fail(ErrorCode::format, alert.diagnostics.empty()
                                         ? fmt::format("{} cannot be read", path.string())
                                         : to_text(alert.diagnostics.front()));
    if (is_over(*alert.alert, now))
      return fail(ErrorCode::invalid_argument,
                  fmt::format("{} has expired already; write an <expires> that is to come", path.string()));
    const auto text = read_text(path, kMostAlertBytes);
    if (!text) return fail(ErrorCode::io, fmt::format("{} cannot be read", path.string()));
    file.bytes.assign(text->begin(), text->end());
    read.push_back(std::move(file));
  }
  return read;
}

Result<std::vector<std::string>> stage_alerts(RepositoryStore& store, const Publication& active,
                                              const Staged& staged,
                                              const std::vector<AlertFileToPublish>& files,
                                              const std::vector<std::string>& withdrawn,
                                              std::chrono::seconds life, std::chrono::sys_seconds now) {
  const std::string_view role = signing_role_name(SigningRole::alert);
  if (!active.trust || active.trust->delegation(role) == nullptr)
    return fail(ErrorCode::invalid_argument,
                "the repository knows no duty officers; make them with: crier keys new --role alert, and "
                "crier keys trust");
  std::map<std::string, TargetFile> in_force;
  TargetsMetadata body;
  body.expires = now + life;
  // What waits for an officer is never signed along with something else: one who was robbed of a key may have
  // put it there.
  if (active.alerts && active.alerts->expires > now) {
    for (const Target& target : active.alerts->targets) in_force.emplace(target.path, target.file);
    body.expires = std::max(body.expires, active.alerts->expires);
  }
  for (const std::string& name : withdrawn)
    if (in_force.erase(std::string(kPrefix) + name) == 0)
      return fail(ErrorCode::not_found, fmt::format("no alert {} is in force", name));
  for (const AlertFileToPublish& file : files) {
    Target target{std::string(kPrefix) + file.name, {}};
    const MetadataFile announced = announce(1, file.bytes);
    target.file = {file.bytes.size(), announced.hashes};
    const auto put = store.create(stored_target_path(target.path, target.file), file.bytes);
    if (!put) return tl::unexpected(put.error());
    in_force.insert_or_assign(target.path, target.file);
  }
  for (auto& [path, file] : in_force) body.targets.push_back({path, file});
  // The same again, by the other officer: the signatures that are there count.
  if (staged.alerts && staged.alerts->targets == body.targets && staged.alerts->expires > now)
    return std::vector<std::string>{};
  const std::int64_t last = active.alerts ? active.alerts->version : 0;
  const auto version = next_free_version(store, role, last + 1);
  if (!version) return tl::unexpected(version.error());
  body.version = *version;
  if (const auto put = stage(store, StagedKind::alert, signed_text(body)); !put)
    return tl::unexpected(put.error());
  std::vector<std::string> set_aside;
  for (const Target& target : staged.alerts ? staged.alerts->targets : std::vector<Target>{}) {
    if (!in_force.contains(target.path)) set_aside.push_back(target.path.substr(kPrefix.size()));
  }
  return set_aside;
}

}  // namespace crier
