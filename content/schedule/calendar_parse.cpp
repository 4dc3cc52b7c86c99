// SPDX-License-Identifier: Apache-2.0
// Calendar::parse: libical reads the text; here its components become plain events.
#include <fmt/format.h>
#include <libical/ical.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "content/schedule/calendar.hpp"
#include "content/schedule/calendar_rule.hpp"
#include "content/schedule/calendar_zones.hpp"
#include "content/schedule/event_sources.hpp"

namespace crier {
namespace {

struct ComponentDeleter {
  void operator()(icalcomponent* component) const noexcept { icalcomponent_free(component); }
};
using ComponentHandle = std::unique_ptr<icalcomponent, ComponentDeleter>;

std::string text_of(const char* text) {
  return text == nullptr ? std::string() : std::string(text);
}

std::string trimmed(std::string text) {
  const auto blank = [](unsigned char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && blank(static_cast<unsigned char>(text.back()))) text.pop_back();
  std::size_t first = 0;
  while (first < text.size() && blank(static_cast<unsigned char>(text[first]))) ++first;
  return text.substr(first);
}

std::vector<std::string> split_location(const std::string& text) {
  std::vector<std::string> tokens;
  std::string token;
  const auto flush = [&] {
    if (!token.empty()) tokens.push_back(std::exchange(token, {}));
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    // The full-width comma and the enumeration comma of Chinese text separate as well.
    if (text.compare(i, 3, "\xef\xbc\x8c") == 0 || text.compare(i, 3, "\xe3\x80\x81") == 0) {
      flush();
      i += 2;
    } else if (text[i] == ',' || text[i] == ';' || text[i] == ' ' || text[i] == '\t' || text[i] == '\n') {
      flush();
    } else {
      token += text[i];
    }
  }
  flush();
  return tokens;
}

class Parser {
 public:
  Parser(const std::string& name, const Zone& office_zone, Diagnostics& diagnostics)
      : name_(name), diagnostics_(diagnostics), zones_(office_zone) {}

  Calendar run(icalcomponent* root, std::vector<EventSource> sources);

 private:
  void read_calendar(icalcomponent* calendar);
  void read_event(icalcomponent* component, icalcomponent* calendar, const EventSource& source);
  std::optional<CalendarEvent> base_of(icalcomponent* component, icalcomponent* calendar, int line);
  bool read_length(icalcomponent* component, CalendarEvent& event, icalcomponent* calendar);
  bool read_rules(icalcomponent* component, CalendarEvent& event, const std::vector<int>& intervals);
  void read_dates(icalcomponent* component, CalendarEvent& event, icalcomponent* calendar);
  void attach_overrides();
  EventText text_of_event(icalcomponent* component);
  // The zone that a date-time property is written in; none after a complaint.
  std::optional<std::size_t> zone_of(icalproperty* property, const icaltimetype& time,
                                     icalcomponent* calendar, int line);
  std::optional<UtcSeconds> instant(icalproperty* property, const icaltimetype& time, icalcomponent* calendar,
                                    int line);
  void complain(int line, std::string what, std::string remedy, Severity severity = Severity::error) {
    diagnostics_.push_back({severity, name_, line, 0, std::move(what), std::move(remedy)});
  }

  const std::string name_;
  Diagnostics& diagnostics_;
  Calendar calendar_;
  CalendarZones zones_;
  std::vector<EventSource> sources_;
  std::size_t next_source_ = 0;
  std::size_t unnamed_ = 0;

  struct Detached {
    CalendarEvent event;
    CalendarEvent::Override entry;
  };
  std::vector<Detached> detached_;
};

Calendar Parser::run(icalcomponent* root, std::vector<EventSource> sources) {
  sources_ = std::move(sources);
  if (icalcomponent_isa(root) == ICAL_VCALENDAR_COMPONENT) {
    read_calendar(root);
  } else {
    for (icalcomponent* c = icalcomponent_get_first_component(root, ICAL_VCALENDAR_COMPONENT); c != nullptr;
         c = icalcomponent_get_next_component(root, ICAL_VCALENDAR_COMPONENT)) {
      read_calendar(c);
    }
  }
  attach_overrides();
  calendar_.zones = zones_.take();
  return std::move(calendar_);
}

void Parser::read_calendar(icalcomponent* calendar) {
  for (icalcompiter it = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
       icalcompiter_deref(&it) != nullptr; icalcompiter_next(&it)) {
    const EventSource source = next_source_ < sources_.size() ? sources_[next_source_] : EventSource{};
    ++next_source_;
    read_event(icalcompiter_deref(&it), calendar, source);
  }
}

EventText Parser::text_of_event(icalcomponent* component) {
  EventText text;
  text.summary = trimmed(text_of(icalcomponent_get_summary(component)));
  text.locations = split_location(text_of(icalcomponent_get_location(component)));
  if (icalproperty* p = icalcomponent_get_first_property(component, ICAL_PRIORITY_PROPERTY)) {
    const int priority = icalproperty_get_priority(p);
    if (priority >= 1 && priority <= 9) text.priority = priority;
  }
  return text;
}

std::optional<std::size_t> Parser::zone_of(icalproperty* property, const icaltimetype& time,
                                           icalcomponent* calendar, int line) {
  const auto zone = zones_.find(property, time, calendar);
  if (!zone) {
    complain(line, fmt::format("unknown time zone \"{}\"", CalendarZones::name_of(property)),
             "use an IANA name such as Asia/Shanghai, or add the VTIMEZONE that defines it");
  }
  return zone;
}

std::optional<UtcSeconds> Parser::instant(icalproperty* property, const icaltimetype& time,
                                          icalcomponent* calendar, int line) {
  const auto zone = zone_of(property, time, calendar, line);
  if (!zone) return std::nullopt;
  return zones_[*zone].to_utc(local_of(time));
}

std::optional<CalendarEvent> Parser::base_of(icalcomponent* component, icalcomponent* calendar, int line) {
  CalendarEvent event;
  event.line = line;
  event.uid = text_of(icalcomponent_get_uid(component));
  if (event.uid.empty()) event.uid = fmt::format("unnamed-{}", ++unnamed_);
  event.text = text_of_event(component);
  icalproperty* const property = icalcomponent_get_first_property(component, ICAL_DTSTART_PROPERTY);
  const icaltimetype start = property == nullptr ? icaltime_null_time() : icalproperty_get_dtstart(property);
  if (property == nullptr || icaltime_is_null_time(start) || !icaltime_is_valid_time(start)) {
    complain(line, "the event has no usable DTSTART",
             "give it a start such as DTSTART;TZID=Asia/Shanghai:20260101T090000");
    return std::nullopt;
  }
  const auto zone = zone_of(property, start, calendar, line);
  if (!zone) return std::nullopt;
  event.zone = *zone;
  event.all_day = start.is_date != 0;
  event.floating = *zone == 0;
  event.start = local_of(start);
  return event;
}

bool Parser::read_length(icalcomponent* component, CalendarEvent& event, icalcomponent* calendar) {
  if (icalproperty* p = icalcomponent_get_first_property(component, ICAL_DTEND_PROPERTY)) {
    const icaltimetype end = icalproperty_get_dtend(p);
    if (event.all_day && end.is_date != 0) {
      event.length.days = (local_of(end) - event.start) / kDaySeconds;
    } else if (const auto until = instant(p, end, calendar, event.line)) {
      event.length.seconds = *until - zones_[event.zone].to_utc(event.start);
    } else {
      return false;
    }
  } else if (icalproperty* d = icalcomponent_get_first_property(component, ICAL_DURATION_PROPERTY)) {
    const icaldurationtype duration = icalproperty_get_duration(d);
    event.length.days = duration.days + std::int64_t{7} * duration.weeks;
    event.length.seconds =
        duration.hours * std::int64_t{3600} + duration.minutes * std::int64_t{60} + duration.seconds;
    if (duration.is_neg != 0) event.length = {0, -1};
  } else if (event.all_day) {
    event.length.days = 1;
  }
  if (event.length.days < 0 || event.length.days * kDaySeconds + event.length.seconds < 0) {
    complain(event.line, "the event ends before it starts", "give it a DTEND after its DTSTART");
    return false;
  }
  return true;
}

bool Parser::read_rules(icalcomponent* component, CalendarEvent& event, const std::vector<int>& intervals) {
  for (icalproperty* p = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY); p != nullptr;
       p = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY)) {
    const std::string text = text_of(icalproperty_get_xlicerror(p));
    if (text.find("RRULE") == std::string::npos) continue;
    complain(event.line, fmt::format("the event's RRULE cannot be read ({})", text),
             "write it like RRULE:FREQ=WEEKLY;BYDAY=MO,TU (RFC 5545 section 3.3.10)");
    return false;
  }
  const Zone* const clock = event.floating ? nullptr : &zones_[event.zone];
  std::size_t index = 0;
  for (icalproperty* p = icalcomponent_get_first_property(component, ICAL_RRULE_PROPERTY); p != nullptr;
       p = icalcomponent_get_next_property(component, ICAL_RRULE_PROPERTY), ++index) {
    if (auto made = rule_of(icalproperty_get_rrule(p), clock)) {
      if (index < intervals.size()) made->interval = intervals[index];
      event.rules.push_back(std::move(*made));
    } else {
      complain(event.line, "the event's RRULE cannot be read",
               "write it like RRULE:FREQ=WEEKLY;BYDAY=MO,TU (RFC 5545 section 3.3.10)");
      return false;
    }
  }
  for (icalproperty* p = icalcomponent_get_first_property(component, ICAL_EXRULE_PROPERTY); p != nullptr;
       p = icalcomponent_get_next_property(component, ICAL_EXRULE_PROPERTY)) {
    if (auto made = rule_of(icalproperty_get_exrule(p), clock)) event.exclusions.push_back(std::move(*made));
  }
  return true;
}

void Parser::read_dates(icalcomponent* component, CalendarEvent& event, icalcomponent* calendar) {
  for (icalproperty* p = icalcomponent_get_first_property(component, ICAL_RDATE_PROPERTY); p != nullptr;
       p = icalcomponent_get_next_property(component, ICAL_RDATE_PROPERTY)) {
    const icaldatetimeperiodtype value = icalproperty_get_rdate(p);
    const bool is_period = icaltime_is_null_time(value.time) != 0;
    const icaltimetype start = is_period ? value.period.start : value.time;
    const auto at = instant(p, start, calendar, event.line);
    if (!at) continue;
    CalendarEvent::Added added{*at, std::nullopt};
    if (is_period) {
      const bool has_end = icaltime_is_null_time(value.period.end) == 0;
      const auto end = has_end ? instant(p, value.period.end, calendar, event.line) : std::nullopt;
      added.seconds = end ? *end - *at : std::int64_t{icaldurationtype_as_int(value.period.duration)};
    }
    event.added.push_back(added);
  }
  for (icalproperty* p = icalcomponent_get_first_property(component, ICAL_EXDATE_PROPERTY); p != nullptr;
       p = icalcomponent_get_next_property(component, ICAL_EXDATE_PROPERTY)) {
    const icaltimetype time = icalproperty_get_exdate(p);
    if (time.is_date != 0) {
      event.excluded_days.push_back(floor_div(local_of(time), kDaySeconds));
    } else if (const auto at = instant(p, time, calendar, event.line)) {
      event.excluded.push_back(*at);
    }
  }
  std::sort(event.excluded.begin(), event.excluded.end());
  std::sort(event.excluded_days.begin(), event.excluded_days.end());
}

void Parser::read_event(icalcomponent* component, icalcomponent* calendar, const EventSource& source) {
  const int line = source.line;
  auto event = base_of(component, calendar, line);
  if (!event || !read_length(component, *event, calendar)) return;
  const icalproperty_status status = icalcomponent_get_status(component);
  const bool cancelled = status == ICAL_STATUS_CANCELLED;
  if (icalproperty* p = icalcomponent_get_first_property(component, ICAL_RECURRENCEID_PROPERTY)) {
    const auto replaces = instant(p, icalproperty_get_recurrenceid(p), calendar, line);
    if (!replaces) return;
    CalendarEvent::Override entry;
    entry.replaces = *replaces;
    icalparameter* const range = icalproperty_get_first_parameter(p, ICAL_RANGE_PARAMETER);
    entry.and_future = range != nullptr && icalparameter_get_range(range) == ICAL_RANGE_THISANDFUTURE;
    entry.cancelled = cancelled;
    entry.text = event->text;
    const Zone& zone = zones_[event->zone];
    entry.start = zone.to_utc(event->start);
    entry.seconds =
        zone.to_utc(event->start + event->length.days * kDaySeconds) - entry.start + event->length.seconds;
    detached_.push_back({std::move(*event), std::move(entry)});
    return;
  }
  if (cancelled || !read_rules(component, *event, source.intervals)) return;
  read_dates(component, *event, calendar);
  calendar_.events.push_back(std::move(*event));
}

// Overrides may stand before or after their series. One whose series is missing is an event of its own.
void Parser::attach_overrides() {
  std::map<std::string, std::size_t> series;
  for (std::size_t i = 0; i < calendar_.events.size(); ++i) {
    if (!detached_.empty()) series.emplace(calendar_.events[i].uid, i);
  }
  for (Detached& one : detached_) {
    const auto found = series.find(one.event.uid);
    if (found != series.end()) {
      calendar_.events[found->second].overrides.push_back(std::move(one.entry));
    } else if (!one.entry.cancelled) {
      calendar_.events.push_back(std::move(one.event));
    }
  }
}

}  // namespace

Result<Calendar> Calendar::parse(std::string_view text, const std::string& name, const Zone& office_zone,
                                 Diagnostics& diagnostics) {
  constexpr std::string_view kMark = "\xef\xbb\xbf";
  if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  const auto not_a_calendar = [&name] {
    return fail(ErrorCode::format,
                fmt::format("{}: not an iCalendar file; export it from a calendar program as .ics", name));
  };
  if (text.find("BEGIN:VCALENDAR") == std::string_view::npos &&
      text.find("begin:vcalendar") == std::string_view::npos) {
    return not_a_calendar();
  }
  std::string copy(text);  // libical wants its end marked, and stops at a NUL
  std::replace(copy.begin(), copy.end(), '\0', ' ');
  icalerror_set_errors_are_fatal(0);
  const ComponentHandle root(icalparser_parse_string(copy.c_str()));
  if (root == nullptr) return not_a_calendar();
  return Parser(name, office_zone, diagnostics).run(root.get(), event_sources(copy));
}

}  // namespace crier
