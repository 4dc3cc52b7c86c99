// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string_view>
#include <utility>

#include "player/alert_voice.hpp"
#include "player/changeover.hpp"
#include "player/display/headless_display.hpp"
#include "player/presenter.hpp"
#include "player/record/frame_trace.hpp"
#include "player/run.hpp"

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

// A mistake in a channel that only other screens play; their media need not even be here.
bool is_elsewhere(const Run& run, const std::string& file) {
  constexpr std::string_view kChannels = "channels/";
  if (!file.starts_with(kChannels)) return false;
  const std::string id = std::filesystem::path(file).stem().string();
  return std::none_of(run.screens.begin(), run.screens.end(),
                      [&id](const ChosenScreen& chosen) { return chosen.screen->channel == id; });
}

// All that plays live, in the order in which it may be taken down.
class LiveRun {
 public:
  LiveRun(std::shared_ptr<const Run> run, Log& log, Nanoseconds lead, Nanoseconds age, LiveGuest* guest)
      : first_(std::move(run)),
        options_(first_->options),
        log_(log),
        guest_(guest),
        ahead_(machine_, lead),
        clock_(machine_, lead),
        record_(clock_.now() - age, first_->medium_names()) {}

  Result<void> open();
  int play(const std::atomic<bool>& stopped);

 private:
  Result<void> open_output(Edition& edition, std::size_t screen);
  void note_mistakes(const Run& run);
  void begin_sound();
  SoundSink* sound_for(const Run& run);
  void change_over(Edition& before, Edition& next);
  void note_playouts(Programmes& programmes);
  void tick(WallTime now);
  Result<void> write_figures();
  const Run& run() { return changeover_->current().run(); }

  std::shared_ptr<const Run> first_;  // until the changeover has it
  const PlayerOptions options_;
  Log& log_;
  LiveGuest* const guest_;
  const SystemClock machine_;
  const AheadClock ahead_;
  PlayoutClock clock_;
  PresentationLog record_;
  std::optional<SoundOutput> sound_;  // outlives the playouts that feed it
  std::optional<AlertVoice> voice_;
  std::vector<EditionPlace> places_;  // one an output
  std::vector<Output> outputs_;
  std::optional<Changeover> changeover_;  // none before `open` is through
  std::optional<Presenter> presenter_;
  std::optional<FrameTrace> trace_;
};

Result<void> LiveRun::open_output(Edition& edition, std::size_t screen) {
  const bool is_first = outputs_.empty();
  auto display = open_display(edition.run(), edition.run().screens[screen], is_first && guest_ != nullptr);
  if (!display) return tl::unexpected(display.error());
  log_.info("display",
            {{"screen", edition.run().screens[screen].screen->id}, {"kind", (*display)->description()}});
  const EditionPlace place{screen, (*display)->size(), (*display)->refresh_rate()};
  if (const auto added = edition.add_stage(place); !added) return added;
  outputs_.push_back({std::move(*display), &edition.stage(places_.size())});
  places_.push_back(place);
  return {};
}

Result<void> LiveRun::open() {
  note_mistakes(*first_);
  const EditionSurroundings around{clock_, ahead_, log_, guest_};
  auto edition = std::make_unique<Edition>(first_, 0, around);
  // Decoding begins before there is a screen: what takes long runs side by side.
  const std::size_t screens = first_->screens.size();
  for (std::size_t i = 0; i < screens; ++i) {
    const auto added = edition->add_programme(i, first_->declared_size(*first_->screens[i].screen));
    if (!added) return added;
  }
  for (std::size_t i = 0; i < screens; ++i) {
    const auto opened = open_output(*edition, i);
    if (opened) continue;
    // One display that is missing takes none of the others with it.
    const bool is_last_hope = outputs_.empty() && i + 1 == screens;
    if (is_last_hope) return opened;
    log_.error("display", {{"screen", first_->screens[i].screen->id}, {"reason", opened.error().message}});
    record_.error(opened.error().message);
  }
  ChangeoverHooks hooks;
  hooks.sound = [this](const Run& run) { return sound_for(run); };
  hooks.taken_over = [this](Edition& before, Edition& next) { change_over(before, next); };
  first_.reset();
  changeover_.emplace(std::move(edition), places_, around, std::move(hooks));
  presenter_.emplace(changeover_->current(), *changeover_, outputs_, clock_, record_, log_);
  if (SoundSink* const sound = sound_for(run())) {
    tick(clock_.now());
    changeover_->current().programmes().heard()->connect_sound(*sound);
  }
  if (!options_.frames.empty()) {
    auto trace = FrameTrace::create(options_.frames);
    if (!trace) return tl::unexpected(trace.error());
    trace_.emplace(std::move(*trace));
  }
  return {};
}

void LiveRun::note_mistakes(const Run& run) {
  for (const Diagnostic& diagnostic : run.workspace.diagnostics) {
    if (diagnostic.severity != Severity::error || is_elsewhere(run, diagnostic.file)) continue;
    log_.warning("content", {{"mistake", to_text(diagnostic)}});
    record_.error(to_text(diagnostic));
  }
}

// The device is opened once, for the first content that is heard.
SoundSink* LiveRun::sound_for(const Run& run) {
  if (!options_.settings.sound || run.channel_of(*run.screens.front().screen).sound.muted) return nullptr;
  if (!sound_) begin_sound();
  return &*sound_;
}

void LiveRun::begin_sound() {
  sound_.emplace(clock_, options_.settings.sound_device, log_);
  voice_.emplace(*sound_);
  presenter_->set_sound(&*sound_);
  if (guest_ != nullptr) guest_->connect_sound(&*sound_);
}

void LiveRun::change_over(Edition& before, Edition& next) {
  note_playouts(before.programmes());
  note_mistakes(next.run());
  record_.switch_content(next.run().medium_names());
  if (guest_ != nullptr) guest_->follow(next.shared_run());
}

void LiveRun::note_playouts(Programmes& programmes) {
  for (std::string& error : programmes.take_errors()) record_.error(std::move(error));
  record_.dropped(programmes.dropped());
}

void LiveRun::tick(WallTime now) {
  changeover_->look(now);
  if (!sound_) return;
  sound_->set_level(run().sound_level(*run().screens.front().screen, now));
  voice_->follow(changeover_->current().alerts(now));
}

Result<void> LiveRun::write_figures() {
  if (trace_) {
    if (const auto written = trace_->finish(); !written) return written;
  }
  if (options_.stats.empty()) return {};
  std::ofstream stats(options_.stats);
  if (!(stats << record_.to_json()) || !stats.flush()) {
    return fail(ErrorCode::io, fmt::format("cannot write {}; check the folder", options_.stats.string()));
  }
  return {};
}

int LiveRun::play(const std::atomic<bool>& stopped) {
  presenter_->on_tick([this](WallTime now) { tick(now); });
  auto* const headless = dynamic_cast<HeadlessDisplay*>(outputs_.front().display.get());
  if (trace_ && headless != nullptr)
    presenter_->on_presented([this, headless](WallTime due) { trace_->add(due, headless->canvas()); });
  if (guest_ != nullptr) presenter_->set_guest(*guest_);
  const auto& length = options_.run_for;
  presenter_->run(stopped, length ? clock_.monotonic() + *length : MonotonicTime::max());
  note_playouts(changeover_->current().programmes());
  if (guest_ != nullptr) guest_->connect_sound(nullptr);
  const auto written = write_figures();
  return written ? 0 : complain(written.error());
}

}  // namespace

int play_live(std::shared_ptr<const Run> run, Log& log, Nanoseconds process_age,
              const std::atomic<bool>& stopped, LiveGuest* guest) {
  const auto at = run->at();
  if (!at) return complain(at.error());
  if (!run->options.frames.empty() && !run->options.settings.headless) {
    fmt::print(stderr, "{}: --frames needs --headless or --record\n", program_invocation_short_name);
    return 2;
  }
  const Nanoseconds lead = *at ? **at - SystemClock().wall() : Nanoseconds{0};
  LiveRun live(std::move(run), log, lead, process_age, guest);
  if (const auto opened = live.open(); !opened) return complain(opened.error());
  return live.play(stopped);
}

}  // namespace crier
