// SPDX-License-Identifier: Apache-2.0
#include "config/log.hpp"

#include <gtest/gtest.h>

namespace crier {
namespace {

TEST(LogLine, QuotesWhatWouldBreakIt) {
  EXPECT_EQ(Log::line("started", {}), "started");
  EXPECT_EQ(Log::line("medium-skipped", {{"medium", "a.mp4"}, {"reason", "it is empty"}}),
            "medium-skipped medium=a.mp4 reason=\"it is empty\"");
  EXPECT_EQ(Log::line("e", {{"k", ""}, {"q", "say \"x\""}}), "e k=\"\" q=\"say \\\"x\\\"\"");
}

TEST(LogLine, NeverHoldsALineBreakOfAForeignName) {
  EXPECT_EQ(Log::line("e", {{"k", "a\nb\x1b"}}), "e k=a\\x0ab\\x1b");
}

}  // namespace
}  // namespace crier
