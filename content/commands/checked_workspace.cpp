// SPDX-License-Identifier: Apache-2.0
#include "content/commands/checked_workspace.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "content/commands/command.hpp"
#include "content/workspace/caption_check.hpp"
#include "content/workspace/loudness_survey.hpp"

namespace crier {
namespace {

// One line on a terminal, written over until it is wiped away; elsewhere nothing.
void show_progress(std::size_t done, std::size_t all, const std::string& name) {
  if (isatty(STDERR_FILENO) == 0) return;
  fmt::print(stderr, "\r\033[Kmeasuring loudness: {} of {}, {}", done, all, name);
  if (done == all) fmt::print(stderr, "\r\033[K");
  std::fflush(stderr);
}

}  // namespace

Workspace judged_workspace(const std::string& folder, LoudnessCheck loudness) {
  auto workspace = load_workspace(folder);
  if (!workspace) stop_with(workspace.error());
  std::error_code error;
  if (loudness == LoudnessCheck::measure && std::filesystem::is_directory(folder, error))
    survey_loudness(workspace->office, &show_progress, workspace->diagnostics);
  check_captions(workspace->office, workspace->diagnostics);
  return *std::move(workspace);
}

Workspace checked_workspace(const std::string& folder) {
  Workspace workspace = judged_workspace(folder, LoudnessCheck::measure);
  for (const Diagnostic& diagnostic : workspace.diagnostics) fmt::print(stderr, "{}\n", to_text(diagnostic));
  if (has_errors(workspace.diagnostics))
    stop_with({ErrorCode::format, folder + " has mistakes, and is not published before they are mended"});
  return workspace;
}

}  // namespace crier
