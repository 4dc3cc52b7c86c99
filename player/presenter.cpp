// SPDX-License-Identifier: Apache-2.0
#include "player/presenter.hpp"

#include <cerrno>
#include <ctime>

#include <algorithm>
#include <utility>

namespace crier {
namespace {

using std::chrono::milliseconds;

// Before a moment further off than this, the thread listens for events instead of sleeping until it.
constexpr Nanoseconds kShortWait = milliseconds{50};
constexpr Nanoseconds kWakeBefore = milliseconds{20};
constexpr Nanoseconds kCueWait = milliseconds{20};
constexpr Nanoseconds kLongestWait = milliseconds{250};

void sleep_until(MonotonicTime time) {
  const std::int64_t ns = time.time_since_epoch().count();
  const timespec deadline{static_cast<std::time_t>(ns / 1'000'000'000),
                          static_cast<long>(ns % 1'000'000'000)};
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &deadline, nullptr) == EINTR) {
  }
}

}  // namespace

void Presenter::run(const std::atomic<bool>& stopped, MonotonicTime end) {
  while (!stopped && clock_.monotonic() < end) {
    if (!handle_events()) return;
    follow_clock();
    for (std::string& error : playout_.take_errors()) record_.error(std::move(error));
    take_due_cue(std::min(clock_.monotonic() + kCueWait, end));
    if (!pending_) continue;
    const Nanoseconds wait = clock_.monotonic(pending_->due) - clock_.monotonic();
    if (wait > kShortWait) {
      display_.wait_event(std::min({wait - kWakeBefore, kLongestWait, end - clock_.monotonic()}));
      continue;
    }
    show();
  }
}

// False where the display asks to quit.
bool Presenter::handle_events() {
  bool exposed = false;
  while (const auto event = display_.poll_event()) {
    if (*event == DisplayEvent::quit) return false;
    exposed = true;
  }
  if (exposed) redraw();
  return true;
}

void Presenter::follow_clock() {
  if (clock_.observe() != PlayoutClock::Change::relock) return;
  log_.info("clock-step", {{"action", "finding the place anew"}});
  pending_.reset();
  playout_.relock();
}

// Leaves in `pending_` the picture to show next: of several that are overdue only the last.
void Presenter::take_due_cue(MonotonicTime wait_until) {
  if (!pending_) pending_ = playout_.next_cue(wait_until);
  while (pending_ && pending_->ends <= clock_.now()) {
    auto later = playout_.next_cue(MonotonicTime::min());
    if (!later) return;
    record_.dropped(1);
    pending_ = std::move(later);
  }
}

void Presenter::show() {
  if (const auto drawn = display_.draw(pending_->picture); !drawn) {
    if (!display_failed_) log_.error("display", {{"reason", drawn.error().message}});
    display_failed_ = true;
    pending_.reset();
    return;
  }
  sleep_until(clock_.monotonic(pending_->due));
  if (!display_.present()) {
    pending_.reset();
    return;
  }
  display_failed_ = false;
  Shown shown;
  shown.turn = pending_->turn;
  shown.medium = pending_->medium;
  shown.due = pending_->due;
  shown.hold = pending_->ends - pending_->due;
  shown.presented = clock_.now();
  if (sound_ != nullptr) shown.sound_lateness = sound_->lateness();
  record_.shown(shown);
  on_screen_ = std::move(pending_);
  pending_.reset();
}

void Presenter::redraw() {
  if (!on_screen_) return;
  if (display_.draw(on_screen_->picture) && display_.present()) record_.repeated();
}

}  // namespace crier
