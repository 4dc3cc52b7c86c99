// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "config/time_text.hpp"
#include "player/playout/active.hpp"

namespace crier {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Nanoseconds kSoundLead = milliseconds{700};
constexpr Nanoseconds kSoundCheck = milliseconds{200};
constexpr Nanoseconds kIdleCheck = milliseconds{500};
constexpr Nanoseconds kRecordingCheck = milliseconds{2};  // the clock may have been moved any distance

// Catching up decodes only pictures that others refer to, until this close to where it should be.
constexpr Nanoseconds kFarBehind = milliseconds{400};
constexpr Nanoseconds kNearlyThere = milliseconds{330};
// Later than this nobody catches up by decoding: the turn is joined anew.
constexpr Nanoseconds kLost = seconds{3};
// A machine that is too slow still moves its picture this often.
constexpr Nanoseconds kLeastProgress = milliseconds{100};
// A film that ends this much before its time broke off; below, its last picture is held.
constexpr Nanoseconds kToleratedGap = milliseconds{500};
constexpr Nanoseconds kGuessedDuration = milliseconds{40};
constexpr int kSliver = 3;  // less than this part of a picture's time is one

}  // namespace

// Afterwards `active.pictures_end` says where a medium broke off.
Playout::Outcome Playout::play(Active& active, const std::stop_token& stop) {
  const Turn& turn = active.turn;
  transitions_.begin(
      turn.item != nullptr && turn.item->transition ? *turn.item->transition : options_.transition,
      turn.begins, turn.ends - turn.begins);
  Outcome outcome = Outcome::finished;
  if (active.item.source == nullptr || !active.item.source->has_pictures()) {
    Cue card{epoch_, turn.number, turn.medium(), turn.begins, turn.ends, options_.make_card(), nullptr};
    outcome = deliver(active, std::move(card), stop) ? Outcome::finished : Outcome::interrupted;
  } else {
    outcome = feed_pictures(active, stop);
  }
  if (outcome != Outcome::finished) return outcome;
  outcome = wait_for_end(active, stop);
  if (outcome == Outcome::finished && turn.item != nullptr && !turn.is_joined())
    faults_.note_success(turn.medium());
  return outcome;
}

Playout::Outcome Playout::feed_pictures(Active& active, const std::stop_token& stop) {
  const Turn& turn = active.turn;
  MediaSource& source = *active.item.source;
  WallTime last_due = WallTime::min();
  while (!is_interrupted(stop)) {
    auto picture = active.next_picture();
    if (!picture) {
      if (picture.error().code == ErrorCode::cancelled) return Outcome::interrupted;
      note_fault(turn, picture.error().message);
      return Outcome::broke_off;
    }
    if (!*picture) {
      if (source.is_still() || turn.ends - active.pictures_end <= kToleratedGap) return Outcome::finished;
      note_fault(
          turn,
          fmt::format("it breaks off after {} of {}",
                      format_duration(std::chrono::floor<milliseconds>(active.pictures_end - turn.origin)),
                      format_duration(std::chrono::floor<milliseconds>(turn.item->duration))));
      return Outcome::broke_off;
    }
    const Nanoseconds duration =
        (*picture)->duration() > Nanoseconds{0} ? (*picture)->duration() : kGuessedDuration;
    const WallTime due = std::max(turn.origin + (*picture)->position(), turn.begins);
    if (due >= turn.ends) return Outcome::finished;
    WallTime ends = source.is_still() ? turn.ends : turn.origin + (*picture)->position() + duration;
    if (ends <= turn.begins) continue;
    ends = std::min(ends, turn.ends);
    active.pictures_end = ends;
    const bool begins_now = turn.begins == start_ && due == start_ && !source.is_still();
    if (begins_now && !options_.begins_with_sliver && ends < turn.ends && ends - due < duration / kSliver)
      continue;

    const WallTime now = clock_.now();
    const bool first = last_due == WallTime::min();
    if (now - due > kFarBehind) source.set_effort(MediaSource::Effort::references_only);
    if (now - due < kNearlyThere) source.set_effort(MediaSource::Effort::full);
    if (!first && now - due > kLost) return Outcome::lost;
    if (ends <= now && (first || due - last_due < kLeastProgress)) {
      if (!first) ++dropped_;
      continue;
    }
    last_due = due;
    const Nanoseconds position = due - turn.origin;
    Cue cue{epoch_, turn.number, turn.medium(), due, ends, std::move(**picture), nullptr};
    if (active.item.captions != nullptr) cue.overlay = active.item.captions->at(position);
    if (!deliver(active, std::move(cue), stop)) return Outcome::interrupted;
    // Pictures lie ahead of their moments now: time to set the words that come next.
    if (active.item.captions != nullptr) active.item.captions->look_ahead(position);
  }
  return Outcome::interrupted;
}

// All pictures are handed over; sound and the next item remain to be seen to.
Playout::Outcome Playout::wait_for_end(Active& active, const std::stop_token& stop) {
  while (!is_interrupted(stop)) {
    look_ahead(active);
    if (next_turn_ && !active.wants_sound()) return Outcome::finished;
    wanted_.wait_until(wake_time(active), stop,
                       [this](const Timeline& wanted) { return wanted.number != epoch_; });
  }
  return Outcome::interrupted;
}

// When to look after sound and the next item again, on the machine's own clock.
MonotonicTime Playout::wake_time(const Active& active) const {
  const Nanoseconds rest = options_.pace == Pace::as_decoded ? kRecordingCheck
                           : active.wants_sound()            ? kSoundCheck
                                                             : kIdleCheck;
  return std::chrono::steady_clock::now() + rest;
}

bool Playout::deliver(Active& active, Cue cue, const std::stop_token& stop) {
  for (Cue& part : transitions_.apply(std::move(cue))) {
    if (!push(active, part, stop)) return false;
  }
  return true;
}

bool Playout::push(Active& active, Cue& cue, const std::stop_token& stop) {
  while (!is_interrupted(stop)) {
    look_ahead(active);
    if (cues_.push_until(cue, wake_time(active), stop)) return true;
  }
  return false;
}

// Hands over the sound that is due soon, this turn's and then the next one's, and sees to what follows. The
// device asks for sound well before pictures are due, so the next item's must be there before the seam.
void Playout::look_ahead(Active& active) {
  feed_sound(active);
  prepare_next(active.turn);
  if (next_active_ != nullptr && !active.wants_sound()) feed_sound(*next_active_);
}

void Playout::feed_sound(Active& active) {
  const WallTime now = clock_.now();
  if (now < sound_from_) return;
  SoundSink* const sound = sound_;
  const std::int64_t limit = sound_limit_;
  const std::int64_t last = std::min(active.sound_end, limit);
  const std::int64_t wanted = std::min(last, sample_at(now + kSoundLead));
  if (sound == nullptr) {
    active.sound_fed = std::max(active.sound_fed, wanted);  // nobody listens yet: time passes all the same
    return;
  }
  while (!active.sound_over && active.sound_fed < wanted) {
    auto block = active.item.source->next_sound();
    if (!block || !*block || active.sound_origin + (*block)->position >= last) {
      active.sound_over = true;
      return;
    }
    auto timed = active.place(std::move(**block), limit);
    if (!timed) continue;
    active.sound_fed = timed->position + timed->frames();
    timed->epoch = sound_epoch_;
    sound->feed(std::move(*timed));
  }
  if (active.sound_fed >= limit) active.sound_over = true;  // what follows is another playout's to say
}

}  // namespace crier
