// SPDX-License-Identifier: Apache-2.0
#include "kiosk/doorbell.hpp"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "player/display/display.hpp"

namespace crier {

Doorbell::Doorbell() : epoll_(epoll_create1(EPOLL_CLOEXEC)), stop_(eventfd(0, EFD_CLOEXEC)) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = stop_;
  epoll_ctl(epoll_, EPOLL_CTL_ADD, stop_, &event);
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

Doorbell::~Doorbell() {
  thread_.request_stop();
  eventfd_write(stop_, 1);
  thread_.join();
  close(epoll_);
  close(stop_);
}

void Doorbell::watch(int fd) {
  epoll_event event{};
  event.events = EPOLLIN | EPOLLRDHUP | EPOLLET;
  event.data.fd = fd;
  epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event);
}

void Doorbell::run(const std::stop_token& stop) const {
  while (!stop.stop_requested()) {
    epoll_event event{};
    if (epoll_wait(epoll_, &event, 1, -1) == 1 && event.data.fd != stop_) wake_displays();
  }
}

}  // namespace crier
