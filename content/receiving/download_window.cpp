// SPDX-License-Identifier: Apache-2.0
#include "content/receiving/download_window.hpp"

#include <fmt/format.h>

#include <ctime>
#include <functional>

#include "config/time_text.hpp"
#include "content/sealing/digest.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

using std::chrono::minutes;

constexpr minutes kDay{24 * 60};

// The same for a device every night, and another for its neighbour.
minutes own_delay(std::string_view device, minutes longest) {
  if (longest <= minutes(0)) return minutes(0);
  const std::string hash = sha256_hex(as_bytes(device));
  return minutes(static_cast<long>(std::stoul(hash.substr(0, 7), nullptr, 16)) % (longest.count() + 1));
}

}  // namespace

Result<DownloadWindow> DownloadWindow::parse(std::string_view text, std::string_view device) {
  const std::size_t dash = text.find('-');
  const auto begin = parse_time_of_day(text.substr(0, dash));
  const auto end = dash == std::string_view::npos ? begin : parse_time_of_day(text.substr(dash + 1));
  if (dash == std::string_view::npos || !begin || !end || *begin == *end)
    return fail(ErrorCode::invalid_argument,
                fmt::format("\"{}\" is no stretch of the day; write it like 01:00-05:30", text));
  DownloadWindow window;
  minutes whole = (*end - *begin + kDay) % kDay;
  if (whole == minutes(0)) whole = kDay;  // 00:00-24:00
  const minutes delay = own_delay(device, whole / 4);
  window.begin_ = (*begin + delay) % kDay;
  window.length_ = whole - delay;
  return window;
}

bool DownloadWindow::is_open(minutes time_of_day) const {
  return (time_of_day - begin_ + kDay) % kDay < length_;
}

std::chrono::minutes local_time_of_day(std::chrono::system_clock::time_point now) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
  std::tm local{};
  ::localtime_r(&seconds, &local);
  return std::chrono::hours(local.tm_hour) + minutes(local.tm_min);
}

}  // namespace crier
