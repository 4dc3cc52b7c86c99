// SPDX-License-Identifier: Apache-2.0
#include "content/schedule/zone.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <limits>
#include <utility>

namespace crier {
namespace {

constexpr UtcSeconds kFirst = -2'208'988'800;                 // 1900-01-01
constexpr UtcSeconds kPublishedEnd = 2'114'380'800;           // 2037-01-01: what the system's files spell out
constexpr UtcSeconds kCycle = 10'227 * std::int64_t{86'400};  // 28 years: weekdays and leap years repeat
constexpr UtcSeconds kLast = 3'881'520'000;                   // 2093-01-01

}  // namespace

Zone::Zone(std::string name, std::vector<Transition> transitions)
    : name_(std::move(name)), transitions_(std::move(transitions)) {
  if (transitions_.empty()) transitions_.push_back({kFirst, 0});
}

Zone Zone::utc() {
  return {"UTC", {{kFirst, 0}}};
}

Result<Zone> Zone::find(const std::string& name) {
  std::vector<Transition> transitions;
  try {
    const date::time_zone* const zone = date::locate_zone(name);
    date::sys_seconds at{std::chrono::seconds{kFirst}};
    while (at.time_since_epoch().count() < kPublishedEnd) {
      const date::sys_info info = zone->get_info(at);
      transitions.push_back(
          {std::max(kFirst, UtcSeconds{at.time_since_epoch().count()}), info.offset.count()});
      if (info.end <= at) break;
      at = info.end;
    }
  } catch (const std::exception&) {
    return fail(ErrorCode::not_found, fmt::format("unknown time zone \"{}\"", name));
  }
  std::size_t published = transitions.size();
  for (UtcSeconds shift = kCycle; kPublishedEnd + shift - kCycle < kLast; shift += kCycle) {
    for (std::size_t i = 0; i < published; ++i) {
      const UtcSeconds from = transitions[i].from + shift;
      if (transitions[i].from < kPublishedEnd - kCycle || from < kPublishedEnd) continue;
      transitions.push_back({from, transitions[i].offset});
    }
  }
  return Zone(name, std::move(transitions));
}

std::int64_t Zone::offset_at(UtcSeconds time) const {
  const auto after =
      std::upper_bound(transitions_.begin(), transitions_.end(), time,
                       [](UtcSeconds t, const Transition& transition) { return t < transition.from; });
  return after == transitions_.begin() ? transitions_.front().offset : std::prev(after)->offset;
}

UtcSeconds Zone::to_utc(LocalSeconds local) const {
  if (transitions_.size() == 1) return local - transitions_.front().offset;
  // The earlier offset first: it is the right reading of both a gap and an overlap.
  const std::int64_t before = offset_at(local - 86'400);
  const std::int64_t after = offset_at(local + 86'400);
  if (before == after && offset_at(local - before) == before) return local - before;
  if (to_local(local - before) == local) return local - before;
  if (to_local(local - after) == local) return local - after;
  return local - before;
}

Zone::Steady Zone::steady_around(LocalSeconds local) const {
  constexpr std::int64_t kDay = 86'400;  // no offset and no change of offset is larger
  constexpr LocalSeconds kFar = std::numeric_limits<LocalSeconds>::max() / 2;
  const auto after =
      std::upper_bound(transitions_.begin(), transitions_.end(), local,
                       [](LocalSeconds t, const Transition& transition) { return t < transition.from; });
  const bool is_first = after == transitions_.begin();
  const Transition& current = is_first ? transitions_.front() : *std::prev(after);
  Steady steady;
  steady.offset = current.offset;
  steady.from = is_first || std::prev(after) == transitions_.begin() ? -kFar : current.from + 2 * kDay;
  steady.to = after == transitions_.end() ? kFar : after->from - 2 * kDay;
  if (is_first) steady.to = std::min(steady.to, transitions_.front().from - 2 * kDay);
  if (local < steady.from || local >= steady.to) return {local, local, current.offset};
  return steady;
}

}  // namespace crier
