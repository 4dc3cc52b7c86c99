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
#include "content/schedule/zone.hpp"
#include "content/workspace/workspace.hpp"
#include "player/display/headless_display.hpp"
#include "player/options.hpp"
#include "player/presenter.hpp"
#include "player/stage_builder.hpp"

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
Result<Nanoseconds> lead_for(const std::string& at, const Zone& zone, const Clock& clock) {
  if (at.empty()) return Nanoseconds{0};
  const auto written = parse_time(at);
  if (!written) return tl::unexpected(written.error());
  const auto whole = std::chrono::floor<std::chrono::seconds>(written->local);
  const LocalSeconds local = whole.time_since_epoch().count();
  const UtcSeconds utc =
      written->offset ? local - std::chrono::seconds(*written->offset).count() : zone.to_utc(local);
  return WallTime{std::chrono::seconds{utc}} + (written->local - whole) - clock.wall();
}

// The size that the content says the screen has, until a display tells.
DisplaySize declared_size(const PlayerSettings& settings, const Screen& screen) {
  if (settings.window) return {settings.window->width, settings.window->height};
  return screen.width > 0 ? DisplaySize{screen.width, screen.height} : DisplaySize{1920, 1080};
}

Result<std::unique_ptr<Display>> open_display(const PlayerSettings& settings, const Screen& screen) {
  if (settings.headless) {
    return std::unique_ptr<Display>(std::make_unique<HeadlessDisplay>(declared_size(settings, screen)));
  }
  DisplayRequest request;
  request.title = "Crier";
  request.window = settings.window;
  request.index = settings.display;
  request.turns = screen.rotation;
  request.quit_keys = settings.allow_quit || settings.window.has_value();
  request.path = settings.display_path;
  return open_sdl_display(request);
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

// Begins to decode what the screen's calendar says.
Result<CueFeed*> start_programme(Programmes& programmes, const Office& office, const Screen& screen,
                                 DisplaySize size) {
  const auto channel = office.channels.find(screen.channel);
  const Layout* const layout =
      channel == office.channels.end() ? nullptr : layout_for(channel->second, size.width, size.height);
  const ZoneLayout* const zone = programme_zone(layout);
  const Rectangle area = to_pixels(zone == nullptr ? Fractions{} : zone->area, size.width, size.height);
  const Rgb bars = zone == nullptr ? 0 : zone->background.value_or(layout->background);
  return programmes.of_screen(screen, area.width, area.height, bars);
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
  const auto zone = Zone::find(office.time_zone);
  if (!zone) return complain(zone.error());
  const auto lead = lead_for(options.at, *zone, machine_clock);
  if (!lead) return complain(lead.error());

  PlayoutClock clock(machine_clock, *lead);
  PresentationLog record(clock.now() - age, medium_names(office));
  for (const Diagnostic& diagnostic : workspace->diagnostics) {
    if (diagnostic.severity != Severity::error) continue;
    log.warning("content", {{"mistake", to_text(diagnostic)}});
    record.error(to_text(diagnostic));
  }
  // Decoding begins before there is a screen: what takes long runs side by side.
  ProgrammeOptions programme_options;
  programme_options.hardware = settings.hardware_decoding == HardwareDecoding::automatic
                                   ? HardwarePolicy::try_it
                                   : HardwarePolicy::never;
  programme_options.sound = settings.sound;
  Programmes programmes(office, clock, log, programme_options);
  const auto programme = start_programme(programmes, office, *screen, declared_size(settings, *screen));
  if (!programme) return complain(programme.error());
  std::vector<Output> outputs;
  auto display = open_display(settings, *screen);
  if (!display) return complain(display.error());
  log.info("display", {{"kind", (*display)->description()}});
  auto stage = build_stage(
      {office, *screen, (*display)->size(), (*display)->refresh_rate(), *programme, clock.now()}, programmes);
  if (!stage) return complain(stage.error());
  outputs.push_back({std::move(*display), std::move(*stage)});
  std::optional<SoundOutput> sound;
  if (settings.sound && !office.channels.at(screen->channel).sound.muted) {
    sound.emplace(clock, settings.sound_device, log);
    programmes.heard()->connect_sound(*sound);
  }
  Presenter presenter(programmes, outputs, clock, sound ? &*sound : nullptr, record, log);
  presenter.run(g_stopped, options.run_for ? clock.monotonic() + *options.run_for : MonotonicTime::max());
  for (std::string& error : programmes.take_errors()) record.error(std::move(error));
  record.dropped(programmes.dropped());
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
