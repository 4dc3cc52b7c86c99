// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "content/commands/command.hpp"
#include "content/commands/inbox_desk.hpp"
#include "content/inbox/export.hpp"
#include "content/inbox/figures.hpp"
#include "content/inbox/safe_text.hpp"

namespace crier {
namespace {

using Json = nlohmann::ordered_json;

struct FiguresOptions {
  DeskOptions desk;
  std::string from;
  std::string to;
  bool json = false;
};

Json counts_json(const ReportCounts& counts) {
  return {{"received", counts.received}, {"accepted", counts.accepted}, {"transferred", counts.transferred},
          {"refused", counts.refused},   {"answered", counts.answered}, {"handled", counts.handled()}};
}

Json spread_json(const DaySpread& spread) {
  return {{"reports", spread.reports}, {"median_days", spread.median}, {"longest_days", spread.longest}};
}

void print_json(const Figures& figures, const FiguresOptions& options, bool is_broken) {
  Json json = {{"from", options.from},
               {"to", options.to},
               {"reports", counts_json(figures.all)},
               {"still_open", figures.still_open},
               {"by_category", Json::object()},
               {"by_outcome", Json::object()},
               {"to_triage", spread_json(figures.to_triage)},
               {"to_end", spread_json(figures.to_end)},
               {"for_citizen", spread_json(figures.for_citizen)},
               {"history_broken", is_broken}};
  for (const auto& [category, counts] : figures.by_category)
    json["by_category"][category] = counts_json(counts);
  for (const auto& [outcome, reports] : figures.by_outcome) json["by_outcome"][outcome] = reports;
  fmt::print("{}\n", json.dump(2, ' ', true, Json::error_handler_t::replace));
}

void print_counts(const std::string& name, const ReportCounts& counts) {
  fmt::print("{:<14} {:>9} {:>9} {:>11} {:>9} {:>9} {:>9}\n", safe_line(name), counts.received,
             counts.accepted, counts.transferred, counts.refused, counts.answered, counts.handled());
}

void print_spread(const char* name, const DaySpread& spread) {
  fmt::print("{:<28} {:>7} reports, median {:.1f} days, longest {}\n", name, spread.reports, spread.median,
             spread.longest);
}

void print_text(const Figures& figures, const FiguresOptions& options) {
  fmt::print("{} to {}\n", options.from, options.to);
  fmt::print("{:<14} {:>9} {:>9} {:>11} {:>9} {:>9} {:>9}\n", "", "received", "accepted", "transferred",
             "refused", "answered", "handled");
  for (const auto& [category, counts] : figures.by_category) print_counts(category, counts);
  print_counts("all", figures.all);
  fmt::print("still open of those received: {}\n", figures.still_open);
  for (const auto& [outcome, reports] : figures.by_outcome) fmt::print("{:<28} {:>7}\n", outcome, reports);
  print_spread("from arrival to triage", figures.to_triage);
  print_spread("from arrival to the end", figures.to_end);
  print_spread("from filing to the end", figures.for_citizen);
}

void run(const FiguresOptions& options) {
  const auto from = parse_day(options.from);
  const auto to = parse_day(options.to);
  if (to < from) stop_with({ErrorCode::invalid_argument, "--to is before --from"}, kWrongUsage);
  InboxDesk desk(options.desk);
  const auto counted = figures(desk.inbox(), from, to);
  if (!counted) stop_with(counted.error());
  const bool is_broken = desk.warn_of_history();
  if (options.json) {
    print_json(*counted, options, is_broken);
  } else {
    print_text(*counted, options);
  }
  if (is_broken) throw CLI::RuntimeError(kBadInput);
}

}  // namespace

void add_figures_command(CLI::App& app) {
  auto options = std::make_shared<FiguresOptions>();  // lives as long as the callback
  CLI::App* const command = app.add_subcommand("figures", "What became of reports between two days");
  add_desk_options(command, options->desk);
  for (auto* const option : {command->add_option("--from", options->from, "The first day"),
                             command->add_option("--to", options->to, "The last day")})
    option->required()->type_name("DAY")->check(CLI::Validator(check_day_text, ""));
  command->add_flag("--json", options->json, "For programs");
  command->callback([options] { run(*options); });
}

}  // namespace crier
