// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "config/atomic_file.hpp"
#include "config/clock.hpp"
#include "config/text_file.hpp"
#include "content/commands/command.hpp"
#include "content/commands/key_files.hpp"
#include "content/commands/keys_signing.hpp"
#include "content/commands/passphrase.hpp"
#include "content/sealing/hex.hpp"
#include "content/sealing/key_making.hpp"
#include "content/sealing/private_key_file.hpp"
#include "content/sealing/report_keys_file.hpp"
#include "content/sealing/secret_shares.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostKeyFileBytes = 16'384;

struct KeysOptions {
  std::string folder;           // the workspace
  std::string out;              // where private things go
  std::vector<std::string> in;  // key files or shares
  std::string passphrase_file;
};

std::string read_private(const std::string& file) {
  auto text = read_text(file, kMostKeyFileBytes);
  if (!text) stop_with({ErrorCode::io, fmt::format("{} cannot be read, or is too large for a key", file)});
  return *std::move(text);
}

PrivateKey open_key(const std::string& file, const std::string& passphrase_file) {
  const auto passphrase = ask_passphrase(file, passphrase_file, PassphraseUse::open);
  if (!passphrase) stop_with(passphrase.error());
  auto key = open_private_key(read_private(file), file, passphrase->view());
  if (!key) stop_with(key.error());
  return *std::move(key);
}

std::vector<ReportKeys> published_keys(const std::string& folder) {
  Diagnostics diagnostics;
  std::vector<ReportKeys> keys = read_report_keys(folder, diagnostics);
  if (has_errors(diagnostics)) stop_with({ErrorCode::format, to_text(diagnostics.front())});
  return keys;
}

void make_new(const KeysOptions& options) {
  const std::vector<ReportKeys> before = published_keys(options.folder);
  const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(SystemClock().wall()));
  const auto made = make_report_keys(today, before.empty() ? std::nullopt : std::optional(before.front()));
  if (!made) stop_with(made.error());
  if (const auto passed = drill(made->published, made->report.bytes(), made->contact.bytes()); !passed)
    stop_with(passed.error());
  const std::filesystem::path out(options.out);
  const std::string id = to_hex(made->published.id);
  const struct {
    KeyPurpose purpose;
    const char* name;
    const LockedBytes& secret;
  } each[] = {{KeyPurpose::report, "report", made->report},
              {KeyPurpose::contact, "contact", made->contact},
              {KeyPurpose::acknowledgement, "acknowledgement", made->acknowledgement}};
  for (const auto& [purpose, name, secret] : each) {
    const std::string file = fmt::format("{}-{}.key", name, id);
    write_private(out / file, sealed_key(purpose, secret.bytes(), file, options.passphrase_file));
  }
  const std::filesystem::path keys = std::filesystem::path(options.folder) / kKeysFolder;
  std::error_code error;
  std::filesystem::create_directories(keys, error);
  const std::string name = report_keys_name(made->published);
  if (const auto written = write_atomically(keys / name, as_bytes(report_keys_text(made->published)));
      !written)
    stop_with(written.error());
  fmt::print("{}/{} is ready to be published; its three private keys are in {}\n", kKeysFolder, name,
             options.out);
}

void split(const KeysOptions& options) {
  const PrivateKey key = open_key(options.in.front(), options.passphrase_file);
  const auto shares = split_secret(key.purpose, key.secret.bytes());
  if (!shares) stop_with(shares.error());
  for (const SecretShare& share : *shares) {
    SecretText text = share_text(share);
    text.append("\n");
    write_private(std::filesystem::path(options.out) / fmt::format("share-{}.txt", share.number),
                  text.view());
  }
  fmt::print("three shares are in {}; give each to one person on paper, and delete the files\n", options.out);
}

void combine(const KeysOptions& options) {
  std::vector<SecretShare> shares;
  for (const std::string& file : options.in) {
    auto share = parse_share(read_private(file));
    if (!share) stop_with(share.error());
    shares.push_back(*std::move(share));
  }
  const auto secret = combine_shares(shares.at(0), shares.at(1));
  if (!secret) stop_with(secret.error());
  write_private(options.out,
                sealed_key(shares[0].purpose, secret->bytes(), options.out, options.passphrase_file));
  fmt::print("{} holds the key again\n", options.out);
}

void run_drill(const KeysOptions& options) {
  const PrivateKey report = open_key(options.in.at(0), options.passphrase_file);
  const PrivateKey contact = open_key(options.in.at(1), options.passphrase_file);
  if (report.purpose != KeyPurpose::report || contact.purpose != KeyPurpose::contact)
    stop_with({ErrorCode::invalid_argument, "name the report's key first, then that of contact details"});
  for (const ReportKeys& keys : published_keys(options.folder)) {
    if (keys.report != report.published) continue;
    if (const auto passed = drill(keys, report.secret.bytes(), contact.secret.bytes()); !passed)
      stop_with(passed.error());
    fmt::print("a report sealed to {} was opened, with its contact details\n", report_keys_name(keys));
    return;
  }
  stop_with({ErrorCode::not_found, "this key was never published in the workspace"});
}

// Options that several of the commands have.
void add_out(CLI::App* command, KeysOptions& options, const char* name, const char* text) {
  command->add_option(name, options.out, text)->required();
}

void add_passphrase(CLI::App* command, KeysOptions& options) {
  command->add_option("--passphrase-file", options.passphrase_file,
                      "A file whose first line is the passphrase; asked for where left out");
}

}  // namespace

void add_keys_command(CLI::App& app) {
  auto options = std::make_shared<KeysOptions>();  // lives as long as the callbacks
  CLI::App* const keys = app.add_subcommand("keys", "The office's keys");
  keys->require_subcommand(1);
  add_keys_signing(*keys);
  add_keys_ceremony(*keys);
  CLI::App* const report = keys->add_subcommand("report", "Keys that reports are sealed to");
  report->require_subcommand(1);

  CLI::App* const make =
      report->add_subcommand("new", "New keys: public ones for the workspace, private ones to keep");
  make->add_option("DIR", options->folder, "The workspace")->required()->check(CLI::ExistingDirectory);
  add_out(make, *options, "--private", "A folder for the private keys, away from the workspace");
  add_passphrase(make, *options);
  make->callback([options] { make_new(*options); });

  CLI::App* const parts =
      report->add_subcommand("split", "A private key in three shares, of which any two suffice");
  parts->add_option("KEY", options->in, "The private key's file")->required()->expected(1);
  add_out(parts, *options, "--out", "A folder for the shares");
  add_passphrase(parts, *options);
  parts->callback([options] { split(*options); });

  CLI::App* const whole = report->add_subcommand("combine", "A private key out of two of its shares");
  whole->add_option("SHARE", options->in, "Two files with a share each")->required()->expected(2);
  add_out(whole, *options, "--out", "The private key's file to be written");
  add_passphrase(whole, *options);
  whole->callback([options] { combine(*options); });

  CLI::App* const trial =
      report->add_subcommand("drill", "Seals a report to a published key and opens it again");
  trial->add_option("DIR", options->folder, "The workspace")->required()->check(CLI::ExistingDirectory);
  trial->add_option("KEYS", options->in, "The private keys: the report's, then that of contact details")
      ->required()
      ->expected(2);
  add_passphrase(trial, *options);
  trial->callback([options] { run_drill(*options); });
}

}  // namespace crier
