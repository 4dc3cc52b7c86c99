// SPDX-License-Identifier: Apache-2.0
// Doorbell: wakes the main thread (wake_displays) when a process has said something; carries no data. Its
// methods belong to the main thread.
#pragma once

#include <thread>

namespace crier {

class Doorbell {
 public:
  Doorbell();
  ~Doorbell();
  Doorbell(const Doorbell&) = delete;
  Doorbell& operator=(const Doorbell&) = delete;

  // Closing the descriptor ends it.
  void watch(int fd);

 private:
  void run(const std::stop_token& stop) const;

  const int epoll_;
  const int stop_;
  std::jthread thread_;
};

}  // namespace crier
