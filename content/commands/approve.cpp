// SPDX-License-Identifier: Apache-2.0
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>
#include <set>
#include <string>

#include "config/atomic_file.hpp"
#include "content/alerts/alert_file.hpp"
#include "content/commands/command.hpp"
#include "content/commands/publish.hpp"
#include "content/commands/publish_desk.hpp"
#include "content/inbox/safe_text.hpp"
#include "content/publishing/completion.hpp"
#include "content/publishing/trust_change.hpp"
#include "content/repository/agreed_content.hpp"
#include "content/sealing/digest.hpp"
#include "content/sealing/hex.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

struct ApproveOptions {
  RepositoryOptions repository;
  std::string look;  // a folder
  bool yes = false;
};

bool is_there(const std::filesystem::path& file, const TargetFile& target) {
  std::error_code error;
  if (std::filesystem::file_size(file, error) != target.length || error || !target.hashes.sha256)
    return false;
  const auto hash = file_sha256(file);
  return hash && *hash == to_hex(*target.hashes.sha256);
}

// What waits, as a workspace that can be previewed: whoever signs has seen it.
void lay_out(PublishDesk& desk, const std::filesystem::path& folder) {
  if (!desk.staged().content) stop_with({ErrorCode::not_found, "no content waits for approval"});
  for (const Target& target : desk.staged().content->targets) {
    const std::string path = target.path.substr(std::min(kContentFolder.size(), target.path.size()));
    const std::string fault = fault_of_path(path);
    if (!target.path.starts_with(kContentFolder) || !fault.empty())
      stop_with({ErrorCode::format, fmt::format("{} is no file of a workspace", safe_line(target.path))});
    const std::filesystem::path file = folder / path;
    if (is_there(file, target.file)) continue;
    const auto bytes = desk.store().get(stored_target_path(target.path, target.file), target.file.length);
    if (!bytes) stop_with(bytes.error());
    if (bytes->size() != target.file.length || !target.file.hashes.fits(*bytes))
      stop_with({ErrorCode::format, fmt::format("{} in the repository is not the file that is to be signed",
                                                safe_line(target.path))});
    std::error_code error;
    std::filesystem::create_directories(file.parent_path(), error);
    if (const auto written = write_atomically(file, *bytes); !written) stop_with(written.error());
  }
  fmt::print("content {} lies in {}; look at it with: crier preview {}\n", desk.staged().content->version,
             folder.string(), folder.string());
}

// What an alert says, from its file in the repository.
std::string alert_words(PublishDesk& desk, const Target& target) {
  const auto bytes = desk.store().get(stored_target_path(target.path, target.file), kMostAlertBytes);
  if (!bytes || bytes->size() != target.file.length || !target.file.hashes.fits(*bytes))
    stop_with({ErrorCode::format,
               fmt::format("{} in the repository is not the file that was signed", safe_line(target.path))});
  Diagnostics diagnostics;
  const auto alert = parse_alert(as_text(*bytes), target.path, diagnostics);
  if (!alert) stop_with({ErrorCode::format, to_text(diagnostics.front())});
  if (alert->infos.empty()) return "(no words)";
  const AlertInfo& info = alert->infos.front();
  return safe_line(info.headline.empty() ? info.event : info.headline);
}

void show(PublishDesk& desk, StagedKind kind) {
  const Staged& staged = desk.staged();
  switch (kind) {
    case StagedKind::root:
    case StagedKind::trust:
      fmt::print("who may sign:\n");
      for (const std::string& line : trust_changes(desk.active(), staged, desk.names()))
        fmt::print("  {}\n", safe_line(line));
      return;
    case StagedKind::content:
      fmt::print("content {}{}:\n", staged.content->version,
                 staged.message.empty() ? "" : ", \"" + safe_line(staged.message) + "\"");
      return print_change(desk, staged.content->targets, nullptr);
    case StagedKind::alert:
      fmt::print("alerts, until {:%Y-%m-%d %H:%M} UTC:\n",
                 fmt::gmtime(staged.alerts->expires.time_since_epoch().count()));
      for (const Target& target : staged.alerts->targets)
        fmt::print("  {}: {}\n", safe_line(target.path), alert_words(desk, target));
      if (staged.alerts->targets.empty()) fmt::print("  none any more\n");
      return;
  }
}

bool is_agreed(const ApproveOptions& options) {
  if (options.yes) return true;
  fmt::print("Sign this? [y/N] ");
  std::fflush(stdout);
  std::string answer;
  std::getline(std::cin, answer);
  return answer == "y" || answer == "yes" || answer == "是";
}

void run(const ApproveOptions& options) {
  PublishDesk desk(options.repository);
  if (!options.look.empty()) return lay_out(desk, options.look);
  std::set<StagedKind> kinds;
  for (const SigningKey& key : desk.keys())
    for (const StagedKind kind : signable(desk.active(), desk.staged(), key.id())) kinds.insert(kind);
  if (kinds.empty()) {
    fmt::print("nothing waits for {}\n", desk.keys().size() == 1 ? "this key" : "these keys");
    return desk.complete();
  }
  // One ceremony is shown once, though it is two files.
  for (const StagedKind kind : kinds)
    if (kind != StagedKind::trust || !kinds.contains(StagedKind::root)) show(desk, kind);
  if (!is_agreed(options)) stop_with({ErrorCode::cancelled, "nothing was signed"});
  for (const StagedKind kind : kinds) desk.sign(kind);
  desk.read_again();
  desk.complete();
}

}  // namespace

void add_approve_command(CLI::App& app) {
  auto options = std::make_shared<ApproveOptions>();  // lives as long as the callback
  CLI::App* const command = app.add_subcommand("approve", "Shows what waits for a signature, and signs it");
  add_store_options(command, options->repository, "REPO");
  add_as_option(command, options->repository, "The key that signs");
  add_online_option(command, options->repository);
  add_passphrase_options(command, options->repository);
  CLI::Option* const look =
      command
          ->add_option("--look", options->look,
                       "Signs nothing: fetches what waits into a folder, to be seen first")
          ->type_name("FOLDER");
  look->excludes("--as");
  command->add_flag("--yes", options->yes, "Signs without asking");
  command->callback([options] {
    if (options->look.empty() && options->repository.keys.empty())
      stop_with(
          {ErrorCode::invalid_argument, "name the key that signs, --as KEY, or look first, --look FOLDER"},
          kWrongUsage);
    run(*options);
  });
}

}  // namespace crier
