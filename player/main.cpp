// SPDX-License-Identifier: Apache-2.0
// crier-player: what a passer-by sees.
extern "C" {
#include <libavutil/log.h>
}

#include <fmt/format.h>
#include <malloc.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <utility>

#include "config/time_text.hpp"
#include "content/workspace/workspace.hpp"
#include "player/options.hpp"
#include "player/presenter.hpp"
#include "player/scene/card.hpp"

namespace crier {
namespace {

std::atomic<bool> g_stopped{false};  // the one global: a signal handler can reach nothing else

extern "C" void on_stop_signal(int /*signal*/) {
  g_stopped = true;
}

void catch_stop_signals() {
  struct sigaction action {};
  action.sa_handler = on_stop_signal;
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaction(signal, &action, nullptr);
}

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

const Screen* choose_screen(const Office& office, const std::string& id) {
  if (id.empty() && office.screens.size() == 1) return &office.screens.front();
  return find_screen(office, id);
}

int complain_of_screen(const Office& office, const std::string& id) {
  std::string ids;
  for (const Screen& screen : office.screens) ids += (ids.empty() ? "" : ", ") + screen.id;
  if (id.empty()) {
    fmt::print(stderr,
               "crier-player: the office has several screens; say which one this is with --screen: {}\n",
               ids);
  } else {
    fmt::print(stderr, "crier-player: there is no screen \"{}\"; choose one of: {}\n", id, ids);
  }
  return 1;
}

// How far the playout clock runs ahead of the machine's for --at.
Result<Nanoseconds> lead_for(const std::string& at, const Planner& planner, const Clock& clock) {
  if (at.empty()) return Nanoseconds{0};
  const auto written = parse_time(at);
  if (!written) return tl::unexpected(written.error());
  const WallTime wanted = written->offset ? WallTime{(written->local - *written->offset).time_since_epoch()}
                                          : planner.from_local(written->local);
  return wanted - clock.wall();
}

Result<std::unique_ptr<Display>> open_display(const PlayerSettings& settings, const Screen& screen) {
  if (settings.headless) {
    DisplaySize size{1920, 1080};
    if (screen.width > 0) size = {screen.width, screen.height};
    if (settings.window) size = {settings.window->width, settings.window->height};
    return make_headless_display(size);
  }
  DisplayRequest request;
  request.title = "Crier";
  request.window = settings.window;
  request.index = settings.display;
  request.quit_keys = settings.allow_quit || settings.window.has_value();
  request.path = settings.display_path;
  return open_sdl_display(request);
}

PlayoutOptions playout_options(const PlayerSettings& settings, const Office& office, const Screen& screen) {
  PlayoutOptions options;
  options.hardware = settings.hardware_decoding == HardwareDecoding::automatic ? HardwarePolicy::try_it
                                                                               : HardwarePolicy::never;
  options.sound = settings.sound;
  const int width = screen.width > 0 ? screen.width : 1920;
  const int height = screen.height > 0 ? screen.height : 1080;
  std::vector<std::string> lines;
  for (const std::string& language : office.languages) {
    if (const auto found = office.name.find(language); found != office.name.end())
      lines.push_back(found->second);
  }
  options.make_card = [width, height, lines] { return draw_card(width, height, lines); };
  return options;
}

std::vector<std::string> medium_names(const Office& office) {
  std::vector<std::string> names;
  for (const Medium& medium : office.media) names.push_back(medium.name);
  return names;
}

int complain(const Error& error) {
  fmt::print(stderr, "crier-player: {}\n", error.message);
  return 1;
}

int play(const PlayerOptions& options) {
  const SystemClock machine_clock;
  const Nanoseconds age = process_age();
  const PlayerSettings& settings = options.settings;
  Log log;
  auto workspace = load_workspace(settings.content);
  if (!workspace) return complain(workspace.error());
  const Office& office = workspace->office;
  const Screen* const screen = choose_screen(office, settings.screen);
  if (screen == nullptr) return complain_of_screen(office, settings.screen);
  auto planner = Planner::create(office, *screen);
  if (!planner) return complain(planner.error());
  const auto lead = lead_for(options.at, *planner, machine_clock);
  if (!lead) return complain(lead.error());

  PlayoutClock clock(machine_clock, *lead);
  PresentationLog record(clock.now() - age, medium_names(office));
  for (const Diagnostic& diagnostic : workspace->diagnostics) {
    if (diagnostic.severity != Severity::error) continue;
    log.warning("content", {{"mistake", to_text(diagnostic)}});
    record.error(to_text(diagnostic));
  }
  // Decoding begins before there is a screen: what takes long runs side by side.
  Playout playout(office, std::move(*planner), clock, log, playout_options(settings, office, *screen));
  auto display = open_display(settings, *screen);
  if (!display) return complain(display.error());
  log.info("display", {{"kind", (*display)->description()}});
  std::optional<SoundOutput> sound;
  if (settings.sound) {
    sound.emplace(clock, settings.sound_device, log);
    playout.connect_sound(*sound);
  }
  Presenter presenter(playout, clock, **display, sound ? &*sound : nullptr, record, log);
  presenter.run(g_stopped, options.run_for ? clock.monotonic() + *options.run_for : MonotonicTime::max());
  for (std::string& error : playout.take_errors()) record.error(std::move(error));
  record.dropped(playout.dropped());
  if (!options.stats.empty()) {
    std::ofstream stats(options.stats);
    if (!(stats << record.to_json()) || !stats.flush()) {
      fmt::print(stderr, "crier-player: cannot write {}; check the folder\n", options.stats.string());
      return 1;
    }
  }
  return 0;
}

}  // namespace
}  // namespace crier

int main(int argc, char** argv) {
  // Pictures are megabytes: each goes back to the system when it is freed, instead of leaving holes in the
  // heap.
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
  mallopt(M_ARENA_MAX, 2);
  av_log_set_level(AV_LOG_QUIET);  // what goes wrong in a file is told once, in our words
  prctl(PR_SET_TIMERSLACK, 1);
  crier::catch_stop_signals();
  const crier::ParsedOptions parsed = crier::parse_player_options(argc, argv);
  if (!parsed.options) return parsed.exit_status;
  const int status = crier::play(*parsed.options);
  crier::shut_down_sdl();
  return status;
}
