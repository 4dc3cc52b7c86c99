// SPDX-License-Identifier: Apache-2.0
#include "tests/content/nudge/broker.hpp"

#include <fmt/format.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace crier {

int free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address);
  socklen_t length = sizeof address;
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length);
  ::close(socket);
  return ntohs(address.sin_port);
}

Broker::Broker(int port) {
  write_file(folder_ / "broker.conf", fmt::format("listener {} 127.0.0.1\nallow_anonymous true\n", port));
  const std::string file = (folder_ / "broker.conf").string();
  const char* const arguments[] = {"mosquitto", "-c", file.c_str(), nullptr};
  for (const char* const program : {"/usr/sbin/mosquitto", "/usr/bin/mosquitto"}) {
    if (::posix_spawn(&process_, program, nullptr, nullptr, const_cast<char**>(arguments), environ) == 0)
      return;
  }
  process_ = -1;
}

Broker::~Broker() {
  if (process_ <= 0) return;
  ::kill(process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
}

}  // namespace crier
