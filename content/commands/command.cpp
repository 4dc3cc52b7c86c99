// SPDX-License-Identifier: Apache-2.0
#include "content/commands/command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <utility>

#include "config/diagnostic.hpp"
#include "config/time_text.hpp"

namespace crier {
namespace {

Result<const Screen*> choose(const Office& office, const std::string& id) {
  if (id.empty() && office.screens.size() == 1) return &office.screens.front();
  std::vector<std::string> ids;
  for (const Screen& screen : office.screens) ids.push_back(screen.id);
  if (id.empty()) {
    return fail(
        ErrorCode::invalid_argument,
        fmt::format("the office has several screens; choose one with --screen: {}", fmt::join(ids, ", ")));
  }
  if (const Screen* screen = find_screen(office, id)) return screen;
  const std::string nearest = closest(id, ids);
  return fail(ErrorCode::not_found,
              nearest.empty()
                  ? fmt::format("there is no screen \"{}\"; choose one of: {}", id, fmt::join(ids, ", "))
                  : fmt::format("there is no screen \"{}\"; did you mean \"{}\"?", id, nearest));
}

// A screen may be missing because its file has mistakes: they are told with it.
Error with_mistakes(const Error& error, const Diagnostics& diagnostics) {
  std::string mistakes;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity == Severity::error) mistakes += "\n" + to_text(diagnostic);
  }
  return {error.code, error.message + mistakes};
}

}  // namespace

Result<std::unique_ptr<PlannedScreen>> PlannedScreen::open(const std::string& folder,
                                                           const std::string& screen_id) {
  auto workspace = load_workspace(folder);
  if (!workspace) return tl::unexpected(workspace.error());
  auto planned = std::make_unique<PlannedScreen>();
  planned->workspace = std::move(*workspace);
  const auto screen = choose(planned->workspace.office, screen_id);
  if (!screen) return tl::unexpected(with_mistakes(screen.error(), planned->workspace.diagnostics));
  planned->screen = *screen;
  auto planner = Planner::create(planned->workspace.office, **screen);
  if (!planner) return tl::unexpected(planner.error());
  planned->planner.emplace(std::move(*planner));
  return planned;
}

Result<WallTime> PlannedScreen::time(const std::string& text) const {
  if (text.empty()) return SystemClock().wall();
  const auto written = parse_time(text);
  if (!written) return tl::unexpected(written.error());
  if (!written->offset) return planner->from_local(written->local);
  return WallTime{(written->local - *written->offset).time_since_epoch()};
}

std::string PlannedScreen::text(WallTime time) const {
  return format_time(time, planner->utc_offset(time));
}

std::string PlannedScreen::medium_name(const Item* item) const {
  return item == nullptr ? std::string() : workspace.office.media[item->medium].name;
}

void stop_with(const Error& error, int status) {
  fmt::print(stderr, "crier: {}\n", error.message);
  throw CLI::RuntimeError(status);
}

std::string check_time_text(const std::string& text) {
  const auto time = parse_time(text);
  return time ? std::string() : time.error().message;
}

}  // namespace crier
