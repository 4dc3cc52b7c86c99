// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "config/time_text.hpp"
#include "content/publishing/change.hpp"
#include "content/schedule/planner.hpp"

namespace crier {
namespace {

constexpr int kMinutes = 24 * 60;
constexpr std::size_t kMostSpans = 12;  // told of one screen
constexpr std::size_t kMostNames = 8;   // in one sentence

// "a, b and 3 more".
std::string some(const std::vector<std::string>& names) {
  if (names.size() <= kMostNames) return fmt::format("{}", fmt::join(names, ", "));
  return fmt::format("{} and {} more", fmt::join(names.begin(), names.begin() + kMostNames, ", "),
                     names.size() - kMostNames);
}

std::vector<std::string> media_of(const Office& office, const Playlist& playlist) {
  std::vector<std::string> names;
  for (const Item& item : playlist.items) names.push_back(office.media[item.medium].name);
  return names;
}

// In `one` and not in `other`, each once.
std::vector<std::string> missing(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  std::set<std::string> names(one.begin(), one.end());
  for (const std::string& name : other) names.erase(name);
  return {names.begin(), names.end()};
}

bool is_same_item(const Item& a, const Item& b) {
  return a.duration == b.duration && a.weight == b.weight && a.valid_from == b.valid_from &&
         a.valid_until == b.valid_until;
}

// How one playlist changes, or empty.
std::string playlist_change(const Office& before, const Playlist& old, const Office& after,
                            const Playlist& now) {
  const auto old_names = media_of(before, old);
  const auto new_names = media_of(after, now);
  std::vector<std::string> parts;
  if (const auto added = missing(new_names, old_names); !added.empty())
    parts.push_back("also shows " + some(added));
  if (const auto removed = missing(old_names, new_names); !removed.empty())
    parts.push_back("no longer shows " + some(removed));
  if (parts.empty() && old_names != new_names) parts.emplace_back("has another order");
  if (parts.empty() &&
      !std::equal(old.items.begin(), old.items.end(), now.items.begin(), now.items.end(), is_same_item))
    parts.emplace_back("shows its items for other lengths, weights or dates");
  return parts.empty() ? "" : fmt::format("playlist {} {}", now.name, fmt::join(parts, ", and "));
}

std::vector<std::string> screens_of(const Office& office, const std::string& channel) {
  std::vector<std::string> ids;
  for (const Screen& screen : office.screens)
    if (screen.channel == channel) ids.push_back(screen.id);
  return ids;
}

bool is_among(const std::vector<std::string>& names, const std::string& name) {
  return std::binary_search(names.begin(), names.end(), name);
}

// What plays in each minute of a day. The middle of a minute is asked for, because an item may end a little
// after its slot.
class Day {
 public:
  static std::optional<Day> plan(const Office& office, const Screen& screen, WallTime from) {
    auto planner = Planner::create(office, screen);
    if (!planner) return std::nullopt;
    planner->expand(from, from + std::chrono::minutes(kMinutes));
    Day day;
    for (int minute = 0; minute < kMinutes; ++minute)
      day.playlists.emplace_back(
          planner->at(from + std::chrono::minutes(minute) + std::chrono::seconds(30)).playlist);
    day.offset = planner->utc_offset(from);
    return day;
  }

  std::vector<std::string> playlists;
  std::chrono::seconds offset{0};
};

class Teller {
 public:
  Teller(const Office* before, const Office& after, const Change& change, WallTime from)
      : before_(before),
        after_(after),
        change_(change),
        from_(std::chrono::floor<std::chrono::minutes>(from)) {}

  std::vector<std::string> tell() {
    for (const Screen& screen : after_.screens) tell_screen(screen);
    if (before_ != nullptr) {
      for (const Screen& screen : before_->screens)
        if (find_screen(after_, screen.id) == nullptr) say(screen.id, "is no longer one of the screens");
      for (const auto& [id, channel] : after_.channels) tell_channel(id, channel);
    }
    std::vector<std::string> lines;
    for (const auto& [text, screens] : said_) lines.push_back(fmt::format("{}: {}", some(screens), text));
    std::sort(lines.begin(), lines.end());
    return lines;
  }

 private:
  void say(const std::string& screen, const std::string& text) { said_[text].push_back(screen); }

  void tell_screen(const Screen& screen) {
    const Screen* const old = before_ == nullptr ? nullptr : find_screen(*before_, screen.id);
    if (old == nullptr) return say(screen.id, fmt::format("is new, and plays channel {}", screen.channel));
    if (old->channel != screen.channel)
      say(screen.id, fmt::format("plays channel {} instead of {}", screen.channel, old->channel));
    if (old->rotation != screen.rotation || old->width != screen.width || old->height != screen.height)
      say(screen.id, "has another size or is turned");
    const auto before = Day::plan(*before_, *old, from_);
    const auto after = Day::plan(after_, screen, from_);
    if (!before || !after) return say(screen.id, "has no plan; look at its calendar");
    tell_day(screen.id, *before, *after);
  }

  void tell_day(const std::string& screen, const Day& before, const Day& after) {
    std::size_t spans = 0;
    for (int minute = 0; minute < kMinutes;) {
      const int begin = minute;
      const auto pair = [&before, &after](int at) {
        return std::pair(before.playlists[static_cast<std::size_t>(at)],
                         after.playlists[static_cast<std::size_t>(at)]);
      };
      const auto [old, now] = pair(begin);
      while (minute < kMinutes && pair(minute) == pair(begin)) ++minute;
      if (old == now) continue;
      if (++spans > kMostSpans) return say(screen, "has further changes in its day");
      const std::string until = minute == kMinutes ? "" : fmt::format(" to {}", time_text(minute, after));
      say(screen, fmt::format("from {}{} playlist {} instead of {}", time_text(begin, after), until,
                              now.empty() ? "(none)" : now, old.empty() ? "(none)" : old));
    }
  }

  std::string time_text(int minute, const Day& day) const {
    const std::string text = format_time(from_ + std::chrono::minutes(minute), day.offset);
    return text.substr(0, 10) + " " + text.substr(11, 5);
  }

  void tell_channel(const std::string& id, const Channel& channel) {
    const auto old = before_->channels.find(id);
    const std::vector<std::string> screens = screens_of(after_, id);
    if (old == before_->channels.end() || screens.empty()) return;
    const auto say_all = [this, &screens](const std::string& text) {
      for (const std::string& screen : screens) say(screen, text);
    };
    bool has_told = false;
    std::set<std::string> renewed;
    for (const auto& [name, playlist] : channel.playlists) {
      const auto known = old->second.playlists.find(name);
      if (known == old->second.playlists.end()) continue;
      const std::string text = playlist_change(*before_, known->second, after_, playlist);
      if (!text.empty()) say_all(text);
      has_told = has_told || !text.empty();
      for (const std::string& medium : media_of(after_, playlist))
        if (is_among(change_.changed, medium)) renewed.insert(medium);
    }
    for (const std::string& medium : renewed) say_all(fmt::format("{} is another version", medium));
    if (!has_told && is_among(change_.changed, fmt::format("channels/{}.toml", id)))
      say_all(fmt::format("channel {} has other settings: layout, captions, transitions, sound or playlists",
                          id));
    if (is_among(change_.changed, fmt::format("channels/{}.ics", id)))
      say_all(fmt::format("channel {} has another calendar", id));
  }

  const Office* const before_;
  const Office& after_;
  const Change& change_;
  const WallTime from_;
  std::map<std::string, std::vector<std::string>> said_;  // screens, by what is said of them
};

}  // namespace

std::vector<std::string> screen_changes(const Office* before, const Office& after, const Change& change,
                                        WallTime from) {
  return Teller(before, after, change, from).tell();
}

}  // namespace crier
