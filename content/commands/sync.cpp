// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "config/clock.hpp"
#include "config/log.hpp"
#include "content/commands/command.hpp"
#include "content/commands/progress_bar.hpp"
#include "content/receiving/repository_address.hpp"
#include "content/receiving/synchroniser.hpp"

namespace crier {
namespace {

struct SyncCommand {
  std::string from;
  std::string store;
  std::string root;
  std::vector<std::string> screens;
  bool kiosk = false;
};

void synchronise(const SyncCommand& command) {
  const SystemClock clock;
  Log log(LogLevel::warning);
  StoreOptions options;
  options.folder = command.store;
  options.factory_root = command.root;
  options.role = {command.screens, command.kiosk};
  Synchroniser store(std::move(options), clock, log, {});
  if (const auto opened = store.open(); !opened) stop_with(opened.error());
  const auto repository = Repository::open(command.from, {}, {}, {});
  if (!repository) stop_with(repository.error());
  const MonotonicTime begun = clock.monotonic();
  ProgressBar bar("fetching", Nanoseconds{0});
  const auto done = store.run(repository->origins(), {}, [&](const SyncProgress& progress) {
    const auto total = static_cast<double>(std::max<std::uint64_t>(progress.bytes_total, 1));
    bar.show(static_cast<double>(progress.bytes_done) / total, clock.monotonic() - begun);
  });
  if (!done) stop_with(done.error());
  fmt::print("{} of version {} is {}\n", done->id, done->version,
             done->is_new ? "active now" : "active already; there is nothing new");
}

}  // namespace

void add_sync_command(CLI::App& app) {
  auto options = std::make_shared<SyncCommand>();  // lives as long as the callback
  CLI::App* const command =
      app.add_subcommand("sync", "Brings an approved publication onto this device, from a server or a stick");
  command->add_option("--from", options->from, "The repository: a folder or https://HOST/PATH")->required();
  command->add_option("--store", options->store, "The device's store")->required();
  command->add_option("--root", options->root, "The office's root.json that this device was given")
      ->required()
      ->check(CLI::ExistingFile);
  command->add_option("--screen", options->screens, "Ids of this device's screens; left out: every screen's");
  command->add_flag("--kiosk", options->kiosk, "This device serves visitors, who read cases");
  command->callback([options] { synchronise(*options); });
}

}  // namespace crier
