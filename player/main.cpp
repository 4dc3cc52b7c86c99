// SPDX-License-Identifier: Apache-2.0
// crier-player: what a passer-by sees.
#include <sys/prctl.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <iterator>
#include <sstream>

#include "player/display/display.hpp"
#include "player/options.hpp"
#include "player/process.hpp"
#include "player/run.hpp"
#include "player/subscription.hpp"

namespace crier {
namespace {

// Since the process began, by the kernel's count: linking and loading are part of what a technician waits
// for. A script that took longer before it became this program does not count.
Nanoseconds process_age() {
  std::ifstream stat("/proc/self/stat");
  std::string text((std::istreambuf_iterator<char>(stat)), {});
  const std::size_t after_name = text.rfind(')');
  if (after_name == std::string::npos) return Nanoseconds{0};
  std::istringstream fields(text.substr(after_name + 1));
  std::string field;
  constexpr int kStartTime = 20;  // field 22 of proc(5), counted from the one after the name
  for (int i = 0; i < kStartTime && fields >> field; ++i) {
  }
  const long ticks_per_second = sysconf(_SC_CLK_TCK);
  const Nanoseconds started =
      std::chrono::seconds{std::stoll(field)} / ticks_per_second +
      Nanoseconds{std::stoll(field) % ticks_per_second * 1'000'000'000 / ticks_per_second};
  timespec now{};
  clock_gettime(CLOCK_BOOTTIME, &now);
  constexpr Nanoseconds kLongestLoading = std::chrono::seconds{2};
  const Nanoseconds age = std::chrono::seconds{now.tv_sec} + Nanoseconds{now.tv_nsec} - started;
  return age <= kLongestLoading ? age : Nanoseconds{0};
}

int play(PlayerOptions options, const std::atomic<bool>& stopped) {
  const Nanoseconds age = process_age();
  const SystemClock clock;
  // A recording tells its caller what matters; a screen tells the journal everything.
  Log log(options.record.empty() ? LogLevel::info : LogLevel::warning);
  const auto receiver = subscribe(options, Visitors::none, clock, log);
  if (!receiver) return complain(receiver.error());
  auto run = Run::prepare(options, check_by(receiver->get()));
  if (!run) return complain(run.error());
  if (!options.record.empty()) return play_recording(**run, log, stopped);
  return play_live(std::move(*run), log, age, stopped);
}

}  // namespace
}  // namespace crier

int main(int argc, char** argv) {
  crier::prepare_process();
  prctl(PR_SET_TIMERSLACK, 1);
  const std::atomic<bool>& stopped = crier::catch_stop_signals();
  crier::ParsedOptions parsed = crier::parse_player_options(argc, argv);
  if (!parsed.options) return parsed.exit_status;
  const int status = crier::play(*std::move(parsed.options), stopped);
  crier::shut_down_sdl();
  return status;
}
