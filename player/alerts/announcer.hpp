// SPDX-License-Identifier: Apache-2.0
// Announcer: makes announcements on a thread of its own, one at a time. Its methods belong to the main thread
// and do not wait.
#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "config/latest.hpp"
#include "content/alerts/alert_board.hpp"

namespace crier {

struct Announcement {
  std::string key;  // of the alert
  std::shared_ptr<const std::vector<float>>
      samples;  // as make_announcement gives them; shared with whoever plays them
};

class Announcer {
 public:
  Announcer();
  ~Announcer();
  Announcer(const Announcer&) = delete;
  Announcer& operator=(const Announcer&) = delete;

  // Begins with this one; one that is being made is abandoned and its voice killed.
  void request(ShownAlert alert);

  // Abandons what is being made.
  void cancel();

  // The announcement of that alert, once it is made.
  std::optional<Announcement> ready(const std::string& key) const;

 private:
  struct Job {
    std::optional<ShownAlert> alert;
    std::stop_source abandon;
  };
  void run(const std::stop_token& stop);

  Latest<Job> job_{Job()};
  Latest<Announcement> made_{Announcement()};
  std::jthread thread_;
};

}  // namespace crier
