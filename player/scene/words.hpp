// SPDX-License-Identifier: Apache-2.0
// The few words that sheets say of themselves, in the language of what they show: Chinese, and English for
// all others. Pure functions; any thread.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "config/clock.hpp"
#include "content/model/notice.hpp"

namespace crier {

bool is_chinese(std::string_view language);

// "辟谣", "Rumour, refuted".
std::string kind_label(NoticeKind kind, std::string_view language);

// "2026年11月24日", "24 November 2026".
std::string date_words(std::chrono::year_month_day date, std::string_view language);

// "2026.11.24", "24 Nov 2026".
std::string short_date_words(std::chrono::year_month_day date, std::string_view language);

// "2026年11月24日 星期二", "Tuesday 24 November 2026".
std::string day_words(std::chrono::year_month_day date, std::string_view language);

// How long reading it takes: five Chinese characters or two and a half words a second.
Nanoseconds reading_time(std::string_view text);

}  // namespace crier
