// SPDX-License-Identifier: Apache-2.0
#include "content/commands/publish.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "config/time_text.hpp"
#include "content/commands/checked_workspace.hpp"
#include "content/commands/command.hpp"
#include "content/commands/progress_bar.hpp"
#include "content/publishing/ceremony.hpp"
#include "content/publishing/change.hpp"
#include "content/publishing/completion.hpp"
#include "content/publishing/content_body.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostLines = 40;
constexpr std::chrono::seconds kShortestPause{1};

struct PublishOptions {
  RepositoryOptions repository;
  std::string folder;
  std::string message;
  std::int64_t rollback = 0;
  bool refresh = false;
  std::string every;
};

// A bar of bytes.
class ByteBar {
 public:
  explicit ByteBar(const char* name) : bar_(name, Nanoseconds{0}), begun_(clock_.monotonic()) {}

  UploadProgress progress() {
    return [this](std::uint64_t done, std::uint64_t all) {
      const double part = all == 0 ? 1.0 : static_cast<double>(done) / static_cast<double>(all);
      bar_.show(part, clock_.monotonic() - begun_);
    };
  }

 private:
  SystemClock clock_;
  ProgressBar bar_;
  MonotonicTime begun_;
};

void warn_of_signers(const PublishDesk& desk, const std::string& folder) {
  Diagnostics diagnostics;
  const SignerBook book = read_signers(folder, diagnostics);
  if (has_errors(diagnostics)) stop_with({ErrorCode::format, to_text(diagnostics.front())});
  if (const auto good = check_ranks(book); !good) stop_with(good.error());
  const Publication& active = desk.publication();
  if (!is_same_trust(make_trust(book, 1, active.trust->expires), *active.trust) ||
      !is_same(make_root(book, 1, active.root.expires), active.root))
    fmt::print(stderr,
               "crier: warning: {} differs from what screens believe; make it so by: crier keys trust\n",
               kSignersFile);
}

std::vector<LocalTarget> hashed(const std::string& folder, std::chrono::sys_seconds now) {
  const std::filesystem::path cache_folder = user_cache_folder();
  HashCache cache(cache_folder.empty() ? cache_folder : cache_folder / "hashes");
  ByteBar bar("reading");
  auto targets = hash_workspace(folder, cache, now, bar.progress());
  if (!targets) stop_with(targets.error());
  if (const auto saved = cache.save(); !saved) fmt::print(stderr, "crier: {}\n", saved.error().message);
  return *std::move(targets);
}

void upload_new(PublishDesk& desk, const std::vector<LocalTarget>& locals) {
  ByteBar bar("uploading");
  const auto count = upload_targets(desk.store(), new_targets(locals, desk.publication()), bar.progress());
  if (!count) stop_with(count.error());
  if (count->files > 0)
    fmt::print("{} file{} uploaded, {:.1f} MB\n", count->files, count->files == 1 ? "" : "s",
               static_cast<double>(count->bytes) / 1e6);
}

void stage_and_sign(PublishDesk& desk, std::vector<Target> targets, const PublishOptions& options) {
  const auto staged = stage_content(desk.store(), desk.publication(), desk.staged(), std::move(targets),
                                    options.message, desk.now());
  if (!staged) stop_with(staged.error());
  if (*staged == StagedContent::nothing_new) fmt::print("nothing has changed since the last publication\n");
  desk.read_again();
  if (*staged != StagedContent::nothing_new && desk.sign(StagedKind::content) == 0 &&
      !options.repository.keys.empty())
    fmt::print("none of these keys has anything to sign here\n");
  desk.read_again();
  desk.complete();
}

void publish(const PublishOptions& options) {
  const Workspace workspace = checked_workspace(options.folder);
  PublishDesk desk(options.repository);
  warn_of_signers(desk, options.folder);
  const std::vector<LocalTarget> locals = hashed(options.folder, desk.now());
  std::vector<Target> targets;
  for (const LocalTarget& local : locals) targets.push_back(local.target);
  const Office after = planned_office(workspace.office, targets);
  print_change(desk, targets, &after);
  upload_new(desk, locals);
  stage_and_sign(desk, std::move(targets), options);
}

void roll_back(const PublishOptions& options) {
  PublishDesk desk(options.repository);
  static_cast<void>(desk.publication());
  auto targets = earlier_targets(desk.store(), options.rollback);
  if (!targets) stop_with(targets.error());
  print_change(desk, *targets, nullptr);
  stage_and_sign(desk, *std::move(targets), options);
}

void refresh(const PublishOptions& options) {
  const auto every =
      options.every.empty() ? Result<Nanoseconds>(Nanoseconds{0}) : parse_duration(options.every);
  if (!every) stop_with(every.error(), kWrongUsage);
  if (options.repository.online.empty())
    stop_with({ErrorCode::invalid_argument, "name the online key: --online KEY"}, kWrongUsage);
  PublishDesk desk(options.repository);
  if (*every == Nanoseconds{0}) return desk.complete();
  desk.keep_completing(std::max<Nanoseconds>(*every, kShortestPause));
}

void run(const PublishOptions& options) {
  const int ways =
      (options.folder.empty() ? 0 : 1) + (options.rollback == 0 ? 0 : 1) + (options.refresh ? 1 : 0);
  if (ways != 1)
    stop_with({ErrorCode::invalid_argument, "name a workspace, or one of --refresh and --rollback"},
              kWrongUsage);
  if (options.refresh) return refresh(options);
  if (options.rollback != 0) return roll_back(options);
  publish(options);
}

}  // namespace

void print_change(PublishDesk& desk, const std::vector<Target>& targets, const Office* after) {
  static const std::vector<Target> kNone;
  const Publication* const active = desk.active();
  const std::vector<Target>& before = active != nullptr && active->content ? active->content->targets : kNone;
  const Change change = compare(before, targets);
  if (change.is_empty()) {
    fmt::print("the same files as on screens now\n");
    return;
  }
  std::optional<Office> old_office;
  std::optional<Office> new_office;
  const auto read = [&desk](const std::vector<Target>& from, std::optional<Office>& office) {
    auto planned = planned_office(desk.store(), from);
    if (planned) {
      office = std::move(*planned);
    } else {
      fmt::print(stderr, "crier: warning: what screens show cannot be compared: {}\n",
                 planned.error().message);
    }
  };
  if (!before.empty()) read(before, old_office);
  if (after == nullptr) read(targets, new_office);
  const Office* const now = after != nullptr ? after : (new_office ? &*new_office : nullptr);
  if (now != nullptr && (before.empty() || old_office))
    for (const std::string& line :
         screen_changes(old_office ? &*old_office : nullptr, *now, change, desk.now()))
      fmt::print("{}\n", line);
  fmt::print("{} files added, {} changed, {} removed\n", change.added.size(), change.changed.size(),
             change.removed.size());
  for (const std::string& line : change_lines(change, kMostLines)) fmt::print("  {}\n", line);
}

void add_publish_command(CLI::App& app) {
  auto options = std::make_shared<PublishOptions>();  // lives as long as the callback
  CLI::App* const command =
      app.add_subcommand("publish", "Puts a workspace into a repository, where three ranks approve it");
  command->add_option("DIR", options->folder, "The workspace")->check(CLI::ExistingDirectory);
  command
      ->add_option("--to", options->repository.address,
                   "The repository: a folder, s3+https:// or dav+https://")
      ->type_name("REPO");
  command->add_option("--credentials", options->repository.credentials,
                      "A file with user and password of the bucket or collection");
  add_as_option(command, options->repository, "A reviewer's key, to approve it at once");
  add_online_option(command, options->repository);
  add_passphrase_options(command, options->repository);
  command->add_option("--message", options->message, "A word to those who approve");
  command->add_flag("--refresh", options->refresh,
                    "Makes active what all have signed, and renews what the online key signs");
  command->add_option("--every", options->every, "With --refresh: again and again, after this pause")
      ->type_name("DURATION");
  command->add_option("--rollback", options->rollback, "Publishes the content of an earlier version anew")
      ->type_name("VERSION")
      ->check(CLI::PositiveNumber);
  command->require_subcommand(0, 1);
  add_publish_alert(*command);
  command->callback([options, command] {
    if (!command->get_subcommands().empty()) return;
    if (options->repository.address.empty())
      stop_with({ErrorCode::invalid_argument, "name the repository: --to REPO"}, kWrongUsage);
    run(*options);
  });
}

}  // namespace crier
