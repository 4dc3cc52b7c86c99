// SPDX-License-Identifier: Apache-2.0
// AlertWatch: watches folders of alerts on a thread of its own and tells the main thread which ones to show.
// An alert can be shown a few milliseconds after its file was closed or moved into place; where the file
// system tells nothing (network mounts), two seconds. On a machine whose clock was never set the newest
// message is taken for news. Each decision is logged once: alert-accepted,
// alert-refused with its reason, alert-raised, alert-cleared.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "config/clock.hpp"
#include "config/latest.hpp"
#include "config/log.hpp"
#include "content/alerts/alert_board.hpp"
#include "player/alerts/folder_events.hpp"

namespace crier {

struct AlertWatchOptions {
  std::vector<std::filesystem::path> folders;  // none need exist yet
  AlertAudience audience;
  std::function<void()> changed;  // called on the watch's thread when shown() has changed; may be empty
  Nanoseconds rescan = std::chrono::seconds{2};  // how often folders are read without being told to
};

class AlertWatch {
 public:
  // `clock` and `log` outlive it.
  AlertWatch(AlertWatchOptions options, const Clock& clock, Log& log);
  ~AlertWatch();
  AlertWatch(const AlertWatch&) = delete;
  AlertWatch& operator=(const AlertWatch&) = delete;

  // In the order of AlertBoard::shown; none that have expired by `now`. Any thread; does not wait.
  std::vector<ShownAlert> shown(WallTime now) const;

  // True once the folders were read. Any thread; does not wait.
  bool has_looked() const { return has_looked_; }

  // Grows whenever shown() changes for another reason than `now`. Any thread; does not wait.
  std::uint64_t revision() const;

 private:
  struct State {
    std::uint64_t revision = 0;
    std::vector<ShownAlert> shown;
  };

  void run(const std::stop_token& stop);
  void log_accepted(const AlertBoard& board, const std::vector<std::string>& accepted, WallTime now);
  void publish(const AlertBoard& board, WallTime now);
  void log_changes(const AlertBoard& board, const std::vector<ShownAlert>& before,
                   const std::vector<ShownAlert>& after, WallTime now);

  const AlertWatchOptions options_;
  const Clock& clock_;
  Log& log_;
  FolderEvents events_;
  Latest<State> state_;
  std::atomic<bool> has_looked_{false};
  std::jthread thread_;
};

}  // namespace crier
