// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "content/commands/checked_workspace.hpp"
#include "content/commands/command.hpp"

namespace crier {
namespace {

struct CheckOptions {
  std::string folder;
  bool json = false;
  bool no_loudness = false;
};

struct Tally {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t films = 0;
  std::size_t pictures = 0;
  std::size_t sounds = 0;
};

Tally count(const Workspace& workspace) {
  Tally tally;
  for (const Diagnostic& diagnostic : workspace.diagnostics)
    ++(diagnostic.severity == Severity::error ? tally.errors : tally.warnings);
  for (const Medium& medium : workspace.office.media) {
    if (medium.fault) continue;
    ++(medium.kind == MediumKind::video     ? tally.films
       : medium.kind == MediumKind::picture ? tally.pictures
                                            : tally.sounds);
  }
  return tally;
}

std::string counted(std::size_t number, const char* noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string summary(const Tally& tally, const Office& office) {
  if (tally.errors > 0 && tally.warnings > 0)
    return fmt::format("{}, {}", counted(tally.errors, "error"), counted(tally.warnings, "warning"));
  if (tally.errors > 0) return counted(tally.errors, "error");
  std::string text = tally.warnings > 0 ? counted(tally.warnings, "warning") : std::string("all good");
  text += ": " + counted(tally.films, "film");
  if (tally.pictures > 0) text += ", " + counted(tally.pictures, "picture");
  if (tally.sounds > 0) text += ", " + counted(tally.sounds, "sound");
  if (!office.notices.empty()) text += ", " + counted(office.notices.size(), "notice");
  if (!office.cases.empty()) text += ", " + counted(office.cases.size(), "case");
  if (!office.quizzes.empty())
    text += fmt::format(", {} quiz{}", office.quizzes.size(), office.quizzes.size() == 1 ? "" : "zes");
  return text + fmt::format(", {}, {}", counted(office.channels.size(), "channel"),
                            counted(office.screens.size(), "screen"));
}

nlohmann::ordered_json to_json(const Workspace& workspace, const Tally& tally) {
  nlohmann::ordered_json json;
  json["errors"] = tally.errors;
  json["warnings"] = tally.warnings;
  json["films"] = tally.films;
  json["pictures"] = tally.pictures;
  json["sounds"] = tally.sounds;
  json["notices"] = workspace.office.notices.size();
  json["cases"] = workspace.office.cases.size();
  json["quizzes"] = workspace.office.quizzes.size();
  json["channels"] = workspace.office.channels.size();
  json["screens"] = workspace.office.screens.size();
  json["diagnostics"] = nlohmann::ordered_json::array();
  for (const Diagnostic& diagnostic : workspace.diagnostics) {
    nlohmann::ordered_json one;
    one["severity"] = diagnostic.severity == Severity::error ? "error" : "warning";
    one["file"] = diagnostic.file;
    one["line"] = diagnostic.line;
    one["column"] = diagnostic.column;
    one["what"] = diagnostic.what;
    one["remedy"] = diagnostic.remedy;
    json["diagnostics"].push_back(std::move(one));
  }
  return json;
}

void run(const CheckOptions& options) {
  const Workspace workspace =
      judged_workspace(options.folder, options.no_loudness ? LoudnessCheck::keep : LoudnessCheck::measure);
  const Tally tally = count(workspace);
  if (options.json) {
    fmt::print("{}\n",
               to_json(workspace, tally).dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
  } else {
    for (const Diagnostic& diagnostic : workspace.diagnostics) fmt::print("{}\n", to_text(diagnostic));
    fmt::print("{}\n", summary(tally, workspace.office));
  }
  if (tally.errors > 0) throw CLI::RuntimeError(kBadInput);
}

}  // namespace

void add_check_command(CLI::App& app) {
  auto options = std::make_shared<CheckOptions>();  // lives as long as the callback
  CLI::App* const command =
      app.add_subcommand("check", "Every mistake in a workspace, with its place and remedy");
  command->add_option("DIR", options->folder, "A workspace, a folder of media, a file or an M3U8 playlist")
      ->required();
  command->add_flag("--json", options->json, "For programs: a JSON object");
  command->add_flag("--no-loudness", options->no_loudness,
                    "Measure no loudness; what was measured before is kept");
  command->callback([options] { run(*options); });
}

}  // namespace crier
