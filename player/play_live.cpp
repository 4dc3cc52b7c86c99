// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <optional>
#include <utility>

#include "player/alert_voice.hpp"
#include "player/alerts/alert_watch.hpp"
#include "player/display/headless_display.hpp"
#include "player/presenter.hpp"
#include "player/record/frame_trace.hpp"
#include "player/run.hpp"
#include "player/stage_builder.hpp"

namespace crier {
namespace {

Result<std::unique_ptr<Display>> open_display(const Run& run, const ChosenScreen& chosen, bool takes_input) {
  const PlayerSettings& settings = run.options.settings;
  if (settings.headless) {
    return std::unique_ptr<Display>(std::make_unique<HeadlessDisplay>(run.declared_size(*chosen.screen)));
  }
  DisplayRequest request;
  request.title = "Crier";
  request.window = settings.window;
  request.index = chosen.display;
  request.turns = chosen.screen->rotation;
  request.quit_keys = settings.allow_quit || settings.window.has_value();
  request.takes_input = takes_input;
  request.path = settings.display_path;
  return open_sdl_display(request);
}

// All that plays live, in the order in which it may be taken down.
class LiveRun {
 public:
  LiveRun(const Run& run, Log& log, Nanoseconds lead, Nanoseconds age, LiveGuest* guest)
      : run_(run),
        log_(log),
        guest_(guest),
        ahead_(machine_, lead),
        clock_(machine_, lead),
        record_(clock_.now() - age, run.medium_names()),
        programmes_(run.office(), clock_, log, run.programme_options()) {}

  Result<void> open();
  int play(const std::atomic<bool>& stopped);

 private:
  Result<void> open_output(const ChosenScreen& chosen, CueFeed* programme);
  void tick(WallTime now);
  Result<void> write_figures();

  const Run& run_;
  Log& log_;
  LiveGuest* const guest_;
  const SystemClock machine_;
  const AheadClock ahead_;
  PlayoutClock clock_;
  PresentationLog record_;
  std::optional<SoundOutput> sound_;  // outlives the playouts that feed it
  Programmes programmes_;
  std::vector<std::unique_ptr<AlertWatch>> watches_;  // one a screen
  std::vector<Output> outputs_;
  std::optional<AlertVoice> voice_;
  std::optional<FrameTrace> trace_;
};

Result<void> LiveRun::open_output(const ChosenScreen& chosen, CueFeed* programme) {
  LiveGuest* const guest = outputs_.empty() ? guest_ : nullptr;
  auto display = open_display(run_, chosen, guest != nullptr);
  if (!display) return tl::unexpected(display.error());
  log_.info("display", {{"screen", chosen.screen->id}, {"kind", (*display)->description()}});
  AlertSource alerts;
  if (const auto folders = run_.alert_folders(); !folders.empty()) {
    AlertWatchOptions options;
    options.folders = folders;
    options.audience = run_.audience(*chosen.screen);
    watches_.push_back(std::make_unique<AlertWatch>(std::move(options), ahead_, log_));
    alerts.shown = [watch = watches_.back().get()](WallTime now) { return watch->shown(now); };
  }
  auto stage = build_stage({run_.office(), *chosen.screen, (*display)->size(), (*display)->refresh_rate(),
                            programme, clock_.now(), std::move(alerts), log_, guest},
                           programmes_);
  if (!stage) return tl::unexpected(stage.error());
  outputs_.push_back({std::move(*display), std::move(*stage)});
  return {};
}

Result<void> LiveRun::open() {
  for (const Diagnostic& diagnostic : run_.workspace.diagnostics) {
    if (diagnostic.severity != Severity::error) continue;
    log_.warning("content", {{"mistake", to_text(diagnostic)}});
    record_.error(to_text(diagnostic));
  }
  // Decoding begins before there is a screen: what takes long runs side by side.
  std::vector<CueFeed*> feeds;
  for (const ChosenScreen& chosen : run_.screens) {
    const auto feed = run_.start_programme(programmes_, *chosen.screen, run_.declared_size(*chosen.screen));
    if (!feed) return tl::unexpected(feed.error());
    feeds.push_back(*feed);
  }
  for (std::size_t i = 0; i < feeds.size(); ++i) {
    const auto opened = open_output(run_.screens[i], feeds[i]);
    if (opened) continue;
    // One display that is missing takes none of the others with it.
    const bool is_last_hope = outputs_.empty() && i + 1 == feeds.size();
    if (is_last_hope) return opened;
    log_.error("display", {{"screen", run_.screens[i].screen->id}, {"reason", opened.error().message}});
    record_.error(opened.error().message);
  }
  if (run_.options.settings.sound && !run_.channel_of(*run_.screens.front().screen).sound.muted) {
    sound_.emplace(clock_, run_.options.settings.sound_device, log_);
    voice_.emplace(*sound_);
    tick(clock_.now());
    programmes_.heard()->connect_sound(*sound_);
    if (guest_ != nullptr) guest_->connect_sound(&*sound_);
  }
  if (!run_.options.frames.empty()) {
    auto trace = FrameTrace::create(run_.options.frames);
    if (!trace) return tl::unexpected(trace.error());
    trace_.emplace(std::move(*trace));
  }
  return {};
}

void LiveRun::tick(WallTime now) {
  if (!sound_) return;
  sound_->set_level(run_.sound_level(*run_.screens.front().screen, now));
  if (!watches_.empty()) voice_->follow(watches_.front()->shown(now));
}

Result<void> LiveRun::write_figures() {
  if (trace_) {
    if (const auto written = trace_->finish(); !written) return written;
  }
  if (run_.options.stats.empty()) return {};
  std::ofstream stats(run_.options.stats);
  if (!(stats << record_.to_json()) || !stats.flush()) {
    return fail(ErrorCode::io, fmt::format("cannot write {}; check the folder", run_.options.stats.string()));
  }
  return {};
}

int LiveRun::play(const std::atomic<bool>& stopped) {
  Presenter presenter(programmes_, outputs_, clock_, sound_ ? &*sound_ : nullptr, record_, log_);
  presenter.on_tick([this](WallTime now) { tick(now); });
  auto* const headless = dynamic_cast<HeadlessDisplay*>(outputs_.front().display.get());
  if (trace_ && headless != nullptr)
    presenter.on_presented([this, headless](WallTime due) { trace_->add(due, headless->canvas()); });
  if (guest_ != nullptr) presenter.set_guest(*guest_);
  const auto& length = run_.options.run_for;
  presenter.run(stopped, length ? clock_.monotonic() + *length : MonotonicTime::max());
  for (std::string& error : programmes_.take_errors()) record_.error(std::move(error));
  record_.dropped(programmes_.dropped());
  if (guest_ != nullptr) guest_->connect_sound(nullptr);
  const auto written = write_figures();
  return written ? 0 : complain(written.error());
}

}  // namespace

int play_live(const Run& run, Log& log, Nanoseconds process_age, const std::atomic<bool>& stopped,
              LiveGuest* guest) {
  const auto at = run.at();
  if (!at) return complain(at.error());
  if (!run.options.frames.empty() && !run.options.settings.headless) {
    fmt::print(stderr, "crier-player: --frames needs --headless or --record\n");
    return 2;
  }
  const Nanoseconds lead = *at ? **at - SystemClock().wall() : Nanoseconds{0};
  LiveRun live(run, log, lead, process_age, guest);
  if (const auto opened = live.open(); !opened) return complain(opened.error());
  return live.play(stopped);
}

}  // namespace crier
