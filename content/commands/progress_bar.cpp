// SPDX-License-Identifier: Apache-2.0
#include "content/commands/progress_bar.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace crier {
namespace {

using std::chrono::duration;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Nanoseconds kBetweenDrawings = milliseconds{200};
constexpr int kUsualColumns = 80;
constexpr int kWidestBar = 40;
constexpr int kNarrowestBar = 8;
constexpr const char* kWipe = "\r\x1b[K";  // to the line's beginning, and clear it (ECMA-48 EL)

int terminal_columns() {
  winsize size{};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kUsualColumns;
  return size.ws_col;
}

std::string clock_text(Nanoseconds elapsed) {
  const auto whole = std::chrono::floor<seconds>(elapsed).count();
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

}  // namespace

std::string progress_line(const std::string& name, double fraction, Nanoseconds elapsed, Nanoseconds length,
                          int columns) {
  const double part = std::clamp(fraction, 0.0, 1.0);
  std::string figures = fmt::format("{:3.0f} %  {}", part * 100, clock_text(elapsed));
  if (part > 0 && elapsed > milliseconds{500} && length > Nanoseconds{0})
    figures +=
        fmt::format("  {:.1f}x real time", part * duration<double>(length) / duration<double>(elapsed));
  // A name's bytes are at least its columns; the last column stays free, as some terminals wrap at it.
  int room = columns - 1 - static_cast<int>(figures.size());
  const bool has_name = static_cast<int>(name.size()) + 1 + kNarrowestBar + 4 <= room;
  if (has_name) room -= static_cast<int>(name.size()) + 1;
  const int bar = std::min(room - 4, kWidestBar);
  if (bar < kNarrowestBar) return figures.substr(0, static_cast<std::size_t>(std::max(columns - 1, 0)));
  const auto filled = static_cast<std::size_t>(part * bar);
  return fmt::format("{}{}[{}{}]  {}", has_name ? name : "", has_name ? " " : "", std::string(filled, '#'),
                     std::string(static_cast<std::size_t>(bar) - filled, '.'), figures);
}

ProgressBar::ProgressBar(std::string name, Nanoseconds length)
    : name_(std::move(name)), length_(length), is_terminal_(isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() {
  wipe();
}

void ProgressBar::show(double fraction, Nanoseconds elapsed) {
  if (!is_terminal_ || (is_drawn_ && elapsed - drawn_at_ < kBetweenDrawings)) return;
  fmt::print(stderr, "{}{}", kWipe, progress_line(name_, fraction, elapsed, length_, terminal_columns()));
  std::fflush(stderr);
  is_drawn_ = true;
  drawn_at_ = elapsed;
}

void ProgressBar::print_above(std::string_view line) {
  wipe();
  fmt::print(stderr, "{}\n", line);
}

void ProgressBar::wipe() {
  if (is_drawn_) fmt::print(stderr, "{}", kWipe);
  is_drawn_ = false;
}

}  // namespace crier
