// SPDX-License-Identifier: Apache-2.0
#include "player/playout/playout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "player/playout/active.hpp"
#include "player/playout/background.hpp"

namespace crier {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::size_t kCuesAhead = 3;
constexpr std::size_t kErrorsKept = 1'024;
constexpr Nanoseconds kPrepareLead = milliseconds{1'500};
constexpr Nanoseconds kPrepareLimit = seconds{10};
constexpr Nanoseconds kCardTurn = seconds{5};
// The playout before has handed over all its sound by then, and the device asks for none of this one's yet.
constexpr Nanoseconds kSoundHandover = milliseconds{500};
constexpr int kMostSubstitutesTried = 256;

// A film that is joined midway is decoded from its last key frame as fast as the machine can. Three threads
// keep two cores busy, for each waits at times for rows of another's picture; a fourth costs more memory than
// it saves time.
constexpr int kJoiningThreads = 3;

TransitionMaker::Use use_of_transitions(const Office& office, const PlayoutOptions& options) {
  const auto moves = [](const Transition& transition) { return transition.kind != TransitionKind::cut; };
  if (moves(options.transition)) return TransitionMaker::Use::sometimes;
  for (const auto& [id, channel] : office.channels) {
    for (const auto& [name, playlist] : channel.playlists) {
      for (const Item& item : playlist.items) {
        if (item.transition && moves(*item.transition)) return TransitionMaker::Use::sometimes;
      }
    }
  }
  return TransitionMaker::Use::never;
}

}  // namespace

Playout::Playout(const Office& office, Planner planner, const PlayoutClock& clock, Log& log,
                 PlayoutOptions options)
    : office_(office),
      planner_(std::move(planner)),
      clock_(clock),
      log_(log),
      options_(std::move(options)),
      sound_(options_.sink),
      wanted_({1, 1, options_.start}),
      cues_(kCuesAhead),
      errors_(kErrorsKept),
      turns_(options_.first_turn),
      undated_start_(clock.now()),
      transitions_(use_of_transitions(office_, options_), options_.width, options_.height, options_.bars),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

Playout::~Playout() {
  cancelled_ = true;
  thread_.request_stop();
}

void Playout::connect_sound(SoundSink& sound) {
  sound_ = &sound;
}

std::optional<Cue> Playout::next_cue(MonotonicTime deadline) {
  const std::uint64_t epoch = wanted_.get().number;
  while (auto cue = cues_.pop_until(deadline, {})) {
    if (cue->epoch == epoch) return cue;
  }
  return std::nullopt;
}

void Playout::relock() {
  wanted_.update([](Timeline& timeline) {
    timeline = {timeline.number + 1, timeline.sound_epoch + 1, kAtOnce};
  });
  cues_.clear();
}

void Playout::begin_at(WallTime start, std::uint64_t sound_epoch) {
  wanted_.update([start, sound_epoch](Timeline& timeline) {
    timeline = {timeline.number + 1, sound_epoch, start};
  });
  cues_.clear();
}

void Playout::end_sound_at(WallTime end) {
  sound_limit_ = end == kWhenTold ? std::numeric_limits<std::int64_t>::max() : sample_at(end);
}

std::vector<std::string> Playout::take_errors() {
  std::vector<std::string> errors;
  while (auto error = errors_.try_pop()) errors.push_back(std::move(*error));
  return errors;
}

bool Playout::is_interrupted(const std::stop_token& stop) const {
  return stop.stop_requested() || wanted_.get().number != epoch_;
}

void Playout::run(const std::stop_token& stop) {
  work_in_background();
  while (!stop.stop_requested()) play_epoch(stop);
}

void Playout::play_epoch(const std::stop_token& stop) {
  const Timeline timeline = wanted_.get();
  epoch_ = timeline.number;
  sound_epoch_ = timeline.sound_epoch;
  start_ = kAtOnce;
  sound_from_ = kAtOnce;
  next_turn_.reset();
  next_active_.reset();
  transitions_.forget();
  if (timeline.start == kWhenTold) {
    wanted_.wait_until(MonotonicTime::max(), stop,
                       [this](const Timeline& wanted) { return wanted.number != epoch_; });
    return;
  }
  const WallTime begin = std::max(timeline.start, clock_.now());
  if (begin == timeline.start) {
    start_ = begin;
    sound_from_ = begin - kSoundHandover;
    undated_start_ = begin;
  } else if (SoundSink* const sound = sound_) {
    sound->start_epoch(sound_epoch_);
  }
  auto active = open_now(turn_at(begin));
  while (!is_interrupted(stop)) {
    const Outcome outcome = play(*active, stop);
    if (outcome == Outcome::interrupted) return;
    if (outcome == Outcome::finished && next_turn_) {
      active = take_next(stop);
      continue;
    }
    next_turn_.reset();
    next_active_.reset();
    const WallTime now = clock_.now();
    active =
        open_now(turn_at(outcome == Outcome::lost ? now : std::max({active->pictures_end, start_, now})));
  }
}

Presentation Playout::planned_at(WallTime time) {
  if (clock_.is_known()) return planner_.at(time);
  Presentation presentation = planner_.undated(time - undated_start_);
  presentation.begins += undated_start_.time_since_epoch();
  presentation.ends += undated_start_.time_since_epoch();
  return presentation;
}

Playout::Turn Playout::turn_at(WallTime time) {
  const Presentation planned = planned_at(time);
  assert(planned.begins <= time && time < planned.ends);
  if (planned.item == nullptr || faults_.is_barred(planned.item->medium, clock_.monotonic())) {
    return substitute(planned, time);
  }
  return {++turns_, planned.item, planned.begins - planned.position, std::max(planned.begins, time),
          planned.ends};
}

// The first item after the failed one that may be played takes its place, from its beginning.
Playout::Turn Playout::substitute(const Presentation& failed, WallTime time) {
  const MonotonicTime now = clock_.monotonic();
  Presentation candidate = failed;
  for (int i = 0; i < kMostSubstitutesTried && candidate.item != nullptr; ++i) {
    if (!faults_.is_barred(candidate.item->medium, now)) {
      return {++turns_, candidate.item, time, time, std::min(failed.ends, time + candidate.item->duration)};
    }
    candidate = planned_at(candidate.ends);
  }
  return {++turns_, nullptr, time, time, std::min(failed.ends, time + kCardTurn)};
}

PrepareRequest Playout::request_for(const Turn& turn) const {
  PrepareRequest prepare;
  prepare.check = options_.check;
  MediaRequest& request = prepare.media;
  request.path = office_.media[turn.item->medium].path;
  if (turn.is_joined()) {
    request.start = turn.begins - turn.origin;
    request.is_live = options_.pace == Pace::real_time && turn.begins <= clock_.now();
    request.decoder_threads = kJoiningThreads;
  }
  request.want_sound = options_.sound;
  request.gain = static_cast<float>(std::pow(10, office_.media[turn.item->medium].gain_db / 20));
  request.hardware = options_.hardware;
  const Medium& medium = office_.media[turn.item->medium];
  if (!options_.caption_languages.empty() && (!medium.captions.empty() || medium.has_captions_inside)) {
    prepare.captions.emplace();
    prepare.captions->files = medium.captions;
    if (medium.has_captions_inside) prepare.captions->film = medium.path;
    prepare.captions->languages = options_.caption_languages;
    prepare.captions->width = options_.width;
    prepare.captions->height = options_.height;
  }
  return prepare;
}

void Playout::note_fault(const Turn& turn, const std::string& reason) {
  const std::string& name = office_.media[turn.item->medium].name;
  if (!faults_.note_failure(turn.item->medium, clock_.monotonic())) return;
  log_.warning("medium-skipped", {{"medium", name}, {"reason", reason}});
  std::string error = fmt::format("{}: {}", name, reason);
  errors_.try_push(error);
}

// Opens the turn's medium on this thread; a medium that fails gives way to its substitute, at worst the card.
std::unique_ptr<Playout::Active> Playout::open_now(Turn turn) {
  while (turn.item != nullptr) {
    auto item = Preparer::prepare(request_for(turn), 0, cancelled_);
    if (item) return std::make_unique<Active>(turn, std::move(*item));
    if (item.error().code == ErrorCode::cancelled) break;
    note_fault(turn, item.error().message);
    turn = turn_at(turn.begins);
  }
  return std::make_unique<Active>(turn, PreparedItem{});
}

// Starts to prepare what follows once its time draws near, and looks for a substitute at once where that
// fails.
void Playout::prepare_next(const Turn& current) {
  if (!next_turn_) {
    if (clock_.now() < current.ends - kPrepareLead) {
      check_next(current);
      return;
    }
    next_turn_ = turn_at(current.ends);
    if (next_turn_->item != nullptr) preparer_.request(++next_ticket_, request_for(*next_turn_));
    return;
  }
  if (next_turn_->item == nullptr || next_active_ != nullptr) return;
  auto answer = preparer_.take(next_ticket_, MonotonicTime::min(), {});
  if (!answer) return;
  if (*answer) {
    next_active_ = std::make_unique<Active>(*next_turn_, std::move(**answer));
    return;
  }
  note_fault(*next_turn_, answer->error().message);
  next_turn_ = turn_at(current.ends);
  if (next_turn_->item != nullptr) preparer_.request(++next_ticket_, request_for(*next_turn_));
}

// A check may take longer than there is time when the next item is prepared.
void Playout::check_next(const Turn& current) {
  if (!options_.check || checked_turn_ == current.number) return;
  checked_turn_ = current.number;
  const Presentation next = planned_at(current.ends);
  if (next.item == nullptr) return;
  preparer_.check(request_for({0, next.item, next.begins - next.position, next.begins, next.ends}));
}

// What prepare_next began; the screen holds its last picture while this waits.
std::unique_ptr<Playout::Active> Playout::take_next(const std::stop_token& stop) {
  Turn turn = *next_turn_;
  next_turn_.reset();
  if (next_active_ != nullptr) return std::move(next_active_);
  if (turn.item == nullptr) return std::make_unique<Active>(turn, PreparedItem{});
  auto answer = preparer_.take(next_ticket_, std::chrono::steady_clock::now() + kPrepareLimit, stop);
  if (answer && *answer) return std::make_unique<Active>(turn, std::move(**answer));
  if (!stop.stop_requested()) {
    note_fault(turn,
               answer ? answer->error().message : std::string("it could not be opened within ten seconds"));
    turn = turn_at(std::max(turn.begins, clock_.now()));
  }
  return open_now(turn);
}

}  // namespace crier
