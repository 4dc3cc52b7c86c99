// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "config/clock.hpp"
#include "config/log.hpp"
#include "config/settings.hpp"
#include "content/commands/command.hpp"
#include "content/commands/progress_bar.hpp"
#include "content/receiving/device_store.hpp"
#include "content/receiving/repository_address.hpp"
#include "content/receiving/synchroniser.hpp"

namespace crier {
namespace {

constexpr const char* kSystemSettings = "/etc/crier/player.toml";

struct SyncCommand {
  std::string from;
  std::string config = kSystemSettings;
  std::string store;
  std::string root;
  std::vector<std::string> screens;
  bool kiosk = false;
};

// The device's settings, for whatever was not typed. A store that was typed is another one than the device's:
// then they say nothing.
PlayerSettings device_settings(const SyncCommand& command) {
  PlayerSettings settings;
  if (command.store.empty()) {
    Diagnostics diagnostics;
    settings = read_player_settings(command.config, settings, diagnostics);
    for (const Diagnostic& diagnostic : diagnostics) fmt::print(stderr, "{}\n", to_text(diagnostic));
    if (has_errors(diagnostics)) throw CLI::RuntimeError(kBadInput);
  }
  if (!command.store.empty()) settings.repository.store = command.store;
  return settings;
}

void synchronise(const SyncCommand& command) {
  const SystemClock clock;
  Log log(LogLevel::warning);
  const PlayerSettings settings = device_settings(command);
  StoreOptions options = device_store(settings);
  if (!command.root.empty()) options.factory_root = command.root;
  if (!command.screens.empty()) options.role.screens = command.screens;
  options.role.serves_visitors = command.kiosk;
  Synchroniser store(std::move(options), clock, log, {});
  if (const auto opened = store.open(); !opened) stop_with(opened.error());
  const auto repository = Repository::open(command.from, {}, settings.repository.authority, {});
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
  command
      ->add_option("--config", options->config,
                   "The device's settings: store, root, screens, quota and authority of its [repository]")
      ->type_name("FILE")
      ->capture_default_str();
  CLI::Option* const store =
      command->add_option("--store", options->store, "Another store than the device's; needs --root");
  command->add_option("--root", options->root, "The office's root.json that this device was given")
      ->check(CLI::ExistingFile);
  store->needs("--root");
  command->add_option("--screen", options->screens,
                      "Ids of this device's screens; left out: those of the settings, else every screen's");
  command->add_flag("--kiosk", options->kiosk, "This device serves visitors, who read cases");
  command->callback([options] { synchronise(*options); });
}

}  // namespace crier
