// SPDX-License-Identifier: Apache-2.0
// What the subcommands of `crier` share. Main thread only.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "config/result.hpp"
#include "content/schedule/planner.hpp"
#include "content/workspace/workspace.hpp"

namespace CLI {
class App;
}

namespace crier {

inline constexpr int kBadInput = 1;
inline constexpr int kWrongUsage = 2;
inline constexpr int kInterrupted = 130;  // as shells count it: 128 and SIGINT

// Each adds one subcommand; its callback throws CLI::RuntimeError with the exit status where it is not 0.
void add_plan_command(CLI::App& app);
void add_why_command(CLI::App& app);
void add_occurrences_command(CLI::App& app);
void add_approve_command(CLI::App& app);
void add_check_command(CLI::App& app);
void add_figures_command(CLI::App& app);
void add_inbox_command(CLI::App& app);
void add_keys_command(CLI::App& app);
void add_media_command(CLI::App& app);
void add_new_command(CLI::App& app);
void add_preview_command(CLI::App& app);
void add_sync_command(CLI::App& app);
void add_publish_command(CLI::App& app);
void add_status_command(CLI::App& app);

// A workspace with the planner of one of its screens. Not copied: the planner refers to the workspace.
struct PlannedScreen {
  Workspace workspace;
  const Screen* screen = nullptr;
  std::optional<Planner> planner;

  static Result<std::unique_ptr<PlannedScreen>> open(const std::string& folder, const std::string& screen_id);

  // A TIME of the command line: RFC 3339, on the office's clock where it names no offset; empty: now.
  Result<WallTime> time(const std::string& text) const;
  std::string text(WallTime time) const;  // RFC 3339 with the office's offset
  std::string medium_name(const Item* item) const;
};

// Prints "crier: ..." on standard error and ends the subcommand.
[[noreturn]] void stop_with(const Error& error, int status = kBadInput);

// A validator's verdict for CLI11: empty where the text is a time.
std::string check_time_text(const std::string& text);

}  // namespace crier
