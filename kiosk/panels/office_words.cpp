// SPDX-License-Identifier: Apache-2.0
// What panels say of the office's content.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiosk/panels/panels.hpp"

namespace crier {

std::string in_language(const Ui& ui, const LocalizedText& text) {
  const bool english = ui.mode().language == Language::english;
  return ui.content(
      text_in(text, english ? std::vector<std::string>{"en", "zh"} : std::vector<std::string>{"zh", "en"}));
}

const std::array<EmergencyNumber, 3>& emergency_numbers() {
  static constexpr std::array<EmergencyNumber, 3> kNumbers{
      {{"110", "Danger", "Police: in danger, or robbed of money just now"},
       {"96110", "Fraud", "Against fraud: ask before you pay, answer when it calls"},
       {"12377", "Report", "Report harmful information on the internet"}}};
  return kNumbers;
}

std::string date_text(const Ui& ui, const std::chrono::year_month_day& date) {
  const auto year = static_cast<int>(date.year());
  const auto month = static_cast<unsigned>(date.month());
  const auto day = static_cast<unsigned>(date.day());
  if (ui.mode().language != Language::english) return fmt::format("{}年{}月{}日", year, month, day);
  constexpr std::array<const char*, 12> kMonths{"January",   "February", "March",    "April",
                                                "May",       "June",     "July",     "August",
                                                "September", "October",  "November", "December"};
  return fmt::format("{} {} {}", day, kMonths[(month + 11) % 12], year);
}

Icon icon_of(CategoryIcon icon) {
  switch (icon) {
    case CategoryIcon::fraud:
      return Icon::fraud;
    case CategoryIcon::gambling:
      return Icon::gambling;
    case CategoryIcon::malware:
      return Icon::malware;
    case CategoryIcon::minors:
      return Icon::minors;
    case CategoryIcon::privacy:
      return Icon::privacy;
    case CategoryIcon::violence:
      return Icon::violence;
    case CategoryIcon::rumour:
      return Icon::rumour;
    case CategoryIcon::vulgar:
      return Icon::vulgar;
    case CategoryIcon::banned:
      return Icon::banned;
    case CategoryIcon::other:
      return Icon::other;
  }
  return Icon::other;
}

const Category* category_of(const Office& office, const std::string& key) {
  const auto found = std::ranges::find(office.categories, key, &Category::key);
  return found == office.categories.end() ? nullptr : &*found;
}

}  // namespace crier
