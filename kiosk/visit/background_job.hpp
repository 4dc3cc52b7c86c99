// SPDX-License-Identifier: Apache-2.0
// BackgroundJob<T>: one computation on a thread of its own, whose end can be waited for with poll(2). Owned
// by one thread, which never waits for it but in the destructor.
#pragma once

#include <sys/eventfd.h>
#include <unistd.h>

#include <functional>
#include <optional>
#include <thread>
#include <utility>

#include "config/bounded_queue.hpp"

namespace crier {

template <class T>
class BackgroundJob {
 public:
  explicit BackgroundJob(std::function<T()> work)
      : ready_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)), thread_([this, work = std::move(work)] {
          T result = work();
          results_.try_push(result);
          eventfd_write(ready_, 1);
        }) {}
  ~BackgroundJob() {
    if (thread_.joinable()) thread_.join();
    close(ready_);
  }
  BackgroundJob(const BackgroundJob&) = delete;
  BackgroundJob& operator=(const BackgroundJob&) = delete;

  int ready_fd() const { return ready_; }  // readable when the result is there

  // The result, once; none before it is there.
  std::optional<T> take() { return results_.try_pop(); }

 private:
  const int ready_;
  BoundedQueue<T> results_{1};
  std::jthread thread_;
};

}  // namespace crier
