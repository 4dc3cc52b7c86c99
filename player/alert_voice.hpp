// SPDX-License-Identifier: Apache-2.0
// AlertVoice: lets the worst alert in force be heard, once when it is raised. Main thread only; never waits.
#pragma once

#include <string>
#include <vector>

#include "content/alerts/alert_board.hpp"
#include "player/alerts/announcer.hpp"
#include "player/sound/sound_output.hpp"

namespace crier {

class AlertVoice {
 public:
  // `sound` outlives it.
  explicit AlertVoice(SoundOutput& sound) : sound_(sound) {}

  // Call a few times a second with the alerts in force, worst first. One that is cleared falls silent.
  void follow(const std::vector<ShownAlert>& alerts);

 private:
  SoundOutput& sound_;
  Announcer announcer_;
  std::string current_;  // key of the alert that is announced, or was last
  bool is_spoken_ = false;
};

}  // namespace crier
