// SPDX-License-Identifier: Apache-2.0
#include "content/workdays/work_calendar_file.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "config/text_file.hpp"
#include "config/time_text.hpp"
#include "config/toml_file.hpp"

namespace crier {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::size_t kMostBytes = std::size_t{256} << 10;
constexpr int kFirstYear = 2000;
constexpr int kLastYear = 2200;
constexpr days kLongestHoliday(31);

// "2026-01-01" alone: a time of day is a mistake here.
std::optional<sys_days> day_of(std::string_view text) {
  constexpr std::size_t kDateLength = 10;
  if (text.size() != kDateLength) return std::nullopt;
  const auto time = parse_time(text);
  if (!time) return std::nullopt;
  return sys_days(std::chrono::floor<days>(time->local).time_since_epoch());
}

struct DaySpan {
  sys_days first;
  sys_days last;
};

std::optional<DaySpan> span_of(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto first = day_of(text.substr(0, slash));
  const auto last = slash == std::string_view::npos ? first : day_of(text.substr(slash + 1));
  if (!first || !last || *last < *first || *last - *first > kLongestHoliday) return std::nullopt;
  return DaySpan{*first, *last};
}

bool is_weekend(sys_days day) {
  const std::chrono::weekday weekday(day);
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

class YearReader {
 public:
  YearReader(TomlTable& table, std::chrono::year year, WorkCalendar& calendar)
      : table_(table), year_(year), calendar_(calendar) {}

  void read() {
    for (const PlacedString& entry : table_.strings("holidays")) read_holidays(entry);
    for (const PlacedString& entry : table_.strings("workdays")) read_make_up(entry);
  }

 private:
  // None where the entry has a mistake, which is told.
  std::optional<DaySpan> read_span(const PlacedString& entry) {
    const auto span = span_of(entry.text);
    if (!span) {
      table_.complain_at(entry.position, fmt::format("\"{}\" is no day and no span of days", entry.text),
                         "write \"2026-10-01\", or the first and last day as \"2026-10-01/2026-10-07\"");
      return std::nullopt;
    }
    const auto year_of = [](sys_days day) { return std::chrono::year_month_day(day).year(); };
    if (year_of(span->first) == year_ && year_of(span->last) == year_) return span;
    table_.complain_at(entry.position,
                       fmt::format("\"{}\" is not in the year {}", entry.text, static_cast<int>(year_)),
                       "write it below the line [[year]] of its own year; part a span where the year ends");
    return std::nullopt;
  }

  void read_holidays(const PlacedString& entry) {
    const auto span = read_span(entry);
    if (!span) return;
    for (sys_days day = span->first; day <= span->last; day += days(1)) calendar_.holidays.insert(day);
  }

  void read_make_up(const PlacedString& entry) {
    const auto span = read_span(entry);
    if (!span) return;
    for (sys_days day = span->first; day <= span->last; day += days(1)) {
      if (calendar_.holidays.contains(day)) {
        table_.complain_at(entry.position, fmt::format("\"{}\" is a holiday as well", entry.text),
                           "delete it from one of the two lists");
      } else if (!is_weekend(day)) {
        table_.complain_at(entry.position, fmt::format("\"{}\" is no day of a weekend", entry.text),
                           "delete it: it is a working day without being named");
      } else {
        calendar_.make_up.insert(day);
      }
    }
  }

  TomlTable& table_;
  std::chrono::year year_;
  WorkCalendar& calendar_;
};

void read_year(TomlTable& table, WorkCalendar& calendar) {
  const auto number = table.integer("year", kFirstYear, kLastYear);
  if (!number && !table.has("year"))
    table.complain("year", "the entry does not say its year", "write year = 2026");
  if (number) {
    const std::chrono::year year(static_cast<int>(*number));
    if (!calendar.years.insert(year).second) {
      table.complain("year", fmt::format("the year {} is there twice", *number), "write it in one entry");
    }
    YearReader(table, year, calendar).read();
    table.reject_unknown_keys();
  }
}

}  // namespace

WorkCalendar parse_work_calendar(std::string_view text, const std::string& name, Diagnostics& diagnostics) {
  WorkCalendar calendar;
  const TomlFile file = TomlFile::parse(text, name, diagnostics);
  if (!file.readable()) return calendar;
  TomlTable table = file.root();
  for (TomlTable& entry : table.tables("year")) read_year(entry, calendar);
  table.reject_unknown_keys();
  return calendar;
}

WorkCalendar read_work_calendar(const std::filesystem::path& root, Diagnostics& diagnostics) {
  std::error_code error;
  if (!std::filesystem::exists(root / kWorkdaysFile, error)) return {};
  if (const auto text = read_text(root / kWorkdaysFile, kMostBytes))
    return parse_work_calendar(*text, kWorkdaysFile, diagnostics);
  diagnostics.push_back({Severity::error, kWorkdaysFile, 0, 0,
                         "the file cannot be read, or is larger than 256 KiB",
                         "check that it is a text that may be read"});
  return {};
}

}  // namespace crier
