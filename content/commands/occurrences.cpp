// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "config/time_text.hpp"
#include "content/commands/command.hpp"
#include "content/schedule/calendar.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostOccurrences = 1'000'000;

struct OccurrencesOptions {
  std::string file;
  std::string from;
  std::string to;
  std::string zone = "Asia/Shanghai";
  bool json = false;
};

struct Line {
  UtcSeconds start = 0;
  UtcSeconds end = 0;
  const CalendarEvent* event = nullptr;
};

std::string local_text(LocalSeconds local) {
  const std::string text = format_time(WallTime{std::chrono::seconds{local}}, std::chrono::seconds{0});
  return text.substr(0, text.find('+'));
}

Result<UtcSeconds> bound(const std::string& text, const Zone& zone, UtcSeconds otherwise) {
  if (text.empty()) return otherwise;
  const auto written = parse_time(text);
  if (!written) return tl::unexpected(written.error());
  const LocalSeconds local =
      std::chrono::floor<std::chrono::seconds>(written->local).time_since_epoch().count();
  return written->offset ? local - written->offset->count() * 60 : zone.to_utc(local);
}

Result<std::vector<Line>> collect(const Calendar& calendar, UtcSeconds from, UtcSeconds to) {
  std::vector<Line> lines;
  bool too_many = false;
  for (std::size_t i = 0; i < calendar.events.size() && !too_many; ++i) {
    calendar.occurrences(i, from, to, [&](const Occurrence& occurrence) {
      lines.push_back({occurrence.start, occurrence.end, &calendar.events[i]});
      too_many = lines.size() > kMostOccurrences;
      return !too_many;
    });
  }
  if (too_many) {
    return fail(ErrorCode::limit,
                fmt::format("more than {} occurrences; choose a shorter window with --from and --to",
                            kMostOccurrences));
  }
  std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    return a.start != b.start ? a.start < b.start : a.event->uid < b.event->uid;
  });
  return lines;
}

void run(const OccurrencesOptions& options) {
  auto office_zone = Zone::find(options.zone);
  if (!office_zone) {
    stop_with(
        {ErrorCode::not_found, office_zone.error().message + "; use an IANA name such as Asia/Shanghai"});
  }
  std::ifstream stream(options.file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  if (!stream) stop_with({ErrorCode::io, fmt::format("{} cannot be read; check its name", options.file)});
  Diagnostics diagnostics;
  const auto calendar = Calendar::parse(text.str(), options.file, *office_zone, diagnostics);
  if (!calendar) stop_with(calendar.error());
  for (const Diagnostic& diagnostic : diagnostics) fmt::print(stderr, "crier: {}\n", to_text(diagnostic));
  if (has_errors(diagnostics)) throw CLI::RuntimeError(kBadInput);

  constexpr UtcSeconds kFar = std::numeric_limits<UtcSeconds>::max() / 4;
  const auto from = bound(options.from, *office_zone, -kFar);
  const auto to = bound(options.to, *office_zone, kFar);
  if (!from) stop_with(from.error());
  if (!to) stop_with(to.error());
  if (options.to.empty()) {
    for (const CalendarEvent& event : calendar->events) {
      if (!event.is_endless()) continue;
      stop_with({ErrorCode::invalid_argument,
                 fmt::format("{}:{}: the rule of {} never ends; give a window with --from and --to",
                             options.file, event.line, event.uid)});
    }
  }
  const auto lines = collect(*calendar, *from, *to);
  if (!lines) stop_with(lines.error());
  fmt::memory_buffer out;
  const char* separator = "[\n";
  for (const Line& line : *lines) {
    const Zone& zone = calendar->zones[line.event->zone];
    const std::string start = local_text(zone.to_local(line.start));
    const std::string end = local_text(zone.to_local(line.end));
    if (options.json) {
      fmt::format_to(
          std::back_inserter(out), R"({}{{"uid":{},"start":"{}","end":"{}","tzid":{}}})", separator,
          nlohmann::json(line.event->uid).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
          start, end, nlohmann::json(zone.name()).dump());
      separator = ",\n";
    } else {
      fmt::format_to(std::back_inserter(out), "{}  {}  {}  {}\n", line.event->uid, start, end, zone.name());
    }
  }
  if (options.json) out.append(std::string_view(lines->empty() ? "[]\n" : "\n]\n"));
  std::fwrite(out.data(), 1, out.size(), stdout);
}

}  // namespace

void add_occurrences_command(CLI::App& app) {
  auto options = std::make_shared<OccurrencesOptions>();  // lives as long as the callback
  CLI::App* const command =
      app.add_subcommand("occurrences", "When the events of an iCalendar file take place");
  command->add_option("FILE", options->file, "The .ics file")->required();
  command->add_option("--from", options->from, "Begin of the window")
      ->type_name("TIME")
      ->check(CLI::Validator(check_time_text, ""));
  command->add_option("--to", options->to, "End of the window, itself outside")
      ->type_name("TIME")
      ->check(CLI::Validator(check_time_text, ""));
  command->add_option("--tz", options->zone, "Zone of times that name none")
      ->type_name("ZONE")
      ->capture_default_str();
  command->add_flag("--json", options->json, "For programs: a JSON list");
  command->callback([options] { run(*options); });
}

}  // namespace crier
