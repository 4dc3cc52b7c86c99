// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

#include "config/time_text.hpp"
#include "content/commands/command.hpp"

namespace crier {
namespace {

constexpr Nanoseconds kDefaultSpan = std::chrono::hours{1};
constexpr std::size_t kFlushBytes = 1 << 16;

struct PlanOptions {
  std::string folder;
  std::string screen;
  std::string from;
  std::string to;
  bool json = false;
};

void flush(fmt::memory_buffer& out, std::size_t at_least) {
  if (out.size() < at_least) return;
  std::fwrite(out.data(), 1, out.size(), stdout);
  out.clear();
}

std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void print_json(fmt::memory_buffer& out, const PlannedScreen& planned, const Presentation& p) {
  const auto position = std::chrono::duration_cast<std::chrono::milliseconds>(p.position).count();
  fmt::format_to(
      std::back_inserter(out),
      R"({{"start":"{}","end":"{}","item":{},"playlist":{},"position_ms":{},"slot":{},"overrun":{},"why":{}}})",
      planned.text(p.begins), planned.text(p.ends),
      p.item == nullptr ? "null" : quoted(planned.medium_name(p.item)), quoted(std::string(p.playlist)),
      position, p.slot_uid.empty() ? "null" : quoted(std::string(p.slot_uid)), p.overrun,
      quoted(planned.planner->reason_for(p)));
}

void print_line(fmt::memory_buffer& out, const PlannedScreen& planned, const Presentation& p) {
  const std::string name =
      p.item == nullptr ? std::string("(the office's card)") : planned.medium_name(p.item);
  fmt::format_to(std::back_inserter(out), "{:<29}  {:<29}  {:<32}  {}\n", planned.text(p.begins),
                 planned.text(p.ends), name, planned.planner->reason_for(p));
}

void run(const PlanOptions& options) {
  auto opened = PlannedScreen::open(options.folder, options.screen);
  if (!opened) stop_with(opened.error());
  PlannedScreen& planned = **opened;
  const auto from = planned.time(options.from);
  if (!from) stop_with(from.error());
  const auto to = options.to.empty() ? Result<WallTime>(*from + kDefaultSpan) : planned.time(options.to);
  if (!to) stop_with(to.error());
  if (*to <= *from) stop_with({ErrorCode::invalid_argument, "--to is not after --from"}, kWrongUsage);
  planned.planner->expand(*from, *to);
  fmt::memory_buffer out;
  const char* separator = "[\n";
  for (WallTime time = *from; time < *to;) {
    const Presentation presentation = planned.planner->at(time);
    time = presentation.ends;
    if (options.json) {
      out.append(std::string_view(separator));
      separator = ",\n";
      print_json(out, planned, presentation);
    } else {
      print_line(out, planned, presentation);
    }
    flush(out, kFlushBytes);
  }
  if (options.json) out.append(std::string_view("\n]\n"));
  flush(out, 1);
}

}  // namespace

void add_plan_command(CLI::App& app) {
  auto options = std::make_shared<PlanOptions>();  // lives as long as the callback
  CLI::App* const command = app.add_subcommand("plan", "What a screen shows, item by item, with the reason");
  command->add_option("DIR", options->folder, "The workspace")->required();
  command->add_option("--screen", options->screen, "The screen's id; may be left out where there is one");
  command->add_option("--from", options->from, "From this time on; now where left out")
      ->type_name("TIME")
      ->check(CLI::Validator(check_time_text, ""));
  command->add_option("--to", options->to, "Until this time; an hour later where left out")
      ->type_name("TIME")
      ->check(CLI::Validator(check_time_text, ""));
  command->add_flag("--json", options->json, "For programs: a JSON list");
  command->callback([options] { run(*options); });
}

}  // namespace crier
