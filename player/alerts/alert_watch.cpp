// SPDX-License-Identifier: Apache-2.0
#include "player/alerts/alert_watch.hpp"

#include <algorithm>
#include <utility>

#include "player/alerts/alert_intake.hpp"

namespace crier {
namespace {

bool holds(const std::vector<ShownAlert>& alerts, const std::string& key) {
  return std::any_of(alerts.begin(), alerts.end(), [&](const ShownAlert& alert) { return alert.key == key; });
}

bool looks_the_same(const std::vector<ShownAlert>& a, const std::vector<ShownAlert>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const ShownAlert& x, const ShownAlert& y) {
    return x.alert == y.alert && x.info_index == y.info_index && x.until == y.until;
  });
}

// A machine whose clock was never set does not know what has expired: it takes the newest message for news.
WallTime time_of(const AlertBoard& board, WallTime wall) {
  constexpr WallTime kProgramWritten = std::chrono::sys_days{std::chrono::year{2026} / 1 / 1};
  return wall < kProgramWritten ? board.latest_sent().value_or(wall) : wall;
}

}  // namespace

AlertWatch::AlertWatch(AlertWatchOptions options, const Clock& clock, Log& log)
    : options_(std::move(options)),
      clock_(clock),
      log_(log),
      events_(options_.folders),
      state_(State()),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

AlertWatch::~AlertWatch() {
  thread_.request_stop();
  events_.wake();
}

std::vector<ShownAlert> AlertWatch::shown(WallTime now) const {
  std::vector<ShownAlert> shown = state_.get().shown;
  std::erase_if(shown, [now](const ShownAlert& alert) { return alert.until <= now; });
  return shown;
}

std::uint64_t AlertWatch::revision() const {
  return state_.get().revision;
}

void AlertWatch::run(const std::stop_token& stop) {
  AlertIntake intake(options_.folders, log_);
  AlertBoard board;
  while (!stop.stop_requested()) {
    const std::vector<std::string> accepted = intake.scan(board);
    const WallTime now = time_of(board, clock_.wall());
    if (!accepted.empty()) log_accepted(board, accepted, now);
    publish(board, now);
    has_looked_ = true;
    Nanoseconds pause = options_.rescan;
    if (const auto next = board.next_change(now)) pause = std::min(pause, *next - now);
    events_.wait(pause);
  }
}

void AlertWatch::log_accepted(const AlertBoard& board, const std::vector<std::string>& accepted,
                              WallTime now) {
  const auto idle = board.idle(now, options_.audience);
  for (const std::string& file : accepted) {
    const auto reason = idle.find(file);
    if (reason == idle.end()) {
      log_.info("alert-accepted", {{"file", file}});
    } else {
      log_.info("alert-refused", {{"file", file}, {"reason", reason->second}});
    }
  }
}

void AlertWatch::publish(const AlertBoard& board, WallTime now) {
  std::vector<ShownAlert> shown = board.shown(now, options_.audience);
  const std::vector<ShownAlert> before = state_.get().shown;
  if (looks_the_same(before, shown)) return;
  log_changes(board, before, shown, now);
  state_.update([&shown](State& state) {
    ++state.revision;
    state.shown = std::move(shown);
  });
  if (options_.changed) options_.changed();
}

void AlertWatch::log_changes(const AlertBoard& board, const std::vector<ShownAlert>& before,
                             const std::vector<ShownAlert>& after, WallTime now) {
  const auto idle = board.idle(now, options_.audience);
  for (const ShownAlert& alert : before) {
    if (holds(after, alert.key)) continue;
    const auto reason = idle.find(alert.file);
    log_.warning("alert-cleared",
                 {{"alert", alert.alert->identifier},
                  {"reason", reason == idle.end() ? "its file was withdrawn" : reason->second}});
  }
  for (const ShownAlert& alert : after) {
    if (holds(before, alert.key)) continue;
    log_.warning("alert-raised", {{"alert", alert.alert->identifier},
                                  {"file", alert.file},
                                  {"event", alert.info().event},
                                  {"exercise", alert.exercise ? "yes" : "no"}});
  }
}

}  // namespace crier
