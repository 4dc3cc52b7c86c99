// SPDX-License-Identifier: Apache-2.0
#include "content/schedule/calendar.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "config/time_text.hpp"
#include "tests/content/schedule/offices.hpp"

namespace crier {
namespace {

struct Read {
  std::optional<Calendar> calendar;
  Diagnostics diagnostics;
};

Read read(const std::string& events) {
  Read result;
  const auto zone = Zone::find("Asia/Shanghai");
  auto calendar = Calendar::parse("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + "END:VCALENDAR\r\n",
                                  "t.ics", *zone, result.diagnostics);
  if (calendar) result.calendar = std::move(*calendar);
  return result;
}

// Local starts of all occurrences of all events in a window of UTC seconds, as text.
std::string starts(const Calendar& calendar, const char* from = "2026-01-01T00:00:00Z",
                   const char* to = "2027-01-01T00:00:00Z") {
  const auto utc = [](const char* text) {
    return std::chrono::floor<std::chrono::seconds>(parse_time(text)->local).time_since_epoch().count();
  };
  std::string text;
  for (std::size_t i = 0; i < calendar.events.size(); ++i) {
    calendar.occurrences(i, utc(from), utc(to), [&](const Occurrence& occurrence) {
      const Zone& zone = calendar.zones[calendar.events[i].zone];
      text += format_time(WallTime{std::chrono::seconds{zone.to_local(occurrence.start)}},
                          std::chrono::seconds{0})
                  .substr(5, 11) +
              " ";
      return true;
    });
  }
  return text;
}

// What would be millions of years of work is given up; the screen goes on with the rest.
TEST(Calendar, IsNotHeldUpByRulesThatCountEverySecond) {
  for (const char* rule : {"RRULE:FREQ=SECONDLY;COUNT=2000000000\r\n", "RRULE:FREQ=SECONDLY;BYSETPOS=2\r\n",
                           "RRULE:FREQ=DAILY\r\nEXRULE:FREQ=SECONDLY\r\nEXRULE:FREQ=SECONDLY;BYSETPOS=3\r\n",
                           "RRULE:FREQ=DAILY\r\nRRULE:FREQ=DAILY;INTERVAL=2\r\nDESCRIPTION:two rules\r\n"}) {
    const Read result = read(event("e", "p", at("19700101T000000", "22500101T000000", rule)));
    ASSERT_TRUE(result.calendar);
    ASSERT_EQ(result.calendar->events.size(), 1U) << rule;
    int left = 10'000;
    result.calendar->occurrences(0, 1'795'536'000, 1'796'000'000,
                                 [&left](const Occurrence&) { return --left > 0; });
  }
}

TEST(Calendar, ExpandsWhatOfficesWrite) {
  const std::pair<std::string, const char*> rows[] = {
      {at("20260131T090000", "20260131T100000", "RRULE:FREQ=MONTHLY;COUNT=4\r\n"),
       "01-31T09:00 03-31T09:00 05-31T09:00 07-31T09:00 "},
      {at("20240229T090000", "20240229T100000", "RRULE:FREQ=YEARLY\r\n"), ""},
      {at("20260105T090000", "20260105T100000", "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20260112T010000Z\r\n"),
       "01-05T09:00 01-07T09:00 01-12T09:00 "},
      {at("20260105T090000", "20260105T100000",
          "RRULE:FREQ=DAILY;COUNT=3\r\nEXDATE;TZID=Asia/Shanghai:20260106T090000\r\n"),
       "01-05T09:00 01-07T09:00 "},
      {at("20260105T090000", "20260105T100000", "RRULE:FREQ=DAILY;COUNT=3\r\nEXDATE;VALUE=DATE:20260106\r\n"),
       "01-05T09:00 01-07T09:00 "},
      {at("20260105T090000", "20260105T100000", "RDATE;TZID=Asia/Shanghai:20260109T150000\r\n"),
       "01-05T09:00 01-09T15:00 "},
      {at("20260130T090000", "20260130T100000",
          "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2\r\n"),
       "01-30T09:00 02-27T09:00 "},
      {"DTSTART;VALUE=DATE:20260501\r\nDTEND;VALUE=DATE:20260504\r\n", "05-01T00:00 "},
      {"DTSTART:20260501T000000Z\r\nDTEND:20260501T010000Z\r\n", "05-01T00:00 "},
      {"DTSTART:20260501T080000\r\nDURATION:PT1H\r\nSTATUS:CANCELLED\r\n", ""},
      {"DTSTART;TZID=China Standard Time:20260501T080000\r\nDURATION:PT1H\r\n", "05-01T08:00 "},
      {"DTSTART;TZID=/vendor/1.0/Asia/Shanghai:20260501T080000\r\nDURATION:PT1H\r\n", "05-01T08:00 "},
  };
  for (const auto& [lines, expected] : rows) {
    const Read result = read(event("e", "p", lines));
    ASSERT_TRUE(result.calendar) << lines;
    EXPECT_TRUE(result.diagnostics.empty())
        << lines << to_text(result.diagnostics.empty() ? Diagnostic{} : result.diagnostics[0]);
    EXPECT_EQ(starts(*result.calendar), expected) << lines;
  }
}

TEST(Calendar, AnOverrideMovesOneOccurrenceOrAllThatFollow) {
  const std::string series =
      event("e", "p", at("20260105T090000", "20260105T100000", "RRULE:FREQ=DAILY;COUNT=4\r\n"));
  const auto moved = [](const char* range, const char* more) {
    return event("e", "q",
                 fmt::format("RECURRENCE-ID{};TZID=Asia/Shanghai:20260106T090000\r\n", range) +
                     at("20260106T140000", "20260106T150000", more));
  };
  EXPECT_EQ(starts(*read(series + moved("", "")).calendar),
            "01-05T09:00 01-07T09:00 01-08T09:00 01-06T14:00 ");
  EXPECT_EQ(starts(*read(moved("", "") + series).calendar),
            "01-05T09:00 01-07T09:00 01-08T09:00 01-06T14:00 ");
  EXPECT_EQ(starts(*read(series + moved("", "STATUS:CANCELLED\r\n")).calendar),
            "01-05T09:00 01-07T09:00 01-08T09:00 ");
  EXPECT_EQ(starts(*read(series + moved(";RANGE=THISANDFUTURE", "")).calendar),
            "01-05T09:00 01-07T14:00 01-08T14:00 01-06T14:00 ");
}

TEST(Calendar, ItsOwnZoneDefinitionIsUsed) {
  const Read result = read(
      "BEGIN:VTIMEZONE\r\nTZID:Office "
      "Clock\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0530\r\n"
      "TZOFFSETTO:+0530\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n" +
      event("e", "p", "DTSTART;TZID=Office Clock:20260501T080000\r\nDURATION:PT1H\r\n"));
  ASSERT_TRUE(result.calendar);
  EXPECT_EQ(result.calendar->zones[result.calendar->events[0].zone].offset_at(1'777'600'000), 19'800);
}

TEST(Calendar, WrongEventsAreNamedByLineAndLeftOut) {
  const std::tuple<std::string, const char*> rows[] = {
      {"DTSTART;TZID=Mars/Olympus:20260501T080000\r\nDURATION:PT1H\r\n", "unknown time zone"},
      {"DURATION:PT1H\r\n", "DTSTART"},
      {at("20260501T080000", "20260501T070000"), "ends before"},
      {at("20260501T080000", "20260501T090000", "RRULE:FREQ=SOMETIMES\r\n"), "RRULE"},
  };
  for (const auto& [lines, word] : rows) {
    const Read result =
        read(event("good", "p", at("20260501T080000", "20260501T090000")) + event("bad", "p", lines));
    ASSERT_TRUE(result.calendar);
    EXPECT_EQ(result.calendar->events.size(), 1U) << lines;
    ASSERT_EQ(result.diagnostics.size(), 1U) << lines;
    EXPECT_EQ(result.diagnostics[0].line, 9) << lines;
    EXPECT_NE(result.diagnostics[0].what.find(word), std::string::npos) << result.diagnostics[0].what;
    EXPECT_FALSE(result.diagnostics[0].remedy.empty());
  }
}

TEST(Calendar, WhatIsNoCalendarIsRefused) {
  const auto zone = Zone::find("Asia/Shanghai");
  Diagnostics diagnostics;
  for (const char* text : {"", "hello", "<html></html>", "BEGIN:VCARD\r\nEND:VCARD\r\n"}) {
    EXPECT_FALSE(Calendar::parse(text, "t.ics", *zone, diagnostics)) << text;
  }
}

TEST(Calendar, ForeignHabitsAreTolerated) {
  const auto zone = Zone::find("Asia/Shanghai");
  Diagnostics diagnostics;
  const std::string text =
      "\xef\xbb\xbf"
      "BEGIN:VCALENDAR\nVERSION:2.0\nX-WR-CALNAME:\xe6\x8e\x92\xe6\x92\xad\nBEGIN:VEVENT\nDTSTART:"
      "20260501T080000\n"
      "DURATION:PT1H\nSUMM\n "
      "ARY:lunch\nLOCATION:hall\xe3\x80\x81gate\nX-ODD;X=1:2\nEND:VEVENT\nEND:VCALENDAR\n";
  const auto calendar = Calendar::parse(text, "t.ics", *zone, diagnostics);
  ASSERT_TRUE(calendar);
  ASSERT_EQ(calendar->events.size(), 1U);
  EXPECT_EQ(calendar->events[0].text.summary, "lunch");
  EXPECT_EQ(calendar->events[0].text.locations, (std::vector<std::string>{"hall", "gate"}));
  EXPECT_FALSE(calendar->events[0].uid.empty());
}

TEST(Calendar, ARuleThatNeverMatchesEndsWithTheWindow) {
  const Read result = read(
      event("e", "p",
            at("20260105T090000", "20260105T100000", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n")) +
      event("f", "p",
            at("20260105T090000", "20260105T100000", "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\r\n")));
  EXPECT_EQ(starts(*result.calendar, "2026-01-01T00:00:00Z", "2126-01-01T00:00:00Z"), "");
}

}  // namespace
}  // namespace crier
