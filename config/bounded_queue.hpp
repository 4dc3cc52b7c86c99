// SPDX-License-Identifier: Apache-2.0
// BoundedQueue<T>: hands values from one thread to another, in order, never more than `capacity` at a time.
// Safe on any number of threads. With Latest<T> it owns every mutex in the program.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

#include "config/clock.hpp"

namespace crier {

template <class T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}

  // Waits for space until `deadline` or a stop. True where `value` was moved in; otherwise it is untouched.
  bool push_until(T& value, MonotonicTime deadline, const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    if (!space_.wait_until(lock, stop, deadline, [this] { return values_.size() < capacity_; })) return false;
    values_.push_back(std::move(value));
    lock.unlock();
    filled_.notify_one();
    return true;
  }

  // Does not wait. False where the queue is full; `value` is then untouched.
  bool try_push(T& value) {
    {
      const std::lock_guard lock(mutex_);
      if (values_.size() >= capacity_) return false;
      values_.push_back(std::move(value));
    }
    filled_.notify_one();
    return true;
  }

  // Waits for a value until `deadline` or a stop.
  std::optional<T> pop_until(MonotonicTime deadline, const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    if (!filled_.wait_until(lock, stop, deadline, [this] { return !values_.empty(); })) return std::nullopt;
    return take_front(lock);
  }

  std::optional<T> try_pop() {
    std::unique_lock lock(mutex_);
    if (values_.empty()) return std::nullopt;
    return take_front(lock);
  }

  void clear() {
    std::deque<T> old;  // destroyed outside the lock
    {
      const std::lock_guard lock(mutex_);
      old.swap(values_);
    }
    space_.notify_all();
  }

  std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return values_.size();
  }

 private:
  std::optional<T> take_front(std::unique_lock<std::mutex>& lock) {
    std::optional<T> value(std::move(values_.front()));
    values_.pop_front();
    lock.unlock();
    space_.notify_one();
    return value;
  }

  const std::size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable_any space_;
  std::condition_variable_any filled_;
  std::deque<T> values_;
};

}  // namespace crier
