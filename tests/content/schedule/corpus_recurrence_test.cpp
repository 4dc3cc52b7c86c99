// SPDX-License-Identifier: Apache-2.0
// Other people's recurrence rules with their expected times; skipped where the corpus is not beside the
// project.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

#include "config/time_text.hpp"
#include "content/schedule/calendar.hpp"

namespace crier {
namespace {

using nlohmann::json;

std::string compact(std::string text) {
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

std::string property(const json& rule, const std::string& name, const std::string& value) {
  if (value.size() == 10) return fmt::format("{};VALUE=DATE:{}\r\n", name, compact(value));
  const std::string zone = rule["tzid"].is_string() ? rule["tzid"].get<std::string>() : "";
  if (zone == "UTC") return fmt::format("{}:{}Z\r\n", name, compact(value));
  return fmt::format("{}{}:{}\r\n", name, zone.empty() ? "" : ";TZID=" + zone, compact(value));
}

std::string to_calendar(const json& rule) {
  std::string text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:u\r\n";
  text += property(rule, "DTSTART", rule["dtstart"]);
  if (rule["rrule"].is_string()) text += "RRULE:" + rule["rrule"].get<std::string>() + "\r\n";
  for (const auto& one : rule.value("rrules", json::array()))
    text += "RRULE:" + one.get<std::string>() + "\r\n";
  for (const auto& one : rule.value("exrules", json::array()))
    text += "EXRULE:" + one.get<std::string>() + "\r\n";
  for (const auto& one : rule["exdate"]) text += property(rule, "EXDATE", one);
  for (const auto& one : rule["rdate"]) text += property(rule, "RDATE", one);
  return text + "END:VEVENT\r\nEND:VCALENDAR\r\n";
}

LocalSeconds local_seconds(const std::string& text) {
  return std::chrono::floor<std::chrono::seconds>(parse_time(text)->local).time_since_epoch().count();
}

std::vector<LocalSeconds> expected_times(const json& rule) {
  std::vector<LocalSeconds> times;
  for (const auto& one : rule["expected"]) times.push_back(local_seconds(one));
  return times;
}

std::vector<LocalSeconds> expanded_times(const json& rule, const Calendar& calendar) {
  const bool inclusive = rule.value("inclusive", false);
  const bool bounded = rule["to"].is_string();
  const auto expected = expected_times(rule);
  const std::string kind = rule["kind"];
  LocalSeconds from = rule["from"].is_string() ? local_seconds(rule["from"]) : -4'000'000'000;
  LocalSeconds to = bounded ? local_seconds(rule["to"]) + (inclusive ? 1 : 0) : 9'000'000'000;
  if (!bounded && calendar.events[0].is_endless() && kind == "list")
    to = expected.empty() ? to : expected.back() + 86'400;
  std::vector<LocalSeconds> times;
  const Zone& zone = calendar.zones[calendar.events[0].zone];
  calendar.occurrences(0, zone.to_utc(from), zone.to_utc(to), [&](const Occurrence& occurrence) {
    const LocalSeconds local = zone.to_local(occurrence.start);
    if (kind != "between" || inclusive || local > from) times.push_back(local);
    return times.size() < 200'000;
  });
  std::sort(times.begin(), times.end());
  if (kind == "before" || kind == "after") {
    const LocalSeconds at = local_seconds(rule["at"]);
    const bool before = kind == "before";
    std::erase_if(times, [&](LocalSeconds t) {
      return before ? (inclusive ? t > at : t >= at) : (inclusive ? t < at : t <= at);
    });
    if (!times.empty()) times = {before ? times.back() : times.front()};
  } else if (rule["limit"].is_number()) {
    times.resize(std::min(times.size(), rule["limit"].get<std::size_t>()));
  } else if (kind == "list" && !rule["complete"].get<bool>()) {
    times.resize(std::min(times.size(), expected.size()));
  }
  return times;
}

TEST(CorpusRecurrence, EveryRuleGivesItsExpectedTimes) {
  const char* const folder = std::getenv("CRIER_CORPUS");
  std::ifstream lines(std::string(folder == nullptr ? CRIER_CORPUS : folder) + "/ical/rrule.jsonl");
  if (!lines) GTEST_SKIP() << "the corpus is not beside the project";
  const auto zone = Zone::find("America/New_York");
  ASSERT_TRUE(zone);
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const json rule = json::parse(line);
    Diagnostics diagnostics;
    const auto calendar = Calendar::parse(to_calendar(rule), "corpus.ics", *zone, diagnostics);
    ASSERT_TRUE(calendar);
    ASSERT_EQ(calendar->events.size(), 1U) << rule["id"];
    EXPECT_EQ(expanded_times(rule, *calendar), expected_times(rule)) << rule["id"] << " " << rule["rrule"];
  }
  EXPECT_GT(count, 100);
}

}  // namespace
}  // namespace crier
