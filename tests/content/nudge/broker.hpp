// SPDX-License-Identifier: Apache-2.0
// A real MQTT broker on loopback, for as long as the object lives.
#pragma once

#include <sys/types.h>

#include "tests/content/media/clips.hpp"

namespace crier {

int free_port();

class Broker {
 public:
  explicit Broker(int port);
  ~Broker();
  Broker(const Broker&) = delete;
  Broker& operator=(const Broker&) = delete;

  bool runs() const { return process_ > 0; }

 private:
  TemporaryFolder folder_;
  pid_t process_ = -1;
};

}  // namespace crier
