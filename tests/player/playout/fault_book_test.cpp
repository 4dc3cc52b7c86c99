// SPDX-License-Identifier: Apache-2.0
#include "player/playout/fault_book.hpp"

#include <gtest/gtest.h>

namespace crier {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

TEST(FaultBook, BarsForTwiceAsLongEachTimeUpToTenMinutes) {
  FaultBook book;
  MonotonicTime now{};
  EXPECT_FALSE(book.is_barred(1, now));
  EXPECT_TRUE(book.note_failure(1, now));
  EXPECT_TRUE(book.is_barred(1, now + seconds{4}));
  EXPECT_FALSE(book.is_barred(1, now + seconds{5}));
  EXPECT_FALSE(book.note_failure(1, now));
  EXPECT_TRUE(book.is_barred(1, now + seconds{9}));
  for (int i = 0; i < 20; ++i) book.note_failure(1, now);
  EXPECT_TRUE(book.is_barred(1, now + minutes{9}));
  EXPECT_FALSE(book.is_barred(1, now + minutes{10}));
  EXPECT_FALSE(book.is_barred(2, now));
}

TEST(FaultBook, ForgetsOnceItPlaysAgain) {
  FaultBook book;
  book.note_failure(1, MonotonicTime{});
  book.note_success(1);
  EXPECT_FALSE(book.is_barred(1, MonotonicTime{}));
  EXPECT_TRUE(book.note_failure(1, MonotonicTime{}));
}

}  // namespace
}  // namespace crier
