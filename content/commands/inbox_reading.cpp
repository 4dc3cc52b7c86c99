// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "config/time_text.hpp"
#include "content/commands/command.hpp"
#include "content/commands/inbox.hpp"
#include "content/commands/inbox_desk.hpp"
#include "content/inbox/export.hpp"
#include "content/inbox/safe_text.hpp"

namespace crier {
namespace {

using Json = nlohmann::ordered_json;

struct ReadingOptions {
  DeskOptions desk;
  ReportNumber number = 0;
  std::string status;
  std::string category;
  std::string outcome;
  std::string from;
  std::string to;
  std::string format = "csv";
  std::size_t most = 50;
  std::size_t skip = 0;
  bool json = false;
};

template <class Enum>
std::optional<Enum> chosen(const std::vector<std::string>& names, const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

ReportFilter filter_of(const ReadingOptions& options) {
  ReportFilter filter;
  filter.status = chosen<ReportStatus>(report_status_names(), options.status);
  filter.outcome = chosen<OutcomeCode>(outcome_names(), options.outcome);
  if (!options.category.empty()) filter.category = options.category;
  if (!options.from.empty()) filter.from = parse_day(options.from);
  if (!options.to.empty()) filter.to = parse_day(options.to);
  return filter;
}

const std::string& status_of(const TriageState& state) {
  return report_status_names()[static_cast<std::size_t>(state.status)];
}
const std::string& outcome_of(const TriageState& state) {
  return outcome_names()[static_cast<std::size_t>(state.outcome)];
}

// The earliest day by which the office has to do something.
std::string due_text(const Deadlines& due) {
  if (due.triage) return fmt::format("triage {}", day_text(due.triage));
  return due.reply ? fmt::format("reply {}", day_text(due.reply)) : std::string();
}

Json line_json(const ReportLine& line) {
  const auto day = [](const auto& one) { return one ? Json(day_text(one)) : Json(); };
  return {{"number", line.number},
          {"status", status_of(line.state)},
          {"outcome", outcome_of(line.state)},
          {"category", line.state.category},
          {"received", day_text(line.state.received)},
          {"filed", day(line.state.filed)},
          {"due_triage", day(line.due.triage)},
          {"due_reply", day(line.due.reply)},
          {"due_citizen", day(line.due.citizen)},
          {"officer", line.state.officer},
          {"marks", marks_text(line.marks)},
          {"site", line.site},
          {"purged", line.is_purged}};
}

void print_json(const Json& json) {
  fmt::print("{}\n", json.dump(2, ' ', true, Json::error_handler_t::replace));
}

void print_line(const ReportLine& line) {
  fmt::print("{:>7}  {:<11}  {:<12}  {:<10}  {:<17}  {:<14}  {}\n", line.number, status_of(line.state),
             safe_line(line.state.category), day_text(line.state.received), due_text(line.due),
             safe_line(line.state.officer), line.is_purged ? "purged" : marks_text(line.marks));
}

void list(const ReadingOptions& options) {
  InboxDesk desk(options.desk);
  const ReportFilter filter = filter_of(options);
  const auto lines = desk.inbox().list(filter, options.most, options.skip);
  if (!lines) stop_with(lines.error());
  const auto counts = desk.inbox().count(filter);
  if (!counts) stop_with(counts.error());
  std::int64_t all = 0;
  for (const Inbox::Count& count : *counts) all += count.reports;
  const bool is_broken = desk.warn_of_history();
  if (options.json) {
    Json json = {{"reports", all}, {"history_broken", is_broken}, {"list", Json::array()}};
    for (const ReportLine& line : *lines) json["list"].push_back(line_json(line));
    print_json(json);
  } else {
    fmt::print("{:>7}  {:<11}  {:<12}  {:<10}  {:<17}  {:<14}  {}\n", "number", "status", "category",
               "received", "due", "officer", "marks");
    for (const ReportLine& line : *lines) print_line(line);
    fmt::print("{} of {} reports\n", lines->size(), all);
  }
  if (is_broken) throw CLI::RuntimeError(kBadInput);
}

void print_words(const char* name, const LocalizedText& text) {
  for (const auto& [language, words] : text)
    fmt::print("    {} ({}): {}\n", name, safe_line(language), safe_text(words, "      "));
}

void print_report(const OpenedReport& opened) {
  const Report& report = opened.report;
  fmt::print("subtype   {}\n", safe_line(report.subtype));
  for (const ReportPlace& place : report.places)
    fmt::print("{:<9} {}\n", place_name(place.kind), safe_text(place.text, "          "));
  fmt::print("language  {}   form {}\n\n{}\n\n", safe_line(report.language), safe_line(report.form_version),
             safe_text(report.what));
}

void print_file(const ReportFile& file, const Zone& zone) {
  const ReportLine& line = file.line;
  const TriageState& state = line.state;
  fmt::print("report    {}   {} / {} / {}\n", line.number, status_of(state),
             sub_state_names()[static_cast<std::size_t>(state.sub)], outcome_of(state));
  fmt::print("category  {}\n", safe_line(state.category));
  fmt::print("received  {}   filed {}   from {}\n", day_text(state.received),
             state.filed ? day_text(state.filed) : "on a day unknown", safe_line(line.site));
  fmt::print("due       triage {}   reply {}   to the citizen {}\n", day_text(line.due.triage),
             day_text(line.due.reply), day_text(line.due.citizen));
  if (state.merged_into) fmt::print("merged    into {}\n", *state.merged_into);
  if (line.marks != 0) fmt::print("marks     {}\n", marks_text(line.marks));
  if (file.opened) {
    print_report(*file.opened);
  } else {
    fmt::print("purged: what was written is gone for good\n\n");
  }
  for (const AnswerStep& step : file.answer.steps) {
    fmt::print("  {}  {}\n", day_text(step.day),
               report_status_names()[static_cast<std::size_t>(step.status)]);
    print_words("happened", step.happened);
    print_words("decided", step.decided);
    print_words("next", step.next);
  }
  fmt::print("history\n");
  for (const HistoryEntry& entry : file.history) {
    const WallTime at{std::chrono::seconds(entry.at)};
    fmt::print("  {:>6}  {}  {:<14}  {:<16}  {}\n", entry.number,
               format_time(at, std::chrono::seconds(zone.offset_at(entry.at))), safe_line(entry.who),
               safe_line(entry.action), safe_line(entry.state));
    const std::string detail(entry.detail.begin(), entry.detail.end());
    if (!detail.empty()) fmt::print("          {}\n", safe_text(detail, "          "));
  }
}

void show(const ReadingOptions& options) {
  InboxDesk desk(options.desk);
  desk.unlock(InboxUse::read);
  const auto file = desk.inbox().show(options.number);
  if (!file) stop_with(file.error());
  print_file(*file, desk.zone());
  if (desk.warn_of_history()) throw CLI::RuntimeError(kBadInput);
}

void overdue(const ReadingOptions& options) {
  InboxDesk desk(options.desk);
  const auto late = desk.inbox().overdue(desk.occasion().today, options.most);
  if (!late) stop_with(late.error());
  const bool is_broken = desk.warn_of_history();
  if (options.json) {
    Json json = Json::array();
    for (const LateReport& one : *late) {
      Json entry = line_json(one.line);
      entry["limit"] = one.limit;
      entry["due"] = day_text(one.due);
      entry["late_days"] = one.days;
      entry["late_workdays"] = one.workdays;
      json.push_back(std::move(entry));
    }
    print_json(json);
  } else {
    for (const LateReport& one : *late)
      fmt::print("{:>7}  {:<8} was due {}, {} days ago ({} working days)   {}   {}\n", one.line.number,
                 one.limit, day_text(one.due), one.days, one.workdays, safe_line(one.line.state.category),
                 safe_line(one.line.state.officer));
    if (late->empty()) fmt::print("nothing is late\n");
    if (late->size() == options.most) fmt::print("and perhaps more; see --most\n");
  }
  if (is_broken) throw CLI::RuntimeError(kBadInput);
}

void export_all(const ReadingOptions& options) {
  InboxDesk desk(options.desk);
  desk.unlock();
  static const std::vector<std::string> kFormats = {"csv", "json", "xarf"};
  const auto format = chosen<ExportFormat>(kFormats, options.format);
  // Known before anything leaves.
  if (auto noted = desk.inbox().record(0, "exported", options.format, desk.occasion()); !noted)
    stop_with(noted.error());
  const auto counts =
      export_reports(desk.inbox(), filter_of(options), *format, desk.settings().sender,
                     [](std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); });
  if (!counts) stop_with(counts.error());
  fmt::print(stderr, "{} written, {} left out\n", counts->written, counts->left_out);
}

void add_filter(CLI::App* command, ReadingOptions& options) {
  command->add_option("--status", options.status, "Of this status")
      ->check(CLI::IsMember(report_status_names()));
  command->add_option("--category", options.category, "Of this category, a key of the form");
  command->add_option("--outcome", options.outcome, "With this outcome")
      ->check(CLI::IsMember(outcome_names()));
  for (auto* const option : {command->add_option("--from", options.from, "Received on this day or later"),
                             command->add_option("--to", options.to, "Received on this day or earlier")})
    option->type_name("DAY")->check(CLI::Validator(check_day_text, ""));
}

}  // namespace

void add_inbox_reading(CLI::App& inbox) {
  auto options = std::make_shared<ReadingOptions>();  // lives as long as the callbacks
  CLI::App* const listing = inbox.add_subcommand("list", "Reports, the newest first; needs no key");
  add_desk_options(listing, options->desk);
  add_filter(listing, *options);
  listing->add_option("--most", options->most, "At most so many; 50 where left out")
      ->check(CLI::Range(1, 100'000));
  listing->add_option("--skip", options->skip, "Leaves out so many of the newest");
  listing->add_flag("--json", options->json, "For programs");
  listing->callback([options] { list(*options); });

  CLI::App* const showing = inbox.add_subcommand("show", "All of one report but contact details");
  add_desk_options(showing, options->desk);
  add_key_options(showing, options->desk);
  showing->add_option("ID", options->number, "The report's number")->required();
  showing->callback([options] { show(*options); });

  CLI::App* const late = inbox.add_subcommand("overdue", "What is late, and by how much; needs no key");
  add_desk_options(late, options->desk);
  late->add_option("--most", options->most, "At most so many; 50 where left out")
      ->check(CLI::Range(1, 100'000));
  late->add_flag("--json", options->json, "For programs");
  late->callback([options] { overdue(*options); });

  CLI::App* const exporting =
      inbox.add_subcommand("export", "Reports as CSV, JSON or XARF, to standard output");
  add_desk_options(exporting, options->desk);
  add_key_options(exporting, options->desk);
  add_filter(exporting, *options);
  exporting->add_option("--format", options->format, "csv, json or xarf")
      ->check(CLI::IsMember({"csv", "json", "xarf"}));
  exporting->callback([options] { export_all(*options); });
}

}  // namespace crier
