// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>
#include <utility>

#include "config/time_text.hpp"
#include "content/alerts/alerts_folder.hpp"
#include "player/record/contact_sheet.hpp"
#include "player/record/film_writer.hpp"
#include "player/record/frame_trace.hpp"
#include "player/recording.hpp"
#include "player/run.hpp"
#include "player/stage_builder.hpp"

namespace crier {
namespace {

constexpr int kProgressSteps = 200;

// The alerts that lie in the folders now, at whatever time is asked for.
class StandingAlerts {
 public:
  StandingAlerts(const Run& run, const Screen& screen) : audience_(run.audience(screen)) {
    for (const std::filesystem::path& folder : run.alert_folders()) {
      const auto listing = list_alerts(folder);
      if (!listing) continue;
      for (const AlertFileName& file : listing->files) {
        const std::filesystem::path path = folder / file.name;
        AlertFile read = read_alert(path, path.string());
        if (read.alert) board_.offer(path.string(), std::move(*read.alert));
      }
    }
  }

  AlertSource source() const {
    return {[this](WallTime now) { return board_.shown(now, audience_); },
            [this](WallTime now) { return board_.next_change(now); }};
  }

 private:
  const AlertAudience audience_;
  AlertBoard board_;
};

class RecordingRun {
 public:
  RecordingRun(const Run& run, Log& log, WallTime from)
      : run_(run),
        log_(log),
        screen_(*run.screens.front().screen),
        from_(from),
        to_(from + *run.options.run_for),
        steps_(from),
        clock_(steps_, Nanoseconds{0}),
        display_(run.declared_size(screen_)),
        alerts_(run, screen_),
        programmes_(run.office(), clock_, log, options(run)) {}

  Result<void> record(const std::atomic<bool>& stopped);

 private:
  ProgrammeOptions options(const Run& run) {
    ProgrammeOptions programme = run.programme_options();
    programme.pace = Pace::as_decoded;
    programme.sink = &track_;
    return programme;
  }
  bool is_sheet() const { return run_.options.record.extension() == ".png"; }
  Result<void> open();
  Result<void> take(const Canvas& frame, WallTime due);
  Result<void> take_sound();
  void take_tile(const Canvas& frame, WallTime due);
  Result<void> finish();
  void tell_progress(WallTime due);

  const Run& run_;
  Log& log_;
  const Screen& screen_;
  const WallTime from_;
  const WallTime to_;
  SteppedClock steps_;
  PlayoutClock clock_;
  SoundTrack track_;
  HeadlessDisplay display_;
  StandingAlerts alerts_;
  Programmes programmes_;
  std::unique_ptr<Stage> stage_;
  std::unique_ptr<FilmWriter> film_;
  std::optional<ContactSheet> sheet_;
  std::optional<Planner> planner_;  // for the sheet's words
  std::uint64_t last_turn_ = 0;
  std::optional<FrameTrace> trace_;
  int told_ = -1;
};

Result<void> RecordingRun::open() {
  const auto feed = run_.start_programme(programmes_, screen_, display_.size());
  if (!feed) return tl::unexpected(feed.error());
  auto stage = build_stage(
      {run_.office(), screen_, display_.size(), 0, *feed, from_, alerts_.source(), log_, nullptr, run_.check},
      programmes_);
  if (!stage) return tl::unexpected(stage.error());
  stage_ = std::move(*stage);
  if (!run_.options.frames.empty()) {
    auto trace = FrameTrace::create(run_.options.frames);
    if (!trace) return tl::unexpected(trace.error());
    trace_.emplace(std::move(*trace));
  }
  if (run_.options.record.empty()) return {};
  if (is_sheet()) {
    auto planner = Planner::create(run_.office(), screen_);
    if (!planner) return tl::unexpected(planner.error());
    planner_ = std::move(*planner);
    sheet_.emplace(fmt::format("{}  {} – {}", screen_.id, format_time(from_, planner_->utc_offset(from_)),
                               format_time(to_, planner_->utc_offset(to_))));
    return {};
  }
  const bool heard = run_.options.settings.sound && !run_.channel_of(screen_).sound.muted;
  auto film = FilmWriter::create(run_.options.record, display_.size().width, display_.size().height, heard);
  if (!film) return tl::unexpected(film.error());
  film_ = std::move(*film);
  return {};
}

// At the level that the screen has at that time of day.
Result<void> RecordingRun::take_sound() {
  while (auto block = track_.take()) {
    if (film_ == nullptr || run_.channel_of(screen_).sound.muted) continue;
    const std::int64_t room = sample_at(to_) - block->position;
    if (room <= 0) continue;
    if (room < block->frames()) block->samples.resize(static_cast<std::size_t>(room * kChannels));
    const auto level = static_cast<float>(run_.sound_level(screen_, time_of_sample(block->position)));
    for (float& sample : block->samples) sample *= level;
    if (auto added = film_->add_sound(block->position - sample_at(from_), block->samples); !added)
      return added;
  }
  return {};
}

// One tile an item: the first picture that is past its transition.
void RecordingRun::take_tile(const Canvas& frame, WallTime due) {
  const FeedZone* const programme = stage_->programme();
  if (programme == nullptr || !programme->on_screen()) return;
  const Cue& cue = *programme->on_screen();
  const Presentation planned = planner_->at(due);
  const Nanoseconds length = std::min(planned.ends, to_) - std::max(planned.begins, from_);
  const bool is_late_enough = due >= std::max(planned.begins, from_) + length / 3 || cue.ends >= planned.ends;
  if (cue.turn == last_turn_ || !is_late_enough) return;
  last_turn_ = cue.turn;
  const std::string medium =
      cue.medium == kNoMedium
          ? std::string("card")
          : std::filesystem::path(run_.office().media[cue.medium].name).filename().string();
  const WallTime shown_from = std::chrono::floor<std::chrono::seconds>(std::max(planned.begins, from_));
  sheet_->add(frame, format_time(shown_from, planner_->utc_offset(due)), medium,
              planner_->reason_for(planned));
}

Result<void> RecordingRun::take(const Canvas& frame, WallTime due) {
  if (trace_) trace_->add(due, frame);
  if (sheet_) take_tile(frame, due);
  if (film_ != nullptr) {
    if (auto added = film_->add_frame(frame, due - from_); !added) return added;
  }
  tell_progress(due);
  return take_sound();
}

void RecordingRun::tell_progress(WallTime due) {
  if (!run_.options.progress) return;
  const double part = double((due - from_).count()) / double((to_ - from_).count());
  const int step = static_cast<int>(std::lround(part * kProgressSteps));
  if (step == told_) return;
  told_ = step;
  fmt::print("progress {:.3f}\n", part);
  std::fflush(stdout);
}

Result<void> RecordingRun::finish() {
  if (auto taken = take_sound(); !taken) return taken;
  if (trace_) {
    if (auto written = trace_->finish(); !written) return written;
  }
  if (sheet_) return sheet_->write(run_.options.record);
  if (film_ != nullptr) return film_->finish(to_ - from_);
  return {};
}

Result<void> RecordingRun::record(const std::atomic<bool>& stopped) {
  if (const auto opened = open(); !opened) return opened;
  Recording recording(*stage_, display_, steps_);
  const auto recorded =
      recording.run(to_, stopped, [this](const Canvas& frame, WallTime due) { return take(frame, due); });
  if (!recorded) return recorded;
  for (const std::string& error : programmes_.take_errors()) fmt::print(stderr, "crier-player: {}\n", error);
  return finish();
}

}  // namespace

int play_recording(const Run& run, Log& log, const std::atomic<bool>& stopped) {
  const auto at = run.at();
  if (!at) return complain(at.error());
  if (!run.options.run_for) {
    fmt::print(stderr, "crier-player: --record needs --for, how long to record\n");
    return 2;
  }
  const WallTime from = at->value_or(SystemClock().wall());
  RecordingRun recording(run, log, from);
  const auto recorded = recording.record(stopped);
  return recorded ? 0 : complain(recorded.error());
}

}  // namespace crier
