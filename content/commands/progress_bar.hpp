// SPDX-License-Identifier: Apache-2.0
// ProgressBar: one line at the foot of a terminal that says how far something is, redrawn in place. Silent
// where standard error is no terminal. Main thread only.
#pragma once

#include <string>
#include <string_view>

#include "config/clock.hpp"

namespace crier {

class ProgressBar {
 public:
  // `name` stands before the bar; `length` is how much time there is to render, which gives the speed; zero:
  // no speed is told.
  ProgressBar(std::string name, Nanoseconds length);
  // Wipes the line.
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  // `fraction` is 0 to 1. Draws a few times a second at most.
  void show(double fraction, Nanoseconds elapsed);

  // Prints a line on standard error, above the bar where there is one.
  void print_above(std::string_view line);

 private:
  void wipe();

  std::string name_;
  Nanoseconds length_;
  bool is_terminal_;
  bool is_drawn_ = false;
  Nanoseconds drawn_at_{0};
};

// The bar's line in at most `columns` columns: "a.mp4 [####....]  42 %  0:14  3.2x real time".
std::string progress_line(const std::string& name, double fraction, Nanoseconds elapsed, Nanoseconds length,
                          int columns);

}  // namespace crier
