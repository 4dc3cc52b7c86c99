// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "config/time_text.hpp"
#include "content/commands/command.hpp"
#include "content/commands/publish.hpp"
#include "content/commands/publish_desk.hpp"
#include "content/inbox/safe_text.hpp"
#include "content/publishing/alert_body.hpp"
#include "content/publishing/lifetimes.hpp"

namespace crier {
namespace {

struct AlertOptions {
  RepositoryOptions repository;
  std::vector<std::string> files;
  std::vector<std::string> withdrawn;
  std::string life;
};

void run(const AlertOptions& options) {
  std::chrono::seconds life = kAlertMetadataLife;
  if (!options.life.empty()) {
    const auto given = parse_duration(options.life);
    if (!given) stop_with(given.error(), kWrongUsage);
    life = std::chrono::duration_cast<std::chrono::seconds>(*given);
  }
  if (life < std::chrono::minutes(1) || life > kLongestAlertLife)
    stop_with({ErrorCode::invalid_argument, "alerts live from a minute to two days"}, kWrongUsage);
  if (options.files.empty() && options.withdrawn.empty())
    stop_with({ErrorCode::invalid_argument, "name files with alerts, or --withdraw NAME"}, kWrongUsage);
  PublishDesk desk(options.repository);
  const auto files = read_alert_files({options.files.begin(), options.files.end()}, desk.now());
  if (!files) stop_with(files.error());
  const auto staged = stage_alerts(desk.store(), desk.publication(), desk.staged(), *files, options.withdrawn,
                                   life, desk.now());
  if (!staged) stop_with(staged.error());
  for (const std::string& name : *staged)
    fmt::print("{} waited for a second officer, and is put aside; publish it again\n", safe_line(name));
  desk.read_again();
  desk.sign(StagedKind::alert);
  desk.read_again();
  desk.complete();
}

}  // namespace

void add_publish_alert(CLI::App& publish) {
  auto options = std::make_shared<AlertOptions>();  // lives as long as the callback
  CLI::App* const command = publish.add_subcommand("alert", "Puts alerts on screens, by two duty officers");
  command->add_option("FILE", options->files, "Alerts: CAP or the national platform's XML");
  add_store_options(command, options->repository, "--to");
  add_as_option(command, options->repository, "A duty officer's key; once for each who is here");
  add_online_option(command, options->repository);
  add_passphrase_options(command, options->repository);
  command->add_option("--withdraw", options->withdrawn, "The name of an alert that is over")
      ->type_name("NAME")
      ->expected(1)
      ->take_all();
  command->add_option("--for", options->life, "How long screens believe it without a renewal; 6h")
      ->type_name("DURATION");
  command->callback([options] { run(*options); });
}

}  // namespace crier
