// SPDX-License-Identifier: Apache-2.0
#include "player/run.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <utility>

#include "config/time_text.hpp"
#include "content/model/sound_look.hpp"

namespace crier {
namespace {

Result<const Screen*> choose_screen(const Office& office, const std::string& id) {
  if (id.empty() && office.screens.size() == 1) return &office.screens.front();
  if (const Screen* const screen = find_screen(office, id)) {
    if (office.channels.contains(screen->channel)) return screen;
    return fail(ErrorCode::not_found, fmt::format("screen \"{}\" plays channel \"{}\", which does not exist",
                                                  screen->id, screen->channel));
  }
  std::string ids;
  for (const Screen& screen : office.screens) ids += (ids.empty() ? "" : ", ") + screen.id;
  if (id.empty()) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("the office has several screens; say which one this is with --screen: {}", ids));
  }
  return fail(ErrorCode::not_found, fmt::format("there is no screen \"{}\"; choose one of: {}", id, ids));
}

}  // namespace

Result<std::unique_ptr<Run>> Run::prepare(PlayerOptions options, FileCheck check) {
  auto run = std::make_unique<Run>();
  run->options = std::move(options);
  run->check = std::move(check);
  const PlayerSettings& settings = run->options.settings;
  auto content = HeldContent::hold_linked(settings.content);
  if (!content) return tl::unexpected(content.error());
  run->content = std::move(*content);
  auto workspace = load_workspace(run->content.path());
  if (!workspace) return tl::unexpected(workspace.error());
  run->workspace = std::move(*workspace);
  auto zone = Zone::find(run->office().time_zone);
  if (!zone) return tl::unexpected(zone.error());
  run->time_zone = std::move(*zone);
  std::vector<ScreenOnDisplay> wanted = settings.screens;
  if (wanted.empty()) wanted.push_back({settings.screen, settings.display});
  for (const ScreenOnDisplay& one : wanted) {
    const auto screen = choose_screen(run->office(), one.id);
    if (!screen) return tl::unexpected(screen.error());
    run->screens.push_back({*screen, one.display});
  }
  return run;
}

Result<std::optional<WallTime>> Run::at() const {
  if (options.at.empty()) return std::optional<WallTime>{};
  const auto written = parse_time(options.at);
  if (!written) return tl::unexpected(written.error());
  const auto whole = std::chrono::floor<std::chrono::seconds>(written->local);
  const LocalSeconds local = whole.time_since_epoch().count();
  const UtcSeconds utc =
      written->offset ? local - std::chrono::seconds(*written->offset).count() : time_zone.to_utc(local);
  return std::optional(WallTime{std::chrono::seconds{utc}} + (written->local - whole));
}

std::vector<std::filesystem::path> Run::alert_folders() const {
  std::vector<std::filesystem::path> folders;
  // A publication's alerts have a way of their own, beside its content.
  const bool is_own = options.settings.repository.url.empty() && !office().root.empty();
  if (is_own) folders.push_back(office().root / "alerts");
  folders.insert(folders.end(), options.settings.alerts.begin(), options.settings.alerts.end());
  return folders;
}

AlertAudience Run::audience(const Screen& screen) const {
  AlertAudience audience;
  audience.tags = screen.tags;
  audience.tags.push_back(screen.id);
  audience.languages = office().languages;
  return audience;
}

DisplaySize Run::declared_size(const Screen& screen) const {
  const PlayerSettings& settings = options.settings;
  DisplaySize panel{1920, 1080};
  if (screen.width > 0) panel = {screen.width, screen.height};
  if (settings.window) panel = {settings.window->width, settings.window->height};
  return turned(panel, screen.rotation);
}

int complain(const Error& error) {
  fmt::print(stderr, "{}: {}\n", program_invocation_short_name, error.message);
  return 1;
}

double Run::sound_level(const Screen& screen, WallTime time) const {
  const std::int64_t day = std::chrono::seconds{std::chrono::days{1}}.count();
  const UtcSeconds now = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
  const LocalSeconds into_day = (time_zone.to_local(now) % day + day) % day;
  return level_at(channel_of(screen).sound, static_cast<int>(into_day / 60));
}

std::vector<std::string> Run::medium_names() const {
  std::vector<std::string> names;
  for (const Medium& medium : office().media) names.push_back(medium.name);
  return names;
}

ProgrammeOptions Run::programme_options() const {
  ProgrammeOptions programme;
  programme.hardware = options.settings.hardware_decoding == HardwareDecoding::automatic
                           ? HardwarePolicy::try_it
                           : HardwarePolicy::never;
  programme.sound = options.settings.sound;
  programme.several_screens = screens.size() > 1;
  programme.check = check;
  return programme;
}

Result<CueFeed*> Run::start_programme(Programmes& programmes, const Screen& screen, DisplaySize size) const {
  const Layout* const layout = layout_for(channel_of(screen), size.width, size.height);
  const ZoneLayout* const zone = programme_zone(layout);
  const Rectangle area = to_pixels(zone == nullptr ? Fractions{} : zone->area, size.width, size.height);
  const Rgb bars = zone == nullptr ? 0 : zone->background.value_or(layout->background);
  return programmes.of_screen(screen, area.width, area.height, bars);
}

}  // namespace crier
