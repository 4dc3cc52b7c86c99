// SPDX-License-Identifier: Apache-2.0
#include "content/commands/inbox_desk.hpp"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <utility>

#include "config/clock.hpp"
#include "config/text_file.hpp"
#include "config/time_text.hpp"
#include "content/commands/command.hpp"
#include "content/commands/passphrase.hpp"
#include "content/inbox/reception.hpp"
#include "content/inbox/safe_text.hpp"
#include "content/sealing/hex.hpp"
#include "content/workdays/work_calendar_file.hpp"
#include "content/workspace/workspace.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostKeyFileBytes = 16'384;
constexpr std::size_t kMostNameBytes = 100;

std::string system_name() {
  const passwd* const entry = ::getpwuid(::getuid());
  return entry == nullptr ? std::to_string(::getuid()) : std::string(entry->pw_name);
}

void stop_at_mistakes(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics)
    if (diagnostic.severity == Severity::error) text += (text.empty() ? "" : "\n") + to_text(diagnostic);
  if (!text.empty()) stop_with({ErrorCode::format, text});
}

Zone zone_of(const Office& office) {
  auto zone = Zone::find(office.time_zone);
  return zone ? *std::move(zone) : Zone::utc();
}

bool is_there(const std::filesystem::path& file) {
  std::error_code error;
  return std::filesystem::exists(file, error);
}

}  // namespace

void add_desk_options(CLI::App* command, DeskOptions& options) {
  command->add_option("INBOX", options.folder, "The inbox's folder")->required();
}

void add_key_options(CLI::App* command, DeskOptions& options) {
  command->add_option("--as", options.who,
                      "Who does it, for the history; your name on this machine where left out");
  command->add_option(
      "--passphrase-file", options.passphrase_file,
      "A file whose first line is the passphrase of the keys; without it CRIER_PASSPHRASE in the "
      "environment, else it is asked for");
  command->add_option("--passphrase-fd", options.passphrase_descriptor,
                      "The same from an open file descriptor");
}

InboxDesk::InboxDesk(const DeskOptions& options) : options_(options), zone_(Zone::utc()) {
  if (options_.who.empty()) options_.who = system_name();
  options_.who = safe_line(options_.who).substr(0, kMostNameBytes);
  if (options_.passphrase_descriptor >= 0)
    options_.passphrase_file = descriptor_file(options_.passphrase_descriptor);
  Diagnostics diagnostics;
  auto settings = read_inbox_settings(options_.folder, diagnostics);
  if (!settings) stop_with(settings.error());
  stop_at_mistakes(diagnostics);
  settings_ = *std::move(settings);
  auto workspace = load_desk(settings_.workspace);
  if (!workspace) stop_with(workspace.error());
  diagnostics = workspace->diagnostics;
  office_ = std::move(workspace->office);
  InboxRules rules{read_work_calendar(settings_.workspace, diagnostics), settings_.limits,
                   office_.report_form};
  stop_at_mistakes(diagnostics);
  zone_ = zone_of(office_);
  const auto today = occasion().today;
  if (!rules.calendar.knows(today))
    fmt::print(stderr, "crier: {} does not know the holidays of {}; weekends alone count\n", kWorkdaysFile,
               static_cast<int>(std::chrono::year_month_day(today).year()));
  auto inbox = Inbox::open(options_.folder, std::move(rules));
  if (!inbox) stop_with(inbox.error());
  inbox_.emplace(*std::move(inbox));
}

Occasion InboxDesk::occasion() const {
  const WallTime now = SystemClock().wall();
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
  const std::chrono::sys_seconds local{std::chrono::seconds(zone_.to_local(seconds))};
  return {now, std::chrono::floor<std::chrono::days>(local), options_.who};
}

std::vector<std::string> InboxDesk::report_key_files() const {
  std::vector<std::string> files;
  for (const ReportKeys& keys : office_.report_keys) {
    const auto file = settings_.private_keys / fmt::format("report-{}.key", to_hex(keys.id));
    if (is_there(file)) files.push_back(file.string());
  }
  if (files.empty())
    stop_with({ErrorCode::not_found,
               fmt::format("{} holds the private half of no report key that the workspace publishes",
                           settings_.private_keys.string())});
  return files;
}

PrivateKey InboxDesk::open_key(const std::string& file, KeyPurpose purpose) {
  const auto text = read_text(file, kMostKeyFileBytes);
  if (!text) stop_with({ErrorCode::io, fmt::format("{} cannot be read, or is too large for a key", file)});
  Result<PrivateKey> key = fail(ErrorCode::invalid_argument, "no passphrase was given yet");
  if (passphrase_) key = open_private_key(*text, file, passphrase_->view());
  if (!key) {
    auto given = ask_passphrase(file, options_.passphrase_file, PassphraseUse::open);
    if (!given) stop_with(given.error());
    key = open_private_key(*text, file, given->view());
    passphrase_ = *std::move(given);
  }
  if (!key) stop_with(key.error());
  if (key->purpose != purpose)
    stop_with({ErrorCode::invalid_argument, fmt::format("{} is a key for something else", file)});
  return *std::move(key);
}

void InboxDesk::add_secret(const std::string& file) {
  PrivateKey key = open_key(file, KeyPurpose::report);
  secrets_.push_back({key_id_of(key.published), std::move(key.secret)});
}

void InboxDesk::unlock(InboxUse use) {
  Result<void> unlocked;
  for (const std::string& file : report_key_files()) {
    add_secret(file);
    unlocked = inbox_->unlock(secrets_, use);
    if (unlocked || unlocked.error().code != ErrorCode::not_found) break;
  }
  if (!unlocked) stop_with(unlocked.error());
}

const std::vector<ReportSecret>& InboxDesk::unlock_all() {
  for (const std::string& file : report_key_files()) add_secret(file);
  if (auto unlocked = inbox_->unlock(secrets_); !unlocked) stop_with(unlocked.error());
  return secrets_;
}

LockedBytes InboxDesk::signature_seed() {
  for (const ReportKeys& keys : office_.report_keys) {
    const auto file = settings_.private_keys / fmt::format("acknowledgement-{}.key", to_hex(keys.id));
    if (is_there(file)) return open_key(file.string(), KeyPurpose::acknowledgement).secret;
  }
  stop_with(
      {ErrorCode::not_found, fmt::format("{} holds no key for acknowledgements that the workspace publishes",
                                         settings_.private_keys.string())});
}

bool InboxDesk::warn_of_history() {
  const auto fault = inbox_->look_at_history();
  if (!fault) stop_with(fault.error());
  if (*fault)
    fmt::print(stderr, "crier: the history is broken: {}; see `crier inbox check`\n", (*fault)->what);
  return fault->has_value();
}

void InboxDesk::publish() {
  if (office_.report_keys.empty()) return;
  const auto written = write_answers(*inbox_, settings_.workspace, office_.report_keys.front().answer_salt);
  if (!written) stop_with(written.error());
  fmt::print(stderr, "{} holds {} answers\n", kAnswersFile, *written);
}

std::string check_day_text(const std::string& text) {
  const auto time = parse_time(text);
  constexpr std::size_t kDateLength = 10;
  return time && text.size() == kDateLength ? std::string() : "write a day such as 2026-11-24";
}

std::chrono::sys_days parse_day(const std::string& text) {
  const auto time = parse_time(text);
  return std::chrono::sys_days(std::chrono::floor<std::chrono::days>(time->local).time_since_epoch());
}

}  // namespace crier
