// SPDX-License-Identifier: Apache-2.0
#include "player/alert_voice.hpp"

namespace crier {

void AlertVoice::follow(const std::vector<ShownAlert>& alerts) {
  const std::string worst = alerts.empty() ? std::string() : alerts.front().key;
  if (worst != current_) {
    current_ = worst;
    is_spoken_ = false;
    sound_.stop_announcement();
    if (worst.empty()) {
      announcer_.cancel();
    } else {
      announcer_.request(alerts.front());
    }
  }
  if (current_.empty() || is_spoken_) return;
  if (const auto announcement = announcer_.ready(current_)) {
    sound_.announce(announcement->samples);
    is_spoken_ = true;
  }
}

}  // namespace crier
