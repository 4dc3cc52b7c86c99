// SPDX-License-Identifier: Apache-2.0
// Planner::why: the same planning, told in words.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "content/schedule/planner_state.hpp"

namespace crier {

Explanation Planner::why(WallTime time) {
  State& state = *state_;
  Explanation explanation;
  explanation.now = state.at(time);
  const auto medium_name = [&state](const Item* item) {
    return item == nullptr ? std::string() : state.office->media[item->medium].name;
  };
  const auto would_show = [&](Contender& contender, const PlaylistPlan& plan, WallTime anchor) {
    const WallTime begin =
        plan.phase(time) == 0 ? anchor : std::max(anchor, plan.boundaries[plan.phase(time) - 1]);
    const Loop& loop = plan.loops[plan.phase(time)];
    if (loop.is_empty()) return;
    const Loop::Place place = loop.at(begin, time);
    contender.medium = medium_name(place.item);
    contender.position = time - place.begins;
  };
  std::vector<std::pair<Slot, Contender>> ranked;
  std::vector<Contender> unfit;
  for (std::size_t i = 0; i < state.calendar.events.size(); ++i) {
    state.calendar.occurrences(i, utc(time), utc(time) + 1, [&](const Occurrence& occurrence) {
      if (occurrence.start > utc(time) || !matches(*occurrence.text, state.screen)) return true;
      Contender contender;
      contender.uid = state.calendar.events[i].uid;
      contender.playlist = occurrence.text->summary;
      contender.priority = occurrence.text->priority;
      contender.begins = wall(occurrence.start);
      contender.ends = wall(occurrence.end);
      const auto playlist = state.playlist_index.find(contender.playlist);
      if (playlist == state.playlist_index.end()) {
        contender.reason =
            fmt::format("does not compete: the channel has no playlist \"{}\"", contender.playlist);
        unfit.push_back(std::move(contender));
      } else if (!state.playlists[playlist->second].can_play) {
        contender.reason = "does not compete: nothing in its playlist can be played";
        unfit.push_back(std::move(contender));
      } else {
        would_show(contender, state.playlists[playlist->second], contender.begins);
        const Slot slot{occurrence.start, occurrence.end, static_cast<std::uint32_t>(i),
                        static_cast<std::uint16_t>(playlist->second),
                        static_cast<std::uint16_t>(contender.priority)};
        ranked.emplace_back(slot, std::move(contender));
      }
      return true;
    });
  }
  std::sort(ranked.begin(), ranked.end(),
            [&state](const auto& a, const auto& b) { return wins_over(a.first, b.first, state.uid_rank); });
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    Contender& contender = ranked[i].second;
    contender.wins = i == 0;
    const Slot& best = ranked.front().first;
    const Slot& own = ranked[i].first;
    if (i == 0) {
      contender.reason = ranked.size() == 1 ? "wins: the only slot at this time" : "wins";
      if (ranked.size() > 1) {
        const Slot& second = ranked[1].first;
        contender.reason = own.priority != second.priority ? fmt::format("wins: priority {} comes before {}",
                                                                         own.priority, second.priority)
                           : own.start != second.start     ? "wins: same priority, started later"
                                                           : "wins: same priority and start, UID sorts first";
      }
    } else {
      contender.reason = own.priority != best.priority
                             ? fmt::format("loses: priority {} comes after {}", own.priority, best.priority)
                         : own.start != best.start ? "loses: same priority, started earlier"
                                                   : "loses: same priority and start, UID sorts later";
    }
    explanation.contenders.push_back(std::move(contender));
  }
  if (state.has_default) {
    Contender contender;
    contender.playlist = state.playlists[state.default_playlist].playlist->name;
    contender.priority = kDefaultRank;
    contender.wins = ranked.empty();
    contender.reason =
        ranked.empty() ? "wins: no slot covers this time" : "loses: any slot comes before the default";
    contender.medium = ranked.empty() ? medium_name(explanation.now.item) : std::string();
    contender.begins = explanation.now.begins;
    contender.ends = explanation.now.ends;
    if (!ranked.empty()) would_show(contender, state.playlists[state.default_playlist], kEpoch);
    explanation.contenders.push_back(std::move(contender));
  }
  for (Contender& contender : unfit) explanation.contenders.push_back(std::move(contender));
  explanation.reason = reason_for(explanation.now);
  return explanation;
}

std::string Planner::reason_for(const Presentation& presentation) const {
  std::string reason =
      presentation.slot_uid.empty()
          ? fmt::format("default playlist \"{}\"", presentation.playlist)
          : fmt::format("slot {} plays \"{}\"", presentation.slot_uid, presentation.playlist);
  if (presentation.item == nullptr) reason += ", in which nothing can be played: the office's card shows";
  if (presentation.overrun) reason += ", finishing although its time has ended";
  if (presentation.position > Nanoseconds{0} && !presentation.overrun) reason += ", joined midway";
  return reason;
}

}  // namespace crier
