// SPDX-License-Identifier: Apache-2.0
#include "config/bounded_queue.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "config/latest.hpp"

namespace crier {
namespace {

MonotonicTime soon() {
  return SystemClock().monotonic() + std::chrono::seconds{20};
}

TEST(BoundedQueue, KeepsOrderAcrossThreadsAndNeverExceedsItsCapacity) {
  BoundedQueue<int> queue(3);
  std::jthread writer([&queue](const std::stop_token& stop) {
    for (int i = 0; i < 1000; ++i) {
      int value = i;
      ASSERT_TRUE(queue.push_until(value, soon(), stop));
    }
  });
  for (int i = 0; i < 1000; ++i) {
    EXPECT_LE(queue.size(), 3U);
    EXPECT_EQ(queue.pop_until(soon(), {}), i);
  }
}

TEST(BoundedQueue, AFullOneLeavesTheValueWithItsOwner) {
  BoundedQueue<std::unique_ptr<int>> queue(1);
  auto first = std::make_unique<int>(1);
  auto second = std::make_unique<int>(2);
  EXPECT_TRUE(queue.try_push(first));
  EXPECT_FALSE(queue.try_push(second));
  EXPECT_NE(second, nullptr);
  EXPECT_FALSE(queue.push_until(second, MonotonicTime::min(), {}));
  EXPECT_NE(second, nullptr);
}

TEST(BoundedQueue, StopWakesBothSides) {
  BoundedQueue<int> full(1);
  int value = 1;
  ASSERT_TRUE(full.try_push(value));
  BoundedQueue<int> empty(1);
  std::jthread waiting([&](const std::stop_token& stop) {
    int more = 2;
    EXPECT_FALSE(full.push_until(more, MonotonicTime::max(), stop));
    EXPECT_FALSE(empty.pop_until(MonotonicTime::max(), stop));
  });
  waiting.request_stop();
  waiting.join();
}

TEST(BoundedQueue, ClearMakesRoom) {
  BoundedQueue<int> queue(1);
  int value = 1;
  ASSERT_TRUE(queue.try_push(value));
  queue.clear();
  EXPECT_TRUE(queue.try_push(value));
  EXPECT_EQ(queue.size(), 1U);
}

TEST(Latest, AReaderWaitsForTheValueItWants) {
  Latest<int> latest(0);
  std::jthread writer([&latest] {
    latest.put(1);
    latest.update([](int& value) { value += 1; });
  });
  EXPECT_TRUE(latest.wait_until(soon(), {}, [](int value) { return value == 2; }));
  EXPECT_EQ(latest.get(), 2);
  EXPECT_FALSE(latest.wait_until(MonotonicTime::min(), {}, [](int value) { return value == 3; }));
}

}  // namespace
}  // namespace crier
