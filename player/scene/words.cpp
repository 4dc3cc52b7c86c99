// SPDX-License-Identifier: Apache-2.0
#include "player/scene/words.hpp"

#include <fmt/format.h>

#include <array>

namespace crier {
namespace {

constexpr double kCharactersASecond = 5;
constexpr double kWordsASecond = 2.5;

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};

bool is_traditional(std::string_view language) {
  return language.starts_with("zh-Hant") || language.starts_with("zh-TW") || language.starts_with("zh-HK") ||
         language.starts_with("zh-MO");
}

// The code point at the front of well-formed UTF-8, taken off; anything else counts as itself, byte by byte.
unsigned take_character(std::string_view& text) {
  const auto byte = [&text](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const unsigned lead = byte(0);
  std::size_t length = 1;
  unsigned code = lead;
  if (lead >= 0xF0) {
    length = 4;
    code = (lead & 7U) << 18 | (byte(1) & 63U) << 12 | (byte(2) & 63U) << 6 | (byte(3) & 63U);
  } else if (lead >= 0xE0) {
    length = 3;
    code = (lead & 15U) << 12 | (byte(1) & 63U) << 6 | (byte(2) & 63U);
  } else if (lead >= 0xC0) {
    length = 2;
    code = (lead & 31U) << 6 | (byte(1) & 63U);
  }
  text.remove_prefix(std::min(length, text.size()));
  return code;
}

bool is_ideograph(unsigned code) {
  return (code >= 0x3400 && code <= 0x9FFF) || (code >= 0xF900 && code <= 0xFAFF) || code >= 0x20000;
}

bool is_in_word(unsigned code) {
  return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z') ||
         code == '\'' || code == 0x2019 || (code >= 0xC0 && code < 0x2000);
}

}  // namespace

bool is_chinese(std::string_view language) {
  return language == "zh" || language.starts_with("zh-");
}

std::string kind_label(NoticeKind kind, std::string_view language) {
  const bool is_refutation = kind == NoticeKind::refutation;
  if (is_traditional(language)) return is_refutation ? "闢謠" : "公告";
  if (is_chinese(language)) return is_refutation ? "辟谣" : "公告";
  return is_refutation ? "Rumour, refuted" : "Notice";
}

std::string date_words(std::chrono::year_month_day date, std::string_view language) {
  const int year = int(date.year());
  const unsigned month = unsigned(date.month());
  const unsigned day = unsigned(date.day());
  if (is_chinese(language)) return fmt::format("{}年{}月{}日", year, month, day);
  return fmt::format("{} {} {}", day, kMonths[(month - 1) % 12], year);
}

std::string short_date_words(std::chrono::year_month_day date, std::string_view language) {
  const int year = int(date.year());
  const unsigned month = unsigned(date.month());
  const unsigned day = unsigned(date.day());
  if (is_chinese(language)) return fmt::format("{}.{}.{}", year, month, day);
  return fmt::format("{} {} {}", day, kMonths[(month - 1) % 12].substr(0, 3), year);
}

std::string day_words(std::chrono::year_month_day date, std::string_view language) {
  constexpr std::array<const char*, 7> kChinese = {"日", "一", "二", "三", "四", "五", "六"};
  constexpr std::array<const char*, 7> kEnglish = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                   "Thursday", "Friday", "Saturday"};
  const unsigned weekday = std::chrono::weekday{std::chrono::sys_days{date}}.c_encoding();
  const std::string words = date_words(date, language);
  if (is_chinese(language)) return fmt::format("{} 星期{}", words, kChinese[weekday]);
  return fmt::format("{} {}", kEnglish[weekday], words);
}

Nanoseconds reading_time(std::string_view text) {
  double seconds = 0;
  bool is_inside = false;
  while (!text.empty()) {
    const unsigned code = take_character(text);
    if (is_ideograph(code)) seconds += 1 / kCharactersASecond;
    if (is_in_word(code) && !is_inside) seconds += 1 / kWordsASecond;
    is_inside = is_in_word(code);
  }
  return Nanoseconds{static_cast<std::int64_t>(seconds * 1e9)};
}

}  // namespace crier
