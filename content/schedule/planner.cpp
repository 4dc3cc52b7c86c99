// SPDX-License-Identifier: Apache-2.0
#include "content/schedule/planner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "content/schedule/planner_state.hpp"

namespace crier {
namespace {

using std::chrono::seconds;

constexpr Nanoseconds kNothingChunk = std::chrono::hours{1};  // where nothing plays, ask again this often
constexpr UtcSeconds kChunk = 8 * kDaySeconds;                // what `at` expands at once
constexpr UtcSeconds kMargin = 2 * kDaySeconds;               // no item is longer than a day
constexpr UtcSeconds kFirstLookBack = 3 * kDaySeconds;
constexpr UtcSeconds kLookBackGrowth = 8;
constexpr UtcSeconds kLongestLookBack = 366 * 8 * kDaySeconds;

PlaylistPlan plan_playlist(const Office& office, const Playlist& playlist) {
  PlaylistPlan plan;
  plan.playlist = &playlist;
  plan.boundaries = validity_boundaries(playlist);
  plan.loops.push_back(Loop::make(
      office, playlist, plan.boundaries.empty() ? kEpoch : plan.boundaries.front() - Nanoseconds{1}));
  for (const WallTime boundary : plan.boundaries)
    plan.loops.push_back(Loop::make(office, playlist, boundary));
  plan.can_play =
      std::any_of(plan.loops.begin(), plan.loops.end(), [](const Loop& loop) { return !loop.is_empty(); });
  return plan;
}

}  // namespace

bool matches(const EventText& text, const Screen& screen) {
  if (text.locations.empty()) return true;
  return std::any_of(text.locations.begin(), text.locations.end(), [&screen](const std::string& token) {
    return token == screen.id ||
           std::find(screen.tags.begin(), screen.tags.end(), token) != screen.tags.end();
  });
}

std::vector<Slot> Planner::State::slots_between(UtcSeconds from, UtcSeconds to) const {
  std::vector<Slot> slots;
  for (std::size_t i = 0; i < calendar.events.size(); ++i) {
    calendar.occurrences(i, from, to, [&](const Occurrence& occurrence) {
      if (occurrence.end <= occurrence.start || !matches(*occurrence.text, screen)) return true;
      const auto playlist = playlist_index.find(occurrence.text->summary);
      if (playlist == playlist_index.end() || !playlists[playlist->second].can_play) return true;
      slots.push_back({occurrence.start, occurrence.end, static_cast<std::uint32_t>(i),
                       static_cast<std::uint16_t>(playlist->second),
                       static_cast<std::uint16_t>(occurrence.text->priority)});
      return true;
    });
  }
  return slots;
}

std::optional<UtcSeconds> Planner::State::earliest_start() const {
  std::optional<UtcSeconds> earliest;
  const auto consider = [&earliest](UtcSeconds time) { earliest = std::min(earliest.value_or(time), time); };
  for (const CalendarEvent& event : calendar.events) {
    consider(event.start - kDaySeconds);
    for (const auto& added : event.added) consider(added.start);
    for (const auto& entry : event.overrides) consider(entry.start);
  }
  return earliest;
}

// Looks back far enough that what reigns at `from`, since when, and what it let finish, does not depend on
// where the window begins.
void Planner::State::expand(WallTime from, WallTime to) {
  const UtcSeconds settled = utc(from) - 4 * (longest_item.count() / 1'000'000'000 + 1);
  const auto earliest = earliest_start();
  for (UtcSeconds back = kFirstLookBack;; back *= kLookBackGrowth) {
    const UtcSeconds begin = std::min(utc(from) - back, settled);
    const bool everything = !earliest || begin <= *earliest || back > kLongestLookBack;
    std::vector<Slot> slots = slots_between(begin, utc(to) + kMargin);
    const std::vector<Reign> reigns = find_reigns(slots, begin, uid_rank);
    // The first reign's begin is only known where nothing came before it.
    const auto after =
        std::upper_bound(reigns.begin(), reigns.end(), settled,
                         [](UtcSeconds time, const Reign& reign) { return time < reign.begins; });
    const auto known = static_cast<std::size_t>(after - reigns.begin());  // reigns begun by then
    if (known < 3 && !everything) continue;
    build_segments(slots, reigns, everything ? 0 : 1, everything);
    window_from = from;
    window_to = to;
    return;
  }
}

void Planner::State::build_segments(const std::vector<Slot>& slots, const std::vector<Reign>& reigns,
                                    std::size_t first, bool begins_unknown) {
  segments.clear();
  for (std::size_t i = first; i < reigns.size(); ++i) {
    const WallTime begins =
        i == 0 && begins_unknown && reigns[i].slot == kNoSlot ? WallTime::min() : wall(reigns[i].begins);
    const WallTime ends = i + 1 < reigns.size() ? wall(reigns[i + 1].begins) : WallTime::max();
    Segment pattern;
    if (reigns[i].slot == kNoSlot) {
      if (has_default) {
        add_segments(pattern, default_playlist, begins, ends);
      } else {
        pattern.begins = begins;
        segments.push_back(pattern);
      }
      continue;
    }
    const Slot& slot = slots[reigns[i].slot];
    pattern.event = slot.event;
    pattern.rank = slot.priority;
    add_segments(pattern, slot.playlist, begins, ends);
  }
  carry_over();
}

// One reign, cut where the set of valid items changes. A slot that has nothing valid lets the default play.
void Planner::State::add_segments(const Segment& pattern, std::size_t playlist, WallTime from, WallTime to) {
  for (WallTime begin = from; begin < to;) {
    const PlaylistPlan* plan = &playlists[playlist];
    Segment segment = pattern;
    std::size_t phase = plan->phase(begin);
    WallTime end = phase < plan->boundaries.size() ? plan->boundaries[phase] : WallTime::max();
    if (plan->loops[phase].is_empty() && has_default && playlist != default_playlist) {
      plan = &playlists[default_playlist];
      phase = plan->phase(begin);
      if (phase < plan->boundaries.size()) end = std::min(end, plan->boundaries[phase]);
    }
    segment.begins = begin;
    segment.loop = &plan->loops[phase];
    segment.playlist = static_cast<std::uint16_t>(plan - playlists.data());
    segments.push_back(segment);
    begin = std::min(end, to);
  }
}

void Planner::State::carry_over() {
  carried.clear();
  for (std::size_t i = 1; i < segments.size(); ++i) {
    const Segment& before = segments[i - 1];
    Segment& segment = segments[i];
    const Carried* const into_before = carried_into(before);
    if (into_before != nullptr && into_before->presentation.ends > segment.begins) {
      if (segment.rank >= into_before->rank && segment.loop != nullptr) segment.carried = before.carried;
      continue;
    }
    // Only a reign of lower rank than what runs lets it finish.
    if (segment.rank < before.rank || segment.loop == nullptr) continue;
    if (before.loop == nullptr || before.loop->is_empty()) continue;
    const Loop::Place place = before.loop->at(before.anchor(), segment.begins - Nanoseconds{1});
    if (place.ends <= segment.begins) continue;
    WallTime shown_from = std::max(place.begins, before.begins);
    if (into_before != nullptr) shown_from = std::max(shown_from, into_before->presentation.ends);
    segment.carried = static_cast<std::uint32_t>(carried.size());
    carried.push_back({{place.item, shown_from, place.ends, shown_from - place.begins, playlist_name(before),
                        uid_of(before), true},
                       before.rank});
  }
}

Presentation Planner::State::in_segment(std::size_t index, WallTime time) const {
  const Segment& segment = segments[index];
  const Carried* const finishing = carried_into(segment);
  if (finishing != nullptr && time < finishing->presentation.ends) return finishing->presentation;
  const WallTime segment_end = end_of(index);
  const WallTime free_from =
      finishing == nullptr ? segment.begins : std::max(segment.begins, finishing->presentation.ends);
  if (segment.loop == nullptr || segment.loop->is_empty()) {
    // Nothing to play: the answer is given hour by hour, so that it does not depend on the window.
    const auto chunk = kNothingChunk.count();
    const WallTime hour{Nanoseconds{floor_div(time.time_since_epoch().count(), chunk) * chunk}};
    return {nullptr,        std::max(hour, free_from), std::min(hour + kNothingChunk, segment_end),
            Nanoseconds{0}, playlist_name(segment),    uid_of(segment),
            false};
  }
  const Loop::Place place = segment.loop->at(segment.anchor(), time);
  Presentation presentation;
  presentation.item = place.item;
  presentation.begins = std::max(place.begins, free_from);
  presentation.position = presentation.begins - place.begins;
  presentation.ends = place.ends;
  presentation.playlist = playlist_name(segment);
  presentation.slot_uid = uid_of(segment);
  if (place.ends > segment_end) {
    const Carried* const next = carried_into(segments[index + 1]);
    if (next != nullptr && next->presentation.begins == presentation.begins) {
      presentation.overrun = true;
    } else {
      presentation.ends = segment_end;
    }
  }
  return presentation;
}

Presentation Planner::State::at(WallTime time) {
  if (time < window_from || time >= window_to) {
    const UtcSeconds begin = floor_div(utc(time), kDaySeconds) * kDaySeconds;
    expand(wall(begin), wall(begin + kChunk));
  }
  const auto after = std::upper_bound(segments.begin(), segments.end(), time,
                                      [](WallTime t, const Segment& segment) { return t < segment.begins; });
  return in_segment(static_cast<std::size_t>(after - segments.begin()) - 1, time);
}

Planner::Planner(std::unique_ptr<State> state) : state_(std::move(state)) {}
Planner::Planner(Planner&&) noexcept = default;
Planner& Planner::operator=(Planner&&) noexcept = default;
Planner::~Planner() = default;

Result<Planner> Planner::create(const Office& office, const Screen& screen) {
  return create(office, screen, nullptr);
}

Result<Planner> Planner::create_for_playlist(const Office& office, const Screen& screen,
                                             const std::string& playlist) {
  return create(office, screen, &playlist);
}

// `only`: a playlist that plays without a calendar; null: what the calendar says.
Result<Planner> Planner::create(const Office& office, const Screen& screen, const std::string* only) {
  const auto channel = office.channels.find(screen.channel);
  if (channel == office.channels.end()) {
    return fail(ErrorCode::not_found, fmt::format("screen \"{}\" plays channel \"{}\", which does not exist",
                                                  screen.id, screen.channel));
  }
  auto zone = Zone::find(office.time_zone);
  if (!zone) return tl::unexpected(zone.error());
  auto state = std::make_unique<State>();
  state->office = &office;
  state->screen = screen;
  state->zone = std::move(*zone);
  for (const auto& [name, playlist] : channel->second.playlists) {
    state->playlist_index.emplace(name, static_cast<std::uint32_t>(state->playlists.size()));
    state->playlists.push_back(plan_playlist(office, playlist));
    for (const Item& item : playlist.items)
      state->longest_item = std::max(state->longest_item, item.duration);
  }
  if (const auto found =
          state->playlist_index.find(only == nullptr ? channel->second.default_playlist : *only);
      found != state->playlist_index.end()) {
    state->default_playlist = found->second;
    state->has_default = true;
  }
  if (only == nullptr && !channel->second.calendar.empty()) {
    Diagnostics ignored;  // the workspace reported them; here the events that are right still count
    auto calendar =
        Calendar::parse(channel->second.calendar, channel->second.calendar_name, state->zone, ignored);
    if (!calendar) return tl::unexpected(calendar.error());
    state->calendar = std::move(*calendar);
  }
  std::vector<std::uint32_t> order(state->calendar.events.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&state](std::uint32_t a, std::uint32_t b) {
    return state->calendar.events[a].uid < state->calendar.events[b].uid;
  });
  state->uid_rank.resize(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) state->uid_rank[order[i]] = i;
  return Planner(std::move(state));
}

bool Planner::agrees_with(const Planner& other) const {
  const State& a = *state_;
  const State& b = *other.state_;
  if (a.office != b.office || a.screen.channel != b.screen.channel || a.has_default != b.has_default ||
      a.default_playlist != b.default_playlist || a.calendar.events.size() != b.calendar.events.size()) {
    return false;
  }
  const auto same = [&](const EventText& text) { return matches(text, a.screen) == matches(text, b.screen); };
  return std::all_of(a.calendar.events.begin(), a.calendar.events.end(), [&](const CalendarEvent& event) {
    return same(event.text) && std::all_of(event.overrides.begin(), event.overrides.end(),
                                           [&](const auto& moved) { return same(moved.text); });
  });
}

Presentation Planner::at(WallTime time) {
  return state_->at(time);
}

void Planner::expand(WallTime from, WallTime to) {
  state_->expand(from, to);
}

std::vector<Presentation> Planner::between(WallTime from, WallTime to) {
  std::vector<Presentation> presentations;
  if (from >= to) return presentations;
  if (from < state_->window_from || to > state_->window_to) state_->expand(from, to);
  for (WallTime time = from; time < to;) {
    presentations.push_back(at(time));
    time = presentations.back().ends;
  }
  return presentations;
}

Presentation Planner::undated(Nanoseconds since_start) {
  const WallTime time = kEpoch + since_start;
  Presentation presentation;
  const Loop* loop = nullptr;
  if (state_->has_default) {
    const PlaylistPlan& plan = state_->playlists[state_->default_playlist];
    presentation.playlist = plan.playlist->name;
    // Without a date nobody can say what is valid: the first set that has anything plays.
    for (const Loop& candidate : plan.loops) {
      if (!candidate.is_empty()) {
        loop = &candidate;
        break;
      }
    }
  }
  if (loop == nullptr) {
    presentation.begins = time;
    presentation.ends = time + kNothingChunk;
    return presentation;
  }
  const Loop::Place place = loop->at(kEpoch, time);
  presentation.item = place.item;
  presentation.begins = place.begins;
  presentation.ends = place.ends;
  return presentation;
}

std::chrono::seconds Planner::utc_offset(WallTime time) const {
  return seconds{state_->zone.offset_at(utc(time))};
}

WallTime Planner::from_local(std::chrono::local_time<Nanoseconds> local) const {
  const auto whole = std::chrono::floor<seconds>(local);
  return wall(state_->zone.to_utc(whole.time_since_epoch().count())) + (local - whole);
}

}  // namespace crier
