// SPDX-License-Identifier: Apache-2.0
#include "content/commands/progress_bar.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace crier {
namespace {

using namespace std::chrono_literals;

TEST(ProgressBar, SaysHowFarHowLongAndHowFast) {
  struct Row {
    double fraction;
    Nanoseconds elapsed;
    int columns;
    std::string line;
  };
  const Row rows[] = {
      {0, 0s, 60, "a.mp4 [......................................]    0 %  0:00"},
      {0.42, 8s, 60, "a.mp4 [#########.............]   42 %  0:08  3.1x real time"},
      {1, 61s, 60, "a.mp4 [######################]  100 %  1:01  1.0x real time"},
      {0.5, 15s, 200, "a.mp4 [####################....................]   50 %  0:15  2.0x real time"},
      // The name goes first, then the bar.
      {0.5, 15s, 44, "[######......]   50 %  0:15  2.0x real time"},
      {0.5, 15s, 36, " 50 %  0:15  2.0x real time"},
      {0.5, 15s, 10, " 50 %  0:"},
      {0.5, 15s, 0, ""},
      // Figures that make no sense stay inside the line.
      {7, 15s, 60, "a.mp4 [######################]  100 %  0:15  4.0x real time"},
      {-1, 15s, 60, "a.mp4 [......................................]    0 %  0:15"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(progress_line("a.mp4", row.fraction, row.elapsed, 60s, row.columns), row.line);
    EXPECT_LE(static_cast<int>(row.line.size()), std::max(row.columns - 1, 0)) << row.line;
  }
}

}  // namespace
}  // namespace crier
