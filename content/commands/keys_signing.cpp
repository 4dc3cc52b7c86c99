// SPDX-License-Identifier: Apache-2.0
#include "content/commands/keys_signing.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "config/clock.hpp"
#include "content/commands/command.hpp"
#include "content/commands/key_files.hpp"
#include "content/publishing/signer_book.hpp"
#include "content/repository/signing_key.hpp"

namespace crier {
namespace {

struct SigningKeysOptions {
  std::string folder;  // the workspace
  std::string role;
  std::string name;
  std::string out;
  std::string passphrase_file;
};

SignerBook book_of(const std::string& folder) {
  Diagnostics diagnostics;
  SignerBook book = read_signers(folder, diagnostics);
  if (has_errors(diagnostics)) stop_with({ErrorCode::format, to_text(diagnostics.front())});
  return book;
}

void save(const std::string& folder, const SignerBook& book) {
  if (const auto good = check_ranks(book); !good) stop_with(good.error());
  if (const auto written = write_signers(folder, book); !written) stop_with(written.error());
}

std::chrono::year_month_day today() {
  return std::chrono::floor<std::chrono::days>(SystemClock().wall());
}

// "first-review-Wang-Fang.key", or with a number behind it where that is taken.
std::filesystem::path free_file(const std::filesystem::path& folder, SigningRole role,
                                const std::string& name) {
  std::string plain = name;
  for (char& c : plain)
    if (c == '/' || c == ' ') c = '-';
  const std::string stem = fmt::format("{}-{}", signing_role_name(role), plain);
  std::filesystem::path file = folder / (stem + ".key");
  std::error_code error;
  for (int number = 2; std::filesystem::exists(file, error); ++number)
    file = folder / fmt::format("{}-{}.key", stem, number);
  return file;
}

// Where the private key lies afterwards.
std::filesystem::path add_signer(const SigningKeysOptions& options, SignerBook& book) {
  const SigningRole role = *parse_signing_role(options.role);
  auto key = SigningKey::make();
  if (!key) stop_with(key.error());
  book.signers.push_back({role, options.name, key->published(), today(), std::nullopt});
  if (const auto good = check_ranks(book); !good) stop_with(good.error());
  const std::filesystem::path file = free_file(options.out, role, options.name);
  write_private(
      file, sealed_key(KeyPurpose::signing, key->seed(), file.filename().string(), options.passphrase_file));
  return file;
}

void make_new(const SigningKeysOptions& options) {
  SignerBook book = book_of(options.folder);
  const SigningRole role = *parse_signing_role(options.role);
  for (const Signer* const signer : book.in_force(role))
    if (signer->name == options.name)
      stop_with(
          {ErrorCode::invalid_argument, fmt::format("{} has a key of role {} already; use: crier keys rotate",
                                                    options.name, options.role)});
  const std::filesystem::path file = add_signer(options, book);
  save(options.folder, book);
  fmt::print("{}\n{} is in {}; screens believe the key after: crier keys trust\n", file.string(),
             options.name, kSignersFile);
}

int revoke_all(SignerBook& book, const SigningKeysOptions& options) {
  int count = 0;
  for (Signer& signer : book.signers) {
    if (signer.name != options.name || signer.revoked ||
        (!options.role.empty() && signing_role_name(signer.role) != options.role))
      continue;
    signer.revoked = today();
    ++count;
  }
  if (count == 0)
    stop_with({ErrorCode::not_found, fmt::format("{} names no key of {} in force{}", kSignersFile,
                                                 options.name, options.role.empty() ? "" : " in that role")});
  return count;
}

void rotate(const SigningKeysOptions& options) {
  SignerBook book = book_of(options.folder);
  revoke_all(book, options);
  const std::filesystem::path file = add_signer(options, book);
  save(options.folder, book);
  fmt::print("{}\nthe new key of {} takes the old one's place after: crier keys trust\n", file.string(),
             options.name);
}

void revoke(const SigningKeysOptions& options) {
  SignerBook book = book_of(options.folder);
  const int count = revoke_all(book, options);
  save(options.folder, book);
  fmt::print("{} key{} of {} revoked; screens forget {} after: crier keys trust\n", count,
             count == 1 ? "" : "s", options.name, count == 1 ? "it" : "them");
}

void list(const SigningKeysOptions& options) {
  const SignerBook book = book_of(options.folder);
  fmt::print("{} holders of the root must agree, {} duty officers on an alert\n", book.root_threshold,
             book.alert_threshold);
  for (const Signer& signer : book.signers) {
    const auto day = [](std::chrono::year_month_day date) {
      return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                         static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    };
    fmt::print("{:<14} {:<24} {}  since {}{}\n", signing_role_name(signer.role), signer.name,
               signer.id().substr(0, 12), day(signer.since),
               signer.revoked ? ", revoked " + day(*signer.revoked) : std::string());
  }
  if (const auto good = check_complete(book); !good) stop_with(good.error());
}

}  // namespace

void add_keys_signing(CLI::App& keys) {
  auto options = std::make_shared<SigningKeysOptions>();  // lives as long as the callbacks
  std::vector<std::string> roles;
  for (const SigningRole role : kSigningRoles) roles.emplace_back(signing_role_name(role));
  const auto add = [&keys, options](const char* name, const char* text) {
    CLI::App* const command = keys.add_subcommand(name, text);
    command->add_option("DIR", options->folder, "The workspace")->required()->check(CLI::ExistingDirectory);
    return command;
  };
  const auto add_person = [options, roles](CLI::App* command) {
    command->add_option("--name", options->name, "The person, as colleagues write the name")->required();
    return command->add_option("--role", options->role, "What the key signs")->check(CLI::IsMember(roles));
  };
  const auto add_private = [options](CLI::App* command) {
    command->add_option("--private", options->out, "The folder for the private key, away from the workspace")
        ->required()
        ->check(CLI::ExistingDirectory);
    command->add_option("--passphrase-file", options->passphrase_file,
                        "A file whose first line is the passphrase; asked for where left out");
  };

  CLI::App* const make = add("new", "A key for somebody who signs publications");
  add_person(make)->required();
  add_private(make);
  make->callback([options] { make_new(*options); });

  CLI::App* const change = add("rotate", "A new key in the place of somebody's old one");
  add_person(change)->required();
  add_private(change);
  change->callback([options] { rotate(*options); });

  CLI::App* const end = add("revoke", "Takes somebody's keys back, of one role or of all");
  add_person(end);
  end->callback([options] { revoke(*options); });

  CLI::App* const all = add("list", "Who may sign what; status 1 where somebody is missing");
  all->callback([options] { list(*options); });
}

}  // namespace crier
