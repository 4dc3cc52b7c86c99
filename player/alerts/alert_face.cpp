// SPDX-License-Identifier: Apache-2.0
#include "player/alerts/alert_face.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <string>

namespace crier {
namespace {

// In the order of AlertSeverity.
constexpr std::array<const char*, 5> kChineseLevels = {"特别严重", "严重", "较重", "一般", "预警"};
constexpr std::array<const char*, 5> kEnglishLevels = {"EXTREME", "SEVERE", "MODERATE", "MINOR", "WARNING"};
constexpr std::array<const char*, 4> kNationalLevels = {"I级", "II级", "III级", "IV级"};
constexpr std::array<const char*, 12> kMonths = {"January",   "February", "March",    "April",
                                                 "May",       "June",     "July",     "August",
                                                 "September", "October",  "November", "December"};

AlertTint tint_of(const AlertInfo& info) {
  if (info.colour != AlertColour::none) return static_cast<AlertTint>(info.colour);
  return static_cast<AlertTint>(info.severity);
}

std::string level_of(const AlertInfo& info, bool chinese) {
  const auto severity = static_cast<std::size_t>(info.severity);
  if (info.colour != AlertColour::none) {
    const auto level = static_cast<std::size_t>(info.colour);
    return chinese ? fmt::format("{} · {}", kNationalLevels[level], kChineseLevels[severity])
                   : kEnglishLevels[severity];
  }
  const bool act_now = info.urgency == AlertUrgency::immediate && info.severity <= AlertSeverity::severe;
  if (chinese) return std::string(kChineseLevels[severity]) + (act_now ? " · 立即行动" : "");
  return std::string(kEnglishLevels[severity]) + (act_now ? " · ACT NOW" : "");
}

std::string time_of(WallTime time, const Zone& zone, bool chinese) {
  const auto utc = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
  const std::chrono::sys_seconds local{std::chrono::seconds{zone.to_local(utc)}};
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{local - day};
  const int year = int(date.year());
  const unsigned month = unsigned(date.month());
  const unsigned day_of_month = unsigned(date.day());
  const auto hour = clock.hours().count();
  const auto minute = clock.minutes().count();
  if (chinese) return fmt::format("{}年{}月{}日 {:02}:{:02}", year, month, day_of_month, hour, minute);
  return fmt::format("{} {} {}, {:02}:{:02}", day_of_month, kMonths[month - 1], year, hour, minute);
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

bool is_chinese(const AlertInfo& info) {
  return info.language.starts_with("zh") || info.language.starts_with("ZH") ||
         info.language.starts_with("cmn");
}

AlertFace alert_face(const ShownAlert& alert, const Zone& zone, int number, int count) {
  const AlertInfo& info = alert.info();
  const bool chinese = is_chinese(info);
  AlertFace face;
  face.tint = tint_of(info);
  face.exercise = alert.exercise;
  face.language = info.language;
  face.level = level_of(info, chinese);
  face.title = info.event;
  // The national platform's headline says once more who, what and which level: all of it stands elsewhere.
  const bool repeats = holds(info.headline, info.event) &&
                       (info.headline == info.event || holds(info.headline, info.sender_name));
  if (!repeats) face.headline = info.headline;
  face.body = info.sign_text.empty() ? info.description : info.sign_text;
  if (face.body == face.headline || face.body == face.title) face.body.clear();
  face.instruction = info.instruction;
  face.sender = info.sender_name.empty() ? alert.alert->sender : info.sender_name;
  face.time = time_of(alert.alert->sent, zone, chinese);
  face.number = number;
  face.count = count;
  return face;
}

}  // namespace crier
