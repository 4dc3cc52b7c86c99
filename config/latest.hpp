// SPDX-License-Identifier: Apache-2.0
// Latest<T>: one value that writers replace and readers copy; a reader may wait for the next replacement.
// Safe on any number of threads. With BoundedQueue<T> it owns every mutex in the program.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>
#include <utility>

#include "config/clock.hpp"

namespace crier {

template <class T>
class Latest {
 public:
  explicit Latest(T value) : value_(std::move(value)) {}

  void put(T value) {
    {
      const std::lock_guard lock(mutex_);
      value_ = std::move(value);
    }
    replaced_.notify_all();
  }

  T get() const {
    const std::lock_guard lock(mutex_);
    return value_;
  }

  // Changes the value under the lock; `change` must be short and must not wait.
  template <class Change>
  void update(Change change) {
    {
      const std::lock_guard lock(mutex_);
      change(value_);
    }
    replaced_.notify_all();
  }

  // Waits until the value satisfies `wanted`, `deadline` passes or a stop is asked for; true where it does.
  template <class Wanted>
  bool wait_until(MonotonicTime deadline, const std::stop_token& stop, Wanted wanted) const {
    std::unique_lock lock(mutex_);
    return replaced_.wait_until(lock, stop, deadline, [this, &wanted] { return wanted(value_); });
  }

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable_any replaced_;
  T value_;
};

}  // namespace crier
