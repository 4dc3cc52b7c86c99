// SPDX-License-Identifier: Apache-2.0
// Any bytes as warning messages: the parser, the board with them, and the order of coming. The input is cut
// at 0xFF bytes, which no UTF-8 holds, into files.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "content/alerts/alert_board.hpp"
#include "content/alerts/alert_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace crier;
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  constexpr std::size_t kMostFiles = 8;
  std::vector<Alert> alerts;
  for (std::size_t files = 0; files < kMostFiles && !rest.empty(); ++files) {
    const std::string_view bytes = rest.substr(0, rest.find('\xFF'));
    rest.remove_prefix(std::min(rest.size(), bytes.size() + 1));
    Diagnostics diagnostics;
    auto alert = parse_alert(bytes, "fuzz.xml", diagnostics);
    if (alert.has_value() != diagnostics.empty()) std::abort();
    for (const Diagnostic& diagnostic : diagnostics)
      if (diagnostic.what.empty() || diagnostic.remedy.empty()) std::abort();
    if (alert) alerts.push_back(*std::move(alert));
  }
  const AlertAudience audience{.tags = {"S1", "geo:110112", "area:a"}, .languages = {"zh", "en"}};
  AlertBoard forwards;
  AlertBoard backwards;
  for (std::size_t i = 0; i < alerts.size(); ++i) {
    forwards.offer(std::to_string(i), alerts[i]);
    const std::size_t last = alerts.size() - 1 - i;
    backwards.offer(std::to_string(last), alerts[last]);
  }
  for (const Alert& alert : alerts) {
    const WallTime now = alert.sent + std::chrono::minutes{5};
    const auto shown = forwards.shown(now, audience);
    const auto other = backwards.shown(now, audience);
    if (shown.size() != other.size()) std::abort();
    for (std::size_t i = 0; i < shown.size(); ++i)
      if (shown[i].key != other[i].key || shown[i].until <= now) std::abort();
    if (const auto next = forwards.next_change(now); next && *next <= now) std::abort();
    forwards.idle(now, audience);
  }
  return 0;
}
