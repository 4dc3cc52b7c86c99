// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "config/atomic_file.hpp"
#include "content/commands/command.hpp"
#include "content/commands/keys_signing.hpp"
#include "content/commands/publish_desk.hpp"
#include "content/publishing/ceremony.hpp"
#include "content/publishing/trust_change.hpp"

namespace crier {
namespace {

struct CeremonyOptions {
  RepositoryOptions repository;
  std::string folder;
  std::string file;
  bool renew = false;
};

void trust(const CeremonyOptions& options) {
  Diagnostics diagnostics;
  const SignerBook book = read_signers(options.folder, diagnostics);
  if (has_errors(diagnostics)) stop_with({ErrorCode::format, to_text(diagnostics.front())});
  if (const auto good = check_complete(book); !good) stop_with(good.error());
  PublishDesk desk(options.repository);
  const auto plan = stage_ceremony(desk.store(), desk.active(), desk.staged(), book, desk.now(),
                                   options.renew ? Renewal::now : Renewal::when_due);
  if (!plan) stop_with(plan.error());
  if (const auto laid = stage_signers(desk.store(), book); !laid) stop_with(laid.error());
  desk.read_again();
  if (!plan->has_root && !plan->has_trust) {
    fmt::print("screens believe these signers already\n");
    return;
  }
  for (const std::string& line : trust_changes(desk.active(), desk.staged(), names_of(book)))
    fmt::print("{}\n", line);
  if (plan->needs_review)
    fmt::print("the content that is active must be approved anew, by those who remain: crier approve\n");
  if (plan->needs_alert)
    fmt::print("the alerts in force must be approved anew, by officers who remain: crier approve\n");
  const int signed_by = desk.sign(StagedKind::root) + desk.sign(StagedKind::trust);
  if (signed_by == 0 && !options.repository.keys.empty())
    fmt::print("none of these keys has anything to sign here\n");
  desk.read_again();
  desk.complete();
}

void export_root(const CeremonyOptions& options) {
  PublishDesk desk(options.repository);
  if (desk.active() == nullptr)
    stop_with({ErrorCode::not_found, "there is no root yet; begin with: crier keys trust"});
  if (const auto written = write_atomically(options.file, desk.active()->root_bytes); !written)
    stop_with(written.error());
  fmt::print("{} is root {}, with which a device begins to trust this repository\n", options.file,
             desk.active()->root.version);
}

}  // namespace

void add_keys_ceremony(CLI::App& keys) {
  auto options = std::make_shared<CeremonyOptions>();  // lives as long as the callbacks
  CLI::App* const ceremony = keys.add_subcommand(
      "trust", "Makes screens believe the signers, once enough holders of the root agree");
  ceremony->add_option("DIR", options->folder, "The workspace")->required()->check(CLI::ExistingDirectory);
  add_store_options(ceremony, options->repository, "--to");
  add_as_option(ceremony, options->repository, "A root holder's key; once for each who is here");
  add_online_option(ceremony, options->repository);
  add_passphrase_options(ceremony, options->repository);
  ceremony->add_flag("--renew", options->renew, "Also where nothing changes, for a new year");
  ceremony->callback([options] { trust(*options); });

  CLI::App* const root = keys.add_subcommand("root", "Writes the root that a new device begins with");
  add_store_options(root, options->repository, "REPO");
  root->add_option("--export", options->file, "The file to write")->required();
  root->callback([options] { export_root(*options); });
}

}  // namespace crier
