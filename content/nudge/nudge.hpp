// SPDX-License-Identifier: Apache-2.0
// Nudges: a message without content through an MQTT broker (MQTT 3.1.1), which says only "look now". The
// broker is trusted with nothing: whoever forges one makes a screen ask its repository once more, and whoever
// keeps one back makes it wait for its next poll.
//
//   mqtt://broker.example/crier/hall         port 1883; the path is the topic
//   mqtts://name:password@broker.example:8883/crier/hall
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "config/clock.hpp"
#include "config/log.hpp"
#include "config/result.hpp"

namespace crier {

struct NudgeAddress {
  std::string host;
  int port = 1883;
  std::string topic;
  std::string user;  // empty: none
  std::string password;
  bool is_secure = false;
  std::filesystem::path authority;  // certificates in PEM that TLS is held to; empty: the system's
};

Result<NudgeAddress> parse_nudge_address(std::string_view text);

// Sends one and waits until the broker has it, at most some seconds. Any thread.
Result<void> send_nudge(const NudgeAddress& address);

// Hears nudges on a thread of its own, and connects again for ever where it cannot.
class NudgeListener {
 public:
  // `heard` is called on that thread, after each nudge and each time the connection comes up: one may have
  // been missed. It must not wait. `log` outlives this object.
  static Result<std::unique_ptr<NudgeListener>> start(NudgeAddress address, std::function<void()> heard,
                                                      Log& log);
  ~NudgeListener();
  NudgeListener(const NudgeListener&) = delete;
  NudgeListener& operator=(const NudgeListener&) = delete;

 private:
  struct Connection;
  explicit NudgeListener(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
  std::jthread thread_;  // last: stops before what it uses goes
};

}  // namespace crier
