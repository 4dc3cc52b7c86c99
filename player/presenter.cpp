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
    attend_guest();
    follow_clock();
    tick();
    const auto next = next_change();
    if (!next) {
      wait_for_pictures(end);
      continue;
    }
    // What is on since ever is due now.
    const WallTime due = std::max(*next, clock_.now());
    const Nanoseconds wait = clock_.monotonic(due) - clock_.monotonic();
    if (wait > kShortWait) {
      listen(std::min({wait - kWakeBefore, kLongestWait, end - clock_.monotonic()}));
    } else {
      show(due);
    }
  }
}

// False where a display asks to quit.
bool Presenter::handle_events() {
  for (Output& output : outputs_) {
    bool exposed = false;
    while (const auto event = output.display->poll_event()) {
      if (*event == DisplayEvent::quit) return false;
      exposed = true;
    }
    if (!exposed || !output.stage->has_begun()) continue;
    output.stage->damage_all();
    if (draw(output) && output.display->present()) record_.repeated();
  }
  return true;
}

// The programme rests under the guest's cover, and finds its place by the clock when it is gone.
void Presenter::attend_guest() {
  if (guest_ == nullptr) return;
  Output& output = outputs_.front();
  for (const InputEvent& event : output.display->take_input()) guest_->input(event);
  const bool covers = guest_->covers(clock_.monotonic());
  if (covers == output.stage->is_covered()) return;
  if (!covers) relock_programmes();
  output.stage->set_covered(covers, clock_.now());
  if (output.stage->has_begun() && draw(output) && output.display->present()) record_.repeated();
}

void Presenter::follow_clock() {
  if (clock_.observe() != PlayoutClock::Change::relock) return;
  log_.info("clock-step", {{"action", "finding the place anew"}});
  for (Output& output : outputs_) output.stage->relock(clock_.now());
  relock_programmes();
}

void Presenter::relock_programmes() {
  edition_->programmes().relock();
  succession_.relock(clock_.now());
}

void Presenter::take_over() {
  edition_ = &succession_.take_over();
  for (std::size_t i = 0; i < outputs_.size(); ++i) {
    outputs_[i].stage = &edition_->stage(i);
    outputs_[i].stage->damage_all();
  }
}

void Presenter::tick() {
  const MonotonicTime now = clock_.monotonic();
  if (now < next_tick_) return;
  next_tick_ = now + kLongestWait;
  for (std::string& error : edition_->programmes().take_errors()) record_.error(std::move(error));
  if (tick_) tick_(clock_.wall(now));
}

void Presenter::listen(Nanoseconds wait) {
  outputs_.front().display->wait_event(wait);
}

// Nothing is ready. Where nothing can change soon either, the machine may rest.
void Presenter::wait_for_pictures(MonotonicTime end) {
  WallTime certain = WallTime::max();
  for (const Output& output : outputs_) certain = std::min(certain, output.stage->certain_until());
  const MonotonicTime now = clock_.monotonic();
  const WallTime wall = clock_.wall(now);
  if (certain > wall + kShortWait) {
    const Nanoseconds quiet = certain > wall + 2 * kLongestWait ? kLongestWait : certain - wall - kWakeBefore;
    listen(std::min({quiet, kLongestWait, end - now}));
    return;
  }
  Stage& first = *outputs_.front().stage;
  FeedZone* const programme = first.programme();
  if (programme != nullptr && !first.is_covered()) {
    programme->wait_until(std::min(now + kCueWait, end));
  } else {
    listen(kCueWait);
  }
}

std::optional<WallTime> Presenter::next_change() {
  const WallTime now = clock_.now();
  std::optional<WallTime> next;
  for (Output& output : outputs_) {
    output.stage->pull(now);
    if (const auto change = output.stage->next_change()) next = next ? std::min(*next, *change) : *change;
  }
  if (FeedZone* const programme = outputs_.front().stage->programme())
    record_.dropped(programme->take_dropped());
  succession_due_ = succession_.due(now);
  if (succession_due_) next = next ? std::min(*next, *succession_due_) : *succession_due_;
  return next;
}

bool Presenter::draw(Output& output) {
  const auto drawn = output.display->draw(output.stage->composition());
  output.stage->drawn();
  if (!drawn) {
    if (!output.has_failed) log_.error("display", {{"reason", drawn.error().message}});
    output.stage->damage_all();  // nobody knows what it holds now
  }
  output.has_failed = !drawn;
  return drawn.has_value();
}

// What changes at `time` is drawn before it, and presented on it on all displays.
void Presenter::show(WallTime time) {
  if (succession_due_ && *succession_due_ <= time) take_over();
  std::vector<Output*> changed;
  for (Output& output : outputs_) {
    if (output.stage->advance(time) && draw(output)) changed.push_back(&output);
  }
  sleep_until(clock_.monotonic(time));
  for (Output* const output : changed) present(*output, time);
}

void Presenter::present(Output& output, WallTime due) {
  if (!output.display->present()) {
    output.stage->damage_all();
    return;
  }
  if (&output != &outputs_.front()) return;
  record_.presented();
  if (output.stage->is_covered()) return;
  if (output.stage->programme() != nullptr && output.stage->programme()->on_screen())
    note_programme(*output.stage->programme()->on_screen());
  if (presented_) presented_(due);
}

// Tells the log of a picture of the programme the first time it was presented.
void Presenter::note_programme(const Cue& cue) {
  if (cue.turn == noted_turn_ && cue.due == noted_due_) return;
  noted_turn_ = cue.turn;
  noted_due_ = cue.due;
  Shown shown;
  shown.turn = cue.turn;
  shown.medium = cue.medium;
  shown.due = cue.due;
  shown.hold = cue.ends - cue.due;
  shown.presented = clock_.now();
  if (sound_ != nullptr) shown.sound_lateness = sound_->lateness();
  record_.shown(shown);
}

}  // namespace crier
