// SPDX-License-Identifier: Apache-2.0
#include "config/time_text.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace crier {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

struct Unit {
  std::string_view name;
  Nanoseconds length;
};

constexpr std::array<Unit, 5> kUnits = {{{"d", days{1}},
                                         {"h", hours{1}},
                                         {"m", minutes{1}},
                                         {"s", seconds{1}},
                                         {"ms", std::chrono::milliseconds{1}}}};
constexpr Nanoseconds kLongest = days{36'500};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Reads exactly `count` digits off the front.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (!is_digit(text[i])) return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<std::chrono::local_days> take_date(std::string_view& text) {
  const auto year = take_digits(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_digits(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_digits(text, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{unsigned(*month)},
                                         std::chrono::day{unsigned(*day)}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::local_days{date};
}

// Up to nine digits of a second after the point; further digits are cut off.
std::optional<Nanoseconds> take_fraction(std::string_view& text) {
  if (text.empty() || !is_digit(text.front())) return std::nullopt;
  std::int64_t value = 0;
  int digits = 0;
  while (!text.empty() && is_digit(text.front())) {
    if (digits < 9) {
      value = value * 10 + (text.front() - '0');
      ++digits;
    }
    text.remove_prefix(1);
  }
  for (; digits < 9; ++digits) value *= 10;
  return Nanoseconds{value};
}

std::optional<Nanoseconds> take_time_of_day(std::string_view& text) {
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  Nanoseconds time = hours{*hour} + minutes{*minute};
  if (!take(text, ':')) return time;
  const auto second = take_digits(text, 2);
  if (!second || *second > 60) return std::nullopt;
  time += seconds{std::min(*second, 59)};
  if (!take(text, '.')) return time;
  const auto fraction = take_fraction(text);
  if (!fraction) return std::nullopt;
  return time + *fraction;
}

std::optional<minutes> take_offset(std::string_view& text) {
  if (take(text, 'Z') || take(text, 'z')) return minutes{0};
  const bool east = !text.empty() && text.front() == '+';
  if (text.empty() || (!east && text.front() != '-')) return std::nullopt;
  text.remove_prefix(1);
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  const minutes offset = hours{*hour} + minutes{*minute};
  return east ? offset : -offset;
}

}  // namespace

Result<Nanoseconds> parse_duration(std::string_view text) {
  const auto wrong = [text] {
    return fail(ErrorCode::invalid_argument,
                fmt::format("\"{}\" is not a duration: write it like 90s, 5m, 1h or 1h30m", text));
  };
  if (text.empty()) return wrong();
  Nanoseconds total{0};
  std::size_t next_unit = 0;
  std::string_view rest = text;
  while (!rest.empty()) {
    std::int64_t count = 0;
    const auto [end, status] = std::from_chars(rest.data(), rest.data() + rest.size(), count);
    if (status != std::errc{} || count < 0 || rest.front() == '-') return wrong();
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    std::size_t letters = 0;
    while (letters < rest.size() && !is_digit(rest[letters])) ++letters;
    while (next_unit < kUnits.size() && kUnits[next_unit].name != rest.substr(0, letters)) ++next_unit;
    if (next_unit == kUnits.size() || count > kLongest / kUnits[next_unit].length) return wrong();
    total += kUnits[next_unit].length * count;
    ++next_unit;
    rest.remove_prefix(letters);
  }
  if (total > kLongest) return wrong();
  return total;
}

std::string format_duration(Nanoseconds duration) {
  std::string text;
  for (const Unit& unit : kUnits) {
    const auto count = duration / unit.length;
    if (count > 0) text += fmt::format("{}{}", count, unit.name);
    duration -= count * unit.length;
  }
  return text.empty() ? "0s" : text;
}

Result<std::chrono::minutes> parse_time_of_day(std::string_view text) {
  constexpr std::string_view kEndOfDay = "24:00";
  constexpr std::size_t kLength = kEndOfDay.size();
  if (text == kEndOfDay) return hours{24};
  std::string_view rest = text;
  const auto time = take_time_of_day(rest);
  if (time && text.size() == kLength && rest.empty()) return std::chrono::floor<minutes>(*time);
  return fail(ErrorCode::invalid_argument,
              fmt::format("\"{}\" is not a time of day: write it like 06:30, from 00:00 to 24:00", text));
}

Result<WrittenTime> parse_time(std::string_view text) {
  const auto wrong = [text] {
    return fail(
        ErrorCode::invalid_argument,
        fmt::format("\"{}\" is not a time: write it like 2026-11-24T08:30:00 or 2026-11-24T08:30:00+08:00",
                    text));
  };
  std::string_view rest = text;
  const auto date = take_date(rest);
  if (!date) return wrong();
  WrittenTime written{.local = *date, .offset = std::nullopt};
  if (rest.empty()) return written;
  if (!take(rest, 'T') && !take(rest, 't') && !take(rest, ' ')) return wrong();
  const auto time_of_day = take_time_of_day(rest);
  if (!time_of_day) return wrong();
  written.local += *time_of_day;
  if (rest.empty()) return written;
  written.offset = take_offset(rest);
  if (!written.offset || !rest.empty()) return wrong();
  return written;
}

std::string format_time(WallTime time, std::chrono::seconds offset) {
  const WallTime shifted = time + offset;
  const auto day = std::chrono::floor<days>(shifted);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{shifted - day};
  std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", int(date.year()),
                                 unsigned(date.month()), unsigned(date.day()), clock.hours().count(),
                                 clock.minutes().count(), clock.seconds().count());
  if (const auto fraction = clock.subseconds().count(); fraction != 0) {
    std::string digits = fmt::format("{:09}", fraction);
    digits.erase(digits.find_last_not_of('0') + 1);
    text += "." + digits;
  }
  const auto minutes_east = std::chrono::floor<minutes>(offset).count();
  const auto distance = minutes_east < 0 ? -minutes_east : minutes_east;
  return text + fmt::format("{}{:02}:{:02}", minutes_east < 0 ? '-' : '+', distance / 60, distance % 60);
}

}  // namespace crier
