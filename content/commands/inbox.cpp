// SPDX-License-Identifier: Apache-2.0
#include "content/commands/inbox.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "config/atomic_file.hpp"
#include "config/clock.hpp"
#include "content/commands/command.hpp"
#include "content/commands/inbox_desk.hpp"
#include "content/inbox/reception.hpp"
#include "content/inbox/safe_text.hpp"
#include "content/sealing/hex.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

struct KeepingOptions {
  DeskOptions desk;
  std::string workspace;
  std::string private_keys;
  std::string store;
  std::vector<std::string> devices;
  std::vector<std::string> files;
  bool remove = false;
};

// A path as inbox.toml writes it.
std::string toml_path(const std::string& path) {
  std::error_code error;
  std::string text = std::filesystem::absolute(path, error).lexically_normal().string();
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

void make_new(const KeepingOptions& options) {
  const std::filesystem::path folder(options.desk.folder);
  std::error_code error;
  if (std::filesystem::exists(folder / kInboxSettingsFile, error))
    stop_with({ErrorCode::invalid_argument, fmt::format("{} is an inbox already", folder.string())});
  std::filesystem::create_directories(folder, error);
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
  const std::string text = fmt::format(
      "# Where this inbox's things are; content/inbox/inbox_settings.hpp names all that can be set.\n"
      "workspace = {}\nprivate = {}\nstore = \"{}\"\n",
      toml_path(options.workspace), toml_path(options.private_keys), safe_line(options.store));
  if (auto written = write_atomically(folder / kInboxSettingsFile, as_bytes(text), FileReaders::owner);
      !written)
    stop_with(written.error());
  fmt::print("{} is ready; fetch with: crier inbox fetch {}\n", folder.string(), folder.string());
}

void print_counts(const std::string& place, const ReceptionCounts& counts) {
  fmt::print(
      "{}: {} reports, {} duplicates, {} dummies, {} known, {} set aside, {} not to be had, {} removed\n",
      safe_line(place), counts.taken.reports, counts.taken.duplicates, counts.taken.dummies,
      counts.taken.known, counts.set_aside, counts.missed, counts.removed);
}

void fetch(const KeepingOptions& options) {
  InboxDesk desk(options.desk);
  const std::vector<ReportSecret>& secrets = desk.unlock_all();
  const LockedBytes seed = desk.signature_seed();
  std::vector<std::string> devices = options.devices;
  if (devices.empty())
    for (const Screen& screen : desk.office().screens) devices.push_back(screen.id);
  const SystemClock clock;
  bool has_failed = false;
  for (const std::string& device : devices) {
    StoreSettings settings = desk.settings().store;
    settings.device = device;
    const auto store = open_store(settings, clock, std::stop_token());
    if (!store) stop_with(store.error());
    const auto counts =
        receive(desk.inbox(), **store, device, secrets, seed.bytes(),
                options.remove ? FetchedEnvelopes::remove : FetchedEnvelopes::keep, desk.occasion());
    if (counts) {
      print_counts(device, *counts);
    } else {
      has_failed = true;
      fmt::print(stderr, "crier: {}: {}\n", device, counts.error().message);
    }
  }
  desk.publish();
  const bool is_broken = desk.warn_of_history();
  if (has_failed || is_broken) throw CLI::RuntimeError(kBadInput);
}

void open_again(const KeepingOptions& options) {
  InboxDesk desk(options.desk);
  const std::vector<ReportSecret>& secrets = desk.unlock_all();
  const auto files = receive_files(desk.inbox(), options.files, secrets, desk.occasion());
  if (!files) stop_with(files.error());
  if (!options.files.empty()) print_counts("files", *files);
  const auto again = retry_set_aside(desk.inbox(), secrets, desk.occasion());
  if (!again) stop_with(again.error());
  print_counts("set aside", *again);
  const auto left = desk.inbox().all_set_aside();
  if (!left) stop_with(left.error());
  for (const Inbox::SetAside& one : *left)
    fmt::print("  {}/{}: {}\n", safe_line(one.device), safe_line(one.name), safe_line(one.reason));
  desk.publish();
}

void check(const KeepingOptions& options) {
  InboxDesk desk(options.desk);
  desk.unlock(InboxUse::read);
  const auto fault = desk.inbox().check();
  if (!fault) stop_with(fault.error());
  if (*fault) stop_with({ErrorCode::format, fmt::format("the history is broken: {}", (*fault)->what)});
  const auto end = desk.inbox().history_end();
  if (!end) stop_with(end.error());
  if (*end)
    fmt::print("the history is whole: {} entries, the last one's hash is\n{}\n", (*end)->number,
               to_hex((*end)->hash));
  else
    fmt::print("the history is whole: nothing was done yet\n");
}

void purge(const KeepingOptions& options) {
  InboxDesk desk(options.desk);
  desk.unlock();
  const Occasion occasion = desk.occasion();
  const auto before = occasion.today - std::chrono::days(desk.settings().keep_days);
  const auto purged = desk.inbox().purge(before, occasion);
  if (!purged) stop_with(purged.error());
  fmt::print("{} reports that were closed {} days ago or earlier are gone for good\n", *purged,
             desk.settings().keep_days);
  desk.publish();
}

}  // namespace

void add_inbox_keeping(CLI::App& inbox) {
  auto options = std::make_shared<KeepingOptions>();  // lives as long as the callbacks
  CLI::App* const make = inbox.add_subcommand("new", "A folder for an inbox, with its settings");
  add_desk_options(make, options->desk);
  make->add_option("--workspace", options->workspace, "The workspace")
      ->required()
      ->check(CLI::ExistingDirectory);
  make->add_option("--private", options->private_keys, "The folder of the private keys")
      ->required()
      ->check(CLI::ExistingDirectory);
  make->add_option("--store", options->store,
                   "Where kiosks put envelopes: file://, s3+https:// or dav+https://")
      ->required();
  make->callback([options] { make_new(*options); });

  CLI::App* const fetching = inbox.add_subcommand("fetch", "Fetches envelopes, opens and acknowledges them");
  add_desk_options(fetching, options->desk);
  add_key_options(fetching, options->desk);
  fetching->add_option("--device", options->devices, "Of these kiosks only; of all screens where left out");
  fetching->add_flag("--remove", options->remove, "Takes what was acknowledged out of the store");
  fetching->callback([options] { fetch(*options); });

  CLI::App* const opening =
      inbox.add_subcommand("open", "Tries again what was set aside, and takes envelopes out of files");
  add_desk_options(opening, options->desk);
  add_key_options(opening, options->desk);
  opening->add_option("FILE", options->files, "Envelopes that came by hand");
  opening->callback([options] { open_again(*options); });

  CLI::App* const checking =
      inbox.add_subcommand("check", "Looks whether the history and the reports are whole");
  add_desk_options(checking, options->desk);
  add_key_options(checking, options->desk);
  checking->callback([options] { check(*options); });

  CLI::App* const purging =
      inbox.add_subcommand("purge", "Forgets reports whose time is over; counts and history stay");
  add_desk_options(purging, options->desk);
  add_key_options(purging, options->desk);
  purging->callback([options] { purge(*options); });
}

void add_inbox_command(CLI::App& app) {
  CLI::App* const inbox = app.add_subcommand("inbox", "Reports that citizens filed");
  inbox->require_subcommand(1);
  add_inbox_keeping(*inbox);
  add_inbox_reading(*inbox);
  add_inbox_officers(*inbox);
}

}  // namespace crier
