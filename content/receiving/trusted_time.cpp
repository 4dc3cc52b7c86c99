// SPDX-License-Identifier: Apache-2.0
#include "content/receiving/trusted_time.hpp"

#include <fmt/format.h>
#include <sys/timex.h>

#include <algorithm>
#include <charconv>

#include "config/atomic_file.hpp"
#include "config/text_file.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

using std::chrono::sys_seconds;

// No device runs this program on an earlier day.
constexpr sys_seconds kProgramMade = std::chrono::sys_days(std::chrono::year(2026) / 11 / 29);

bool is_synchronised() {
  timex status{};
  return ::adjtimex(&status) != TIME_ERROR && (status.status & STA_UNSYNC) == 0;
}

}  // namespace

TrustedTime::TrustedTime(std::filesystem::path file, const Clock& clock)
    : file_(std::move(file)), clock_(clock), latest_(kProgramMade) {
  constexpr std::size_t kMostBytes = 32;
  const auto text = read_text(file_, kMostBytes);
  std::int64_t seconds = 0;
  if (text && std::from_chars(text->data(), text->data() + text->size(), seconds).ec == std::errc{})
    latest_ = std::max(latest_, sys_seconds(std::chrono::seconds(seconds)));
}

sys_seconds TrustedTime::now() const {
  return std::max(latest_, std::chrono::floor<std::chrono::seconds>(clock_.wall()));
}

void TrustedTime::remember() {
  const sys_seconds now = std::chrono::floor<std::chrono::seconds>(clock_.wall());
  if (now < latest_ + std::chrono::hours(1) || !is_synchronised()) return;
  const std::string text = fmt::format("{}\n", now.time_since_epoch().count());
  if (write_atomically(file_, as_bytes(text))) latest_ = now;
}

}  // namespace crier
