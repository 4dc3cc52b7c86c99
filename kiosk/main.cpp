// SPDX-License-Identifier: Apache-2.0
// crier-kiosk: the player as its attract loop, and a process for each citizen who touches the screen.
#include <sys/prctl.h>

#include <atomic>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/visit_guest.hpp"
#include "kiosk/visit_process.hpp"
#include "player/display/display.hpp"
#include "player/options.hpp"
#include "player/process.hpp"
#include "player/run.hpp"
#include "player/subscription.hpp"

namespace crier {
namespace {

// --panels FILE, which only tests use: describes each panel that is shown, with what was typed.
std::string take_panels(std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i + 1 < arguments.size(); ++i) {
    if (arguments[i] != "--panels") continue;
    std::string file = arguments[i + 1];
    const auto at = arguments.begin() + static_cast<std::ptrdiff_t>(i);
    arguments.erase(at, at + 2);
    return file;
  }
  return {};
}

ParsedOptions parse(const std::vector<std::string>& arguments) {
  std::vector<const char*> argv{"crier-kiosk"};
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  return parse_player_options(static_cast<int>(argv.size()), argv.data(), "crier-kiosk");
}

int serve(PlayerOptions options, const std::vector<std::string>& arguments, const std::string& panels,
          const std::atomic<bool>& stopped) {
  Log log(LogLevel::info);
  const SystemClock clock;
  const auto receiver = subscribe(options, Visitors::served, clock, log);
  if (!receiver) return complain(receiver.error());
  auto prepared = Run::prepare(options, check_by(receiver->get()));
  if (!prepared) return complain(prepared.error());
  std::shared_ptr<const Run> run = std::move(*prepared);
  VisitGuest guest(arguments, run, panels, log);
  return play_live(std::move(run), log, Nanoseconds{0}, stopped, &guest);
}

// The process of a visit: --visit WxH PARENT CONTENT, then the player's own arguments. CONTENT: the folder
// that the player's content path led to.
int visit(const std::vector<std::string>& arguments) {
  constexpr std::size_t kOwn = 4;
  const auto size = arguments.size() < kOwn ? parse_window_size("") : parse_window_size(arguments[1]);
  if (!size) return 2;
  const int parent = std::atoi(arguments[2].c_str());
  auto parsed = parse({arguments.begin() + kOwn, arguments.end()});
  if (!parsed.options) return parsed.exit_status;
  parsed.options->settings.content = arguments[3];
  return run_visit(*parsed.options, {size->width, size->height}, parent);
}

}  // namespace
}  // namespace crier

int main(int argc, char** argv) {
  crier::prepare_process();
  std::vector<std::string> arguments(argv + 1, argv + argc);
  if (!arguments.empty() && arguments[0] == "--visit") return crier::visit(arguments);
  prctl(PR_SET_TIMERSLACK, 1);
  const std::atomic<bool>& stopped = crier::catch_stop_signals();
  const std::string panels = crier::take_panels(arguments);
  const crier::ParsedOptions parsed = crier::parse(arguments);
  if (!parsed.options) return parsed.exit_status;
  const int status = crier::serve(*parsed.options, arguments, panels, stopped);
  crier::shut_down_sdl();
  return status;
}
