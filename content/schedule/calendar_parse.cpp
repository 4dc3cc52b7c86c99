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
#include "content/schedule/event_sources.hpp"

namespace crier {
namespace {

struct ComponentDeleter {
  void operator()(icalcomponent* component) const noexcept { icalcomponent_free(component); }
};
using ComponentHandle = std::unique_ptr<icalcomponent, ComponentDeleter>;

// Names that other companies' calendar programs give to zones.
constexpr std::pair<const char*, const char*> kForeignZones[] = {
    {"China Standard Time", "Asia/Shanghai"},
    {"Taipei Standard Time", "Asia/Taipei"},
    {"Tokyo Standard Time", "Asia/Tokyo"},
    {"Korea Standard Time", "Asia/Seoul"},
    {"Singapore Standard Time", "Asia/Singapore"},
    {"SE Asia Standard Time", "Asia/Bangkok"},
    {"India Standard Time", "Asia/Kolkata"},
    {"GMT Standard Time", "Europe/London"},
    {"W. Europe Standard Time", "Europe/Berlin"},
    {"Romance Standard Time", "Europe/Paris"},
    {"Central European Standard Time", "Europe/Warsaw"},
    {"Eastern Standard Time", "America/New_York"},
    {"Central Standard Time", "America/Chicago"},
    {"Pacific Standard Time", "America/Los_Angeles"},
    {"Beijing", "Asia/Shanghai"},
};

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

LocalSeconds local_of(const icaltimetype& time) {
  return day_number(time.year, time.month, time.day) * kDaySeconds + time.hour * 3600 + time.minute * 60 +
         time.second;
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

void copy_list(const short* from, std::size_t most, std::vector<int>& to) {
  for (std::size_t i = 0; i < most && from[i] != ICAL_RECURRENCE_ARRAY_MAX; ++i) to.push_back(from[i]);
  std::sort(to.begin(), to.end());
}

class Parser {
 public:
  Parser(const std::string& name, const Zone& office_zone, Diagnostics& diagnostics)
      : name_(name), diagnostics_(diagnostics) {
    calendar_.zones.push_back(office_zone);
  }

  Calendar run(icalcomponent* root, std::vector<EventSource> sources);

 private:
  void read_calendar(icalcomponent* calendar);
  void read_event(icalcomponent* component, icalcomponent* calendar, const EventSource& source);
  std::optional<CalendarEvent> base_of(icalcomponent* component, icalcomponent* calendar, int line);
  bool read_length(icalcomponent* component, CalendarEvent& event, icalcomponent* calendar);
  bool read_rules(icalcomponent* component, CalendarEvent& event, const std::vector<int>& intervals);
  std::optional<RecurrenceRule> rule_of(const icalrecurrencetype& from, const CalendarEvent& event);
  void read_dates(icalcomponent* component, CalendarEvent& event, icalcomponent* calendar);
  void attach_overrides();
  EventText text_of_event(icalcomponent* component);
  // The zone that a date-time property is written in; none after a complaint.
  std::optional<std::size_t> zone_of(icalproperty* property, const icaltimetype& time,
                                     icalcomponent* calendar, int line);
  std::size_t add_zone(Zone zone);
  std::optional<Zone> vtimezone(const std::string& id, icalcomponent* calendar);
  std::optional<UtcSeconds> instant(icalproperty* property, const icaltimetype& time, icalcomponent* calendar,
                                    int line);
  void complain(int line, std::string what, std::string remedy, Severity severity = Severity::error) {
    diagnostics_.push_back({severity, name_, line, 0, std::move(what), std::move(remedy)});
  }

  const std::string name_;
  Diagnostics& diagnostics_;
  Calendar calendar_;
  std::map<std::string, std::optional<std::size_t>> zones_;
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

std::size_t Parser::add_zone(Zone zone) {
  calendar_.zones.push_back(std::move(zone));
  return calendar_.zones.size() - 1;
}

// A calendar's own zone, read off libical at each day's start and bisected where the offset changes.
std::optional<Zone> Parser::vtimezone(const std::string& id, icalcomponent* calendar) {
  icaltimezone* const zone = icalcomponent_get_timezone(calendar, id.c_str());
  if (zone == nullptr) return std::nullopt;
  const auto offset = [zone](UtcSeconds at) {
    icaltimetype time =
        icaltime_from_timet_with_zone(static_cast<time_t>(at), 0, icaltimezone_get_utc_timezone());
    int daylight = 0;
    return std::int64_t{icaltimezone_get_utc_offset_of_utc_time(zone, &time, &daylight)};
  };
  constexpr int kFirstYear = 1970;
  constexpr int kLastYear = 2060;
  std::vector<Zone::Transition> transitions;
  UtcSeconds at = day_number(kFirstYear, 1, 1) * kDaySeconds;
  transitions.push_back({at, offset(at)});
  for (const UtcSeconds end = day_number(kLastYear, 1, 1) * kDaySeconds; at < end; at += 7 * kDaySeconds) {
    UtcSeconds low = at;
    UtcSeconds high = at + 7 * kDaySeconds;
    const std::int64_t after = offset(high);
    if (after == transitions.back().offset) continue;
    while (high - low > 1) {
      const UtcSeconds middle = low + (high - low) / 2;
      (offset(middle) == after ? high : low) = middle;
    }
    transitions.push_back({high, after});
  }
  return Zone(id, std::move(transitions));
}

std::optional<std::size_t> Parser::zone_of(icalproperty* property, const icaltimetype& time,
                                           icalcomponent* calendar, int line) {
  if (icaltime_is_utc(time)) {
    const auto [entry, is_new] = zones_.try_emplace("UTC");
    if (is_new) entry->second = add_zone(Zone::utc());
    return entry->second;
  }
  icalparameter* const parameter = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
  if (parameter == nullptr) return 0;
  const std::string id = text_of(icalparameter_get_tzid(parameter));
  const auto [entry, is_new] = zones_.try_emplace(id);
  if (is_new) {
    auto zone = Zone::find(id);
    std::optional<Zone> found;
    if (zone) found = std::move(*zone);
    // Some programs put a path of their own before the name: "/vendor/version/Asia/Shanghai".
    for (std::size_t slash = id.find('/'); !found && slash != std::string::npos;
         slash = id.find('/', slash + 1)) {
      if (auto tail = Zone::find(id.substr(slash + 1))) found = std::move(*tail);
    }
    if (!found) found = vtimezone(id, calendar);
    for (const auto& [foreign, iana] : kForeignZones) {
      if (!found && id == foreign) {
        if (auto known = Zone::find(iana)) found = std::move(*known);
      }
    }
    if (found) entry->second = add_zone(std::move(*found));
  }
  if (!entry->second) {
    complain(line, fmt::format("unknown time zone \"{}\"", id),
             "use an IANA name such as Asia/Shanghai, or add the VTIMEZONE that defines it");
  }
  return entry->second;
}

std::optional<UtcSeconds> Parser::instant(icalproperty* property, const icaltimetype& time,
                                          icalcomponent* calendar, int line) {
  const auto zone = zone_of(property, time, calendar, line);
  if (!zone) return std::nullopt;
  return calendar_.zones[*zone].to_utc(local_of(time));
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
      event.length.seconds = *until - calendar_.zones[event.zone].to_utc(event.start);
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

std::optional<RecurrenceRule> Parser::rule_of(const icalrecurrencetype& from, const CalendarEvent& event) {
  RecurrenceRule rule;
  switch (from.freq) {
    case ICAL_SECONDLY_RECURRENCE:
      rule.frequency = Frequency::secondly;
      break;
    case ICAL_MINUTELY_RECURRENCE:
      rule.frequency = Frequency::minutely;
      break;
    case ICAL_HOURLY_RECURRENCE:
      rule.frequency = Frequency::hourly;
      break;
    case ICAL_DAILY_RECURRENCE:
      rule.frequency = Frequency::daily;
      break;
    case ICAL_WEEKLY_RECURRENCE:
      rule.frequency = Frequency::weekly;
      break;
    case ICAL_MONTHLY_RECURRENCE:
      rule.frequency = Frequency::monthly;
      break;
    case ICAL_YEARLY_RECURRENCE:
      rule.frequency = Frequency::yearly;
      break;
    default:
      return std::nullopt;
  }
  rule.interval = std::max<int>(1, from.interval);
  if (from.count > 0) rule.count = from.count;
  if (!icaltime_is_null_time(from.until)) {
    const LocalSeconds until = local_of(from.until);
    if (from.until.is_date != 0) {
      rule.until = until + kDaySeconds - 1;
    } else if (icaltime_is_utc(from.until) && !event.floating) {
      rule.until = calendar_.zones[event.zone].to_local(until);
    } else {
      rule.until = until;  // a floating event has no offset to compare with: its clock is read as the rule's
    }
  }
  rule.week_start = from.week_start == ICAL_NO_WEEKDAY ? 1 : static_cast<int>(from.week_start) - 1;
  copy_list(from.by_second, ICAL_BY_SECOND_SIZE, rule.seconds);
  copy_list(from.by_minute, ICAL_BY_MINUTE_SIZE, rule.minutes);
  copy_list(from.by_hour, ICAL_BY_HOUR_SIZE, rule.hours);
  copy_list(from.by_month_day, ICAL_BY_MONTHDAY_SIZE, rule.month_days);
  copy_list(from.by_year_day, ICAL_BY_YEARDAY_SIZE, rule.year_days);
  copy_list(from.by_week_no, ICAL_BY_WEEKNO_SIZE, rule.weeks);
  copy_list(from.by_month, ICAL_BY_MONTH_SIZE, rule.months);
  copy_list(from.by_set_pos, ICAL_BY_SETPOS_SIZE, rule.positions);
  for (std::size_t i = 0; i < ICAL_BY_DAY_SIZE && from.by_day[i] != ICAL_RECURRENCE_ARRAY_MAX; ++i) {
    rule.weekdays.push_back({icalrecurrencetype_day_position(from.by_day[i]),
                             static_cast<int>(icalrecurrencetype_day_day_of_week(from.by_day[i])) - 1});
  }
  return rule;
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
  std::size_t index = 0;
  for (icalproperty* p = icalcomponent_get_first_property(component, ICAL_RRULE_PROPERTY); p != nullptr;
       p = icalcomponent_get_next_property(component, ICAL_RRULE_PROPERTY), ++index) {
    if (auto made = rule_of(icalproperty_get_rrule(p), event)) {
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
    if (auto made = rule_of(icalproperty_get_exrule(p), event)) event.exclusions.push_back(std::move(*made));
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
    const Zone& zone = calendar_.zones[event->zone];
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
