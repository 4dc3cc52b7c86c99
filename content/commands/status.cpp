// SPDX-License-Identifier: Apache-2.0
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "content/commands/command.hpp"
#include "content/commands/publish_desk.hpp"
#include "content/inbox/safe_text.hpp"
#include "content/repository/metadata_text.hpp"

namespace crier {
namespace {

using Json = nlohmann::ordered_json;

struct StatusOptions {
  RepositoryOptions repository;
  bool json = false;
};

std::string time_text(std::chrono::sys_seconds time) {
  return fmt::format("{:%Y-%m-%d %H:%M} UTC", fmt::gmtime(time.time_since_epoch().count()));
}

void print_json(const RepositoryStatus& status) {
  Json json = {{"begun", status.is_begun}, {"active", Json::array()},   {"waiting", Json::array()},
               {"keys", Json::object()},   {"message", status.message}, {"warnings", status.warnings}};
  if (status.content_since) json["content_since"] = metadata_time(*status.content_since);
  for (const ActiveState& active : status.active)
    json["active"].push_back({{"what", active.what},
                              {"version", active.version},
                              {"expires", metadata_time(active.expires)},
                              {"signed_by", active.signed_by}});
  for (const WaitingState& waiting : status.waiting) {
    Json one = {{"what", waiting.what}, {"version", waiting.version}, {"ranks", Json::array()}};
    for (const RankState& rank : waiting.ranks)
      one["ranks"].push_back({{"rank", rank.rank},
                              {"needed", rank.needed},
                              {"signed_by", rank.signed_by},
                              {"missing", rank.missing}});
    json["waiting"].push_back(std::move(one));
  }
  for (const auto& [role, names] : status.keys) json["keys"][role] = names;
  fmt::print("{}\n", json.dump(2, ' ', false, Json::error_handler_t::replace));
}

void print_text(const RepositoryStatus& status) {
  if (!status.is_begun) fmt::print("no root is active; begin with: crier keys trust\n");
  for (const ActiveState& active : status.active)
    fmt::print("{:<10} {:>5}  until {}{}\n", active.what, active.version, time_text(active.expires),
               active.signed_by.empty()
                   ? ""
                   : fmt::format("  by {}", safe_line(fmt::format("{}", fmt::join(active.signed_by, ", ")))));
  if (status.content_since) fmt::print("the content was put up at {}\n", time_text(*status.content_since));
  for (const WaitingState& waiting : status.waiting) {
    fmt::print("{}\n", safe_line(waiting_text(waiting)));
    for (const RankState& rank : waiting.ranks)
      if (!rank.signed_by.empty())
        fmt::print("  {}: {}\n", rank.rank,
                   safe_line(fmt::format("signed by {}", fmt::join(rank.signed_by, ", "))));
  }
  if (!status.message.empty()) fmt::print("  \"{}\"\n", safe_line(status.message));
  for (const auto& [role, names] : status.keys)
    fmt::print("{:<14} {}\n", role, safe_line(fmt::format("{}", fmt::join(names, ", "))));
  for (const std::string& warning : status.warnings) fmt::print("warning: {}\n", safe_line(warning));
}

void run(const StatusOptions& options) {
  PublishDesk desk(options.repository);
  const RepositoryStatus status = repository_status(desk.active(), desk.staged(), desk.names(), desk.now());
  if (options.json) {
    print_json(status);
  } else {
    print_text(status);
  }
  if (!status.is_begun || !status.warnings.empty()) throw CLI::RuntimeError(kBadInput);
}

}  // namespace

void add_status_command(CLI::App& app) {
  auto options = std::make_shared<StatusOptions>();  // lives as long as the callback
  CLI::App* const command = app.add_subcommand(
      "status", "What a repository holds, who has signed, what expires; status 1 where something needs care");
  add_store_options(command, options->repository, "REPO");
  command->add_flag("--json", options->json, "For programs: a JSON object");
  command->callback([options] { run(*options); });
}

}  // namespace crier
