// SPDX-License-Identifier: Apache-2.0
#include "content/schedule/calendar.hpp"

#include <algorithm>
#include <unordered_set>

namespace crier {
namespace {

// Offsets of zones lie within a day of Greenwich, so a window on local clocks is a day wider on each side.
constexpr std::int64_t kZoneMargin = 2 * kDaySeconds;
constexpr LocalSeconds kEndOfTime = 4'102'444'800 * 2;  // about 2230

const CalendarEvent::Override* override_of(const CalendarEvent& event, UtcSeconds start) {
  const CalendarEvent::Override* onwards = nullptr;
  for (const auto& entry : event.overrides) {
    if (entry.replaces == start) return &entry;
    if (entry.and_future && entry.replaces < start &&
        (onwards == nullptr || entry.replaces > onwards->replaces)) {
      onwards = &entry;
    }
  }
  return onwards;
}

bool is_excluded(const CalendarEvent& event, UtcSeconds start, LocalSeconds local) {
  return std::binary_search(event.excluded.begin(), event.excluded.end(), start) ||
         std::binary_search(event.excluded_days.begin(), event.excluded_days.end(),
                            floor_div(local, kDaySeconds));
}

UtcSeconds end_of(const CalendarEvent& event, const Zone& zone, UtcSeconds start, LocalSeconds local) {
  if (event.length.days == 0) return start + event.length.seconds;
  return zone.to_utc(local + event.length.days * kDaySeconds) + event.length.seconds;
}

std::int64_t longest(const CalendarEvent& event) {
  std::int64_t length = event.length.days * kDaySeconds + event.length.seconds;
  for (const auto& added : event.added) length = std::max(length, added.seconds.value_or(0));
  for (const auto& entry : event.overrides) length = std::max(length, entry.seconds);
  return length + kDaySeconds;
}

// Hands one start of the series on, as it is or as its override says.
class Emitter {
 public:
  Emitter(const CalendarEvent& event, const Zone& zone, std::size_t index, UtcSeconds from, UtcSeconds to,
          const std::function<bool(const Occurrence&)>& visit)
      : event_(event), zone_(zone), index_(index), from_(from), to_(to), visit_(visit) {}

  bool emit(UtcSeconds start, LocalSeconds local, std::optional<std::int64_t> seconds) {
    if (is_excluded(event_, start, local)) return true;
    if (event_.overrides.empty()) return pass({start, end(start, local, seconds), index_, &event_.text});
    const auto* const entry = override_of(event_, start);
    if (entry == nullptr) return pass({start, end(start, local, seconds), index_, &event_.text});
    if (entry->replaces == start) return true;  // given out by itself
    if (entry->cancelled) return true;
    const UtcSeconds moved = start + (entry->start - entry->replaces);
    return pass({moved, moved + entry->seconds, index_, &entry->text});
  }

  bool pass(const Occurrence& occurrence) {
    const bool inside =
        occurrence.start < to_ &&
        (occurrence.end > from_ || (occurrence.end == occurrence.start && occurrence.start >= from_));
    return !inside || visit_(occurrence);
  }

 private:
  UtcSeconds end(UtcSeconds start, LocalSeconds local, std::optional<std::int64_t> seconds) const {
    return seconds ? start + *seconds : end_of(event_, zone_, start, local);
  }

  const CalendarEvent& event_;
  const Zone& zone_;
  const std::size_t index_;
  const UtcSeconds from_;
  const UtcSeconds to_;
  const std::function<bool(const Occurrence&)>& visit_;
};

}  // namespace

bool CalendarEvent::is_endless() const {
  return std::any_of(rules.begin(), rules.end(),
                     [](const RecurrenceRule& rule) { return !rule.count && !rule.until; });
}

void Calendar::occurrences(std::size_t index, UtcSeconds from, UtcSeconds to,
                           const std::function<bool(const Occurrence&)>& visit, std::int64_t steps) const {
  const CalendarEvent& event = events[index];
  const Zone& zone = zones[event.zone];
  Emitter emitter(event, zone, index, from, to, visit);
  // Overrides with a shift into the future may move an occurrence, but no office moves one by more than a
  // year.
  std::int64_t reach = longest(event) + kZoneMargin;
  for (const auto& entry : event.overrides)
    reach = std::max(reach, std::abs(entry.start - entry.replaces) + reach);
  const LocalSeconds local_from = std::max<std::int64_t>(from, -kEndOfTime) - reach;
  const LocalSeconds local_to = std::min<std::int64_t>(to, kEndOfTime) + reach;
  std::vector<LocalSeconds> ruled_out;
  for (const RecurrenceRule& rule : event.exclusions) {
    expand(rule, event.start, local_from, local_to, steps, [&ruled_out](LocalSeconds local) {
      ruled_out.push_back(local);
      return true;
    });
  }
  std::sort(ruled_out.begin(), ruled_out.end());
  std::unordered_set<UtcSeconds> seen;
  const bool several_sources = event.rules.size() + (event.added.empty() ? 0 : 1) > 1;
  bool go_on = true;
  const auto offer = [&](UtcSeconds start, LocalSeconds local, std::optional<std::int64_t> seconds) {
    if (std::binary_search(ruled_out.begin(), ruled_out.end(), local)) return true;
    if (several_sources && !seen.insert(start).second) return true;
    go_on = emitter.emit(start, local, seconds);
    return go_on;
  };
  if (event.rules.empty() && event.start >= local_from && event.start < local_to) {
    offer(zone.to_utc(event.start), event.start, std::nullopt);
  }
  Zone::Steady steady;
  const auto to_utc = [&](LocalSeconds local) {
    if (local < steady.from || local >= steady.to) steady = zone.steady_around(local);
    return steady.from == steady.to ? zone.to_utc(local) : local - steady.offset;
  };
  for (const RecurrenceRule& rule : event.rules) {
    if (!go_on) return;
    expand(rule, event.start, local_from, local_to, steps,
           [&](LocalSeconds local) { return offer(to_utc(local), local, std::nullopt); });
  }
  for (const auto& added : event.added) {
    if (!go_on) return;
    offer(added.start, zone.to_local(added.start), added.seconds);
  }
  for (const auto& entry : event.overrides) {
    if (!go_on) return;
    if (!entry.cancelled)
      go_on = emitter.pass({entry.start, entry.start + entry.seconds, index, &entry.text});
  }
}

}  // namespace crier
