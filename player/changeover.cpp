// SPDX-License-Identifier: Apache-2.0
#include "player/changeover.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "player/content_link.hpp"

namespace crier {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// How far ahead a new edition begins to be decoded: more, where that was too little.
constexpr std::array<Nanoseconds, 4> kLeads{seconds{2}, seconds{3}, seconds{5}, seconds{9}};
constexpr Nanoseconds kLongestWait = seconds{45};

// Playouts hand over sound up to 700 ms ahead: until then it must be settled which one is heard. The main
// thread may rest for a quarter of a second before it looks.
constexpr Nanoseconds kEarliestCommit = milliseconds{1'000};
constexpr Nanoseconds kLatestCommit = milliseconds{710};

}  // namespace

Changeover::Changeover(std::unique_ptr<Edition> first, std::vector<EditionPlace> places,
                       EditionSurroundings around, ChangeoverHooks hooks)
    : around_(around),
      hooks_(std::move(hooks)),
      link_(first->run().options.settings.content),
      seen_(first->run().content.path()),
      current_(std::move(first)),
      maker_(
          [this, number = std::uint64_t{0},
           places = std::move(places)](std::shared_ptr<const Run> run) mutable {
            return Edition::make_ahead(std::move(run), ++number, around_, places);
          },
          around.clock) {}

void Changeover::look(WallTime now) {
  take_made(now);
  hurry_alerts(now);
  if (next_ && next_->is_committed) return;
  std::filesystem::path target = follow_content_link(link_);
  if (target == seen_) return;
  seen_ = std::move(target);
  drop_next();
  maker_.cancel();
  if (seen_ != current_->run().content.path()) maker_.request(seen_, current_->shared_run());
}

void Changeover::take_made(WallTime now) {
  auto made = maker_.take();
  if (!made) return;
  if (!*made) {
    around_.log.warning("content-refused", {{"content", seen_.string()}, {"reason", made->error().message}});
    return;
  }
  next_.emplace(Next{std::move((*made)->edition), std::move((*made)->before), now});
  begin(now);
}

void Changeover::hurry_alerts(WallTime now) {
  if (!next_ || next_->is_committed || next_->is_urgent) return;
  const std::vector<ShownAlert> known = current_->alerts(now);
  next_->is_urgent = std::ranges::any_of(next_->edition->alerts(now), [&known](const ShownAlert& alert) {
    return std::ranges::find(known, alert.key, &ShownAlert::key) == known.end();
  });
  if (!next_->is_urgent || next_->start <= now + kLeads.front()) return;
  next_->attempts = 0;
  begin(now);
}

// A boundary of the old plan; where nothing is planned, or nobody knows the time, any moment will do.
WallTime Changeover::moment_after(WallTime earliest, WallTime now) {
  if (next_->is_urgent || !around_.clock.is_known()) return earliest;
  const Presentation on = next_->before.at(earliest);
  if (on.item == nullptr) return earliest;
  return std::min(on.ends, std::max(earliest, now + kLongestWait));
}

void Changeover::begin(WallTime now) {
  const auto attempt = std::min<std::size_t>(static_cast<std::size_t>(next_->attempts++), kLeads.size() - 1);
  next_->start = moment_after(now + kLeads[attempt], now);
  next_->is_committed = false;
  const Playout* const heard = current_->programmes().heard();
  next_->edition->begin_at(next_->start, heard == nullptr ? 1 : heard->sound_epoch());
}

std::optional<WallTime> Changeover::due(WallTime now) {
  if (!next_) return std::nullopt;
  next_->edition->pull(now);
  const auto complete = next_->edition->complete_from(std::max(next_->start, now));
  if (next_->is_committed || now < next_->start - kEarliestCommit)
    return next_->is_committed ? complete : std::nullopt;
  const bool is_in_time = now < next_->start - kLatestCommit;
  if (is_in_time && !complete) return std::nullopt;
  // A machine that is never ready in time takes over when it is.
  const bool waits_no_longer = next_->attempts >= static_cast<int>(kLeads.size());
  if (!is_in_time && !waits_no_longer) {
    begin(now);
    return std::nullopt;
  }
  commit();
  return complete;
}

void Changeover::commit() {
  next_->is_committed = true;
  if (Playout* const heard = current_->programmes().heard()) heard->end_sound_at(next_->start);
  SoundSink* const sound = hooks_.sound(next_->edition->run());
  if (Playout* const heard = next_->edition->programmes().heard(); heard != nullptr && sound != nullptr)
    heard->connect_sound(*sound);
}

Edition& Changeover::take_over() {
  next_->edition->succeed(*current_);
  std::unique_ptr<Edition> before = std::exchange(current_, std::move(next_->edition));
  next_.reset();
  hooks_.taken_over(*before, *current_);
  around_.log.info("content-switched", {{"content", current_->run().content.path().string()}});
  maker_.discard(std::move(before));
  return *current_;
}

// Both editions find their places anew.
void Changeover::relock(WallTime now) {
  if (!next_) return;
  if (Playout* const heard = current_->programmes().heard()) heard->end_sound_at(kWhenTold);
  begin(now);
}

void Changeover::drop_next() {
  if (!next_) return;
  maker_.discard(std::move(next_->edition));
  next_.reset();
}

}  // namespace crier
