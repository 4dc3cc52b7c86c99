// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "config/time_text.hpp"
#include "content/commands/command.hpp"

namespace crier {
namespace {

struct WhyOptions {
  std::string folder;
  std::string screen;
  std::string at;
  bool json = false;
};

std::int64_t milliseconds(Nanoseconds time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
}

nlohmann::ordered_json to_json(const PlannedScreen& planned, WallTime time, const Explanation& explanation) {
  const auto text_or_null = [](const std::string& text) {
    return text.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(text);
  };
  nlohmann::ordered_json json;
  const Presentation& now = explanation.now;
  json["at"] = planned.text(time);
  json["screen"] = planned.screen->id;
  json["item"] = text_or_null(planned.medium_name(now.item));
  json["start"] = planned.text(now.begins);
  json["end"] = planned.text(now.ends);
  json["position_ms"] = milliseconds(now.position + (time - now.begins));
  json["playlist"] = now.playlist;
  json["slot"] = text_or_null(std::string(now.slot_uid));
  json["overrun"] = now.overrun;
  json["why"] = explanation.reason;
  json["contenders"] = nlohmann::ordered_json::array();
  for (const Contender& contender : explanation.contenders) {
    nlohmann::ordered_json one;
    one["slot"] = text_or_null(contender.uid);
    one["playlist"] = contender.playlist;
    one["priority"] = contender.priority;
    one["start"] = contender.uid.empty() ? nlohmann::ordered_json()
                                         : nlohmann::ordered_json(planned.text(contender.begins));
    one["end"] = contender.uid.empty() ? nlohmann::ordered_json()
                                       : nlohmann::ordered_json(planned.text(contender.ends));
    one["wins"] = contender.wins;
    one["why"] = contender.reason;
    one["would_show"] = text_or_null(contender.medium);
    one["position_ms"] = milliseconds(contender.position);
    json["contenders"].push_back(std::move(one));
  }
  return json;
}

void print_text(const PlannedScreen& planned, WallTime time, const Explanation& explanation) {
  const Presentation& now = explanation.now;
  fmt::print("{}  {}\n", planned.text(time), planned.screen->id);
  fmt::print("  on: {}, from {} to {}\n",
             now.item == nullptr ? "(the office's card)" : planned.medium_name(now.item),
             planned.text(now.begins), planned.text(now.ends));
  fmt::print("  why: {}\n\n", explanation.reason);
  for (const Contender& contender : explanation.contenders) {
    const std::string slot = contender.uid.empty() ? std::string("default playlist") : contender.uid;
    fmt::print("{} {}\n", contender.wins ? "*" : "-", slot);
    if (contender.uid.empty()) {
      fmt::print("    plays \"{}\"\n", contender.playlist);
    } else {
      fmt::print("    plays \"{}\", priority {}, {} to {}\n", contender.playlist, contender.priority,
                 planned.text(contender.begins), planned.text(contender.ends));
    }
    fmt::print("    {}\n", contender.reason);
    if (!contender.medium.empty() && !contender.wins) {
      fmt::print("    would show {} at {}\n", contender.medium,
                 format_duration(std::chrono::floor<std::chrono::milliseconds>(contender.position)));
    }
  }
}

void run(const WhyOptions& options) {
  auto opened = PlannedScreen::open(options.folder, options.screen);
  if (!opened) stop_with(opened.error());
  PlannedScreen& planned = **opened;
  const auto time = planned.time(options.at);
  if (!time) stop_with(time.error());
  const Explanation explanation = planned.planner->why(*time);
  if (options.json) {
    fmt::print(
        "{}\n",
        to_json(planned, *time, explanation).dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
  } else {
    print_text(planned, *time, explanation);
  }
}

}  // namespace

void add_why_command(CLI::App& app) {
  auto options = std::make_shared<WhyOptions>();  // lives as long as the callback
  CLI::App* const command = app.add_subcommand("why", "Which slots compete at a moment, who wins and why");
  command->add_option("DIR", options->folder, "The workspace")->required();
  command->add_option("--screen", options->screen, "The screen's id; may be left out where there is one");
  command->add_option("--at", options->at, "The moment; now where left out")
      ->type_name("TIME")
      ->check(CLI::Validator(check_time_text, ""));
  command->add_flag("--json", options->json, "For programs: a JSON object");
  command->callback([options] { run(*options); });
}

}  // namespace crier
