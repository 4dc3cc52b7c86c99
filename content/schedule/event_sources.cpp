// SPDX-License-Identifier: Apache-2.0
#include "content/schedule/event_sources.hpp"

#include <algorithm>
#include <string>

namespace crier {
namespace {

bool same_letters(std::string_view text, std::string_view capitals) {
  return text.size() == capitals.size() &&
         std::equal(text.begin(), text.end(), capitals.begin(),
                    [](char a, char b) { return a == b || (a >= 'a' && a <= 'z' && a - 32 == b); });
}

// The whole number after INTERVAL=, at most a hundred million; 1 where there is none.
int interval_in(std::string_view rule) {
  constexpr std::string_view kKey = "INTERVAL=";
  for (std::size_t at = 0; at + kKey.size() <= rule.size(); ++at) {
    if (!same_letters(rule.substr(at, kKey.size()), kKey)) continue;
    int interval = 0;
    for (at += kKey.size(); at < rule.size() && rule[at] >= '0' && rule[at] <= '9' && interval < 10'000'000;
         ++at) {
      interval = interval * 10 + (rule[at] - '0');
    }
    return std::max(1, interval);
  }
  return 1;
}

}  // namespace

std::vector<EventSource> event_sources(std::string_view text) {
  std::vector<EventSource> sources;
  std::string line;  // unfolded: RFC 5545 section 3.1
  int number = 0;
  int first_number = 1;
  const auto finish = [&] {
    if (same_letters(line, "BEGIN:VEVENT")) sources.push_back({first_number, {}});
    if (!sources.empty() && line.size() > 5 && same_letters(std::string_view(line).substr(0, 5), "RRULE")) {
      sources.back().intervals.push_back(interval_in(line));
    }
  };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) end = text.size();
    std::string_view content = text.substr(at, end - at);
    if (!content.empty() && content.back() == '\r') content.remove_suffix(1);
    ++number;
    if (!content.empty() && (content.front() == ' ' || content.front() == '\t')) {
      line += content.substr(1);
    } else {
      finish();
      line = content;
      first_number = number;
    }
    at = end + 1;
  }
  finish();
  return sources;
}

}  // namespace crier
