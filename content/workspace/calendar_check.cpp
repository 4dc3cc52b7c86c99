// SPDX-License-Identifier: Apache-2.0
#include "content/workspace/calendar_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "content/schedule/calendar.hpp"
#include "content/workspace/file_names.hpp"

namespace crier {
namespace {

class CalendarChecker {
 public:
  CalendarChecker(const Office& office, const Channel& channel, Diagnostics& diagnostics);
  void check(const CalendarEvent& event);

 private:
  void check_text(const EventText& text, int event_line);
  void check_summary(const std::string& summary, int event_line);
  void check_location(const std::string& token, int event_line);
  int line_of(std::string_view property, std::string_view value, int event_line) const;
  void add(Severity severity, int line, std::string what, std::string remedy) {
    diagnostics_.push_back({severity, channel_.calendar_name, line, 0, std::move(what), std::move(remedy)});
  }

  const Office& office_;
  const Channel& channel_;
  Diagnostics& diagnostics_;
  std::vector<std::string_view> lines_;
  std::vector<std::string> playlists_;
  std::set<std::string> here_;           // ids and tags of the channel's screens
  std::vector<std::string> known_here_;  // the same, for suggestions
};

CalendarChecker::CalendarChecker(const Office& office, const Channel& channel, Diagnostics& diagnostics)
    : office_(office), channel_(channel), diagnostics_(diagnostics) {
  std::string_view rest = channel.calendar;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    lines_.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  for (const auto& [name, playlist] : channel.playlists) playlists_.push_back(name);
  for (const Screen& screen : office.screens) {
    if (screen.channel != channel.id) continue;
    here_.insert(screen.id);
    here_.insert(screen.tags.begin(), screen.tags.end());
  }
  known_here_.assign(here_.begin(), here_.end());
}

// The property's own line, found from the event's first line on; that first line where it is folded or
// escaped beyond recognition.
int CalendarChecker::line_of(std::string_view property, std::string_view value, int event_line) const {
  for (std::size_t i = static_cast<std::size_t>(std::max(event_line, 1)) - 1; i < lines_.size(); ++i) {
    const std::string_view line = lines_[i];
    if (line.size() <= property.size() || lower_case(line.substr(0, property.size())) != property) continue;
    const std::string_view rest = line.substr(property.size());
    if ((rest.front() == ':' || rest.front() == ';') && rest.find(value) != std::string_view::npos)
      return static_cast<int>(i) + 1;
  }
  return event_line;
}

void CalendarChecker::check_summary(const std::string& summary, int event_line) {
  if (summary.empty()) {
    add(Severity::error, event_line, "the event has no SUMMARY, which names the playlist",
        "give it a playlist's name as its title");
    return;
  }
  if (channel_.playlists.contains(summary)) return;
  const std::string nearest = closest(summary, playlists_);
  std::string remedy = "add that playlist to the channel";
  if (!nearest.empty()) {
    remedy = fmt::format("did you mean \"{}\"?", nearest);
  } else if (!playlists_.empty()) {
    remedy = fmt::format("name one that it has, such as \"{}\"", playlists_.front());
  }
  add(Severity::error, line_of("summary", summary, event_line),
      fmt::format("SUMMARY \"{}\" is no playlist of channel \"{}\"", summary, channel_.id),
      std::move(remedy));
}

void CalendarChecker::check_location(const std::string& token, int event_line) {
  if (here_.contains(token)) return;
  const int line = line_of("location", token, event_line);
  for (const Screen& screen : office_.screens) {
    if (screen.id != token && std::find(screen.tags.begin(), screen.tags.end(), token) == screen.tags.end())
      continue;
    add(Severity::warning, line,
        fmt::format("LOCATION \"{}\" matches screens of other channels only, such as \"{}\" of \"{}\"", token,
                    screen.id, screen.channel),
        "name a screen or tag of this channel, or move the event");
    return;
  }
  const std::string nearest = closest(token, known_here_);
  add(Severity::warning, line, fmt::format("LOCATION \"{}\" is no screen and no tag", token),
      nearest.empty() ? "name ids or tags of screens.toml" : fmt::format("did you mean \"{}\"?", nearest));
}

void CalendarChecker::check_text(const EventText& text, int event_line) {
  check_summary(text.summary, event_line);
  for (const std::string& token : text.locations) check_location(token, event_line);
}

void CalendarChecker::check(const CalendarEvent& event) {
  check_text(event.text, event.line);
  if (event.length.days == 0 && event.length.seconds == 0) {
    add(Severity::warning, event.line, "the event lasts no time, so it never plays",
        "give it a DTEND after its DTSTART");
  }
  for (const CalendarEvent::Override& moved : event.overrides) {
    const EventText& text = moved.text;
    if (moved.cancelled || (text.summary == event.text.summary && text.locations == event.text.locations))
      continue;
    check_text(text, event.line);
  }
}

}  // namespace

void check_calendar(const Office& office, const Zone& zone, Channel& channel, Diagnostics& diagnostics) {
  if (channel.calendar_name.empty()) return;
  const auto calendar = Calendar::parse(channel.calendar, channel.calendar_name, zone, diagnostics);
  if (!calendar) {
    diagnostics.push_back({Severity::error, channel.calendar_name, 0, 0, "it is not an iCalendar file",
                           "export it from a calendar program as .ics"});
    channel.calendar_name.clear();
    channel.calendar.clear();
    return;
  }
  CalendarChecker checker(office, channel, diagnostics);
  for (const CalendarEvent& event : calendar->events) checker.check(event);
}

}  // namespace crier
