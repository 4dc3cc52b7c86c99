// SPDX-License-Identifier: Apache-2.0
#include "player/edition.hpp"

#include <algorithm>
#include <utility>

#include "player/stage_builder.hpp"

namespace crier {
namespace {

ProgrammeOptions programme_options(const Run& run, std::uint64_t number) {
  ProgrammeOptions options = run.programme_options();
  options.edition = number;
  options.start = number == 0 ? kAtOnce : kWhenTold;
  return options;
}

}  // namespace

Edition::Edition(std::shared_ptr<const Run> run, std::uint64_t number, const EditionSurroundings& around)
    : run_(std::move(run)),
      number_(number),
      around_(around),
      programmes_(run_->office(), around.clock, around.log, programme_options(*run_, number)),
      feeds_(run_->screens.size()) {}

Result<std::unique_ptr<Edition>> Edition::make_ahead(std::shared_ptr<const Run> run, std::uint64_t number,
                                                     const EditionSurroundings& around,
                                                     const std::vector<EditionPlace>& places) {
  auto edition = std::make_unique<Edition>(std::move(run), number, around);
  for (const EditionPlace& place : places) {
    if (const auto added = edition->add_programme(place.screen, place.size); !added)
      return tl::unexpected(added.error());
  }
  for (const EditionPlace& place : places) {
    if (const auto added = edition->add_stage(place); !added) return tl::unexpected(added.error());
  }
  return edition;
}

Result<void> Edition::add_programme(std::size_t screen, DisplaySize size) {
  const auto feed = run_->start_programme(programmes_, *run_->screens[screen].screen, size);
  if (!feed) return tl::unexpected(feed.error());
  feeds_[screen] = *feed;
  return {};
}

Result<void> Edition::add_stage(const EditionPlace& place) {
  const Screen& screen = *run_->screens[place.screen].screen;
  AlertSource alerts;
  if (const auto folders = run_->alert_folders(); !folders.empty()) {
    AlertWatchOptions options;
    options.folders = folders;
    options.audience = run_->audience(screen);
    watches_.push_back(std::make_unique<AlertWatch>(std::move(options), around_.alert_clock, around_.log));
    alerts.shown = [watch = watches_.back().get()](WallTime now) { return watch->shown(now); };
  }
  LiveGuest* const guest = stages_.empty() ? around_.guest : nullptr;
  auto stage = build_stage({run_->office(), screen, place.size, place.refresh_rate, feeds_[place.screen],
                            around_.clock.now(), std::move(alerts), around_.log, guest, run_->check, number_},
                           programmes_);
  if (!stage) return tl::unexpected(stage.error());
  stages_.push_back(std::move(*stage));
  return {};
}

std::vector<ShownAlert> Edition::alerts(WallTime now) const {
  return watches_.empty() ? std::vector<ShownAlert>() : watches_.front()->shown(now);
}

void Edition::begin_at(WallTime start, std::uint64_t sound_epoch) {
  programmes_.begin_at(start, sound_epoch);
  for (const auto& stage : stages_) stage->relock(start);
}

void Edition::pull(WallTime now) {
  for (const auto& stage : stages_) stage->pull(now);
}

std::optional<WallTime> Edition::complete_from(WallTime from) const {
  const bool knows_alerts =
      std::ranges::all_of(watches_, [](const auto& watch) { return watch->has_looked(); });
  if (!knows_alerts) return std::nullopt;
  WallTime complete = from;
  for (const auto& stage : stages_) {
    const auto moment = stage->complete_from(from);
    if (!moment) return std::nullopt;
    complete = std::max(complete, *moment);
  }
  return complete;
}

void Edition::succeed(Edition& before) {
  for (std::size_t i = 0; i < stages_.size(); ++i) {
    stages_[i]->take_cover_of(*before.stages_[i]);
    // Pictures that nobody waited for were not dropped.
    if (FeedZone* const programme = stages_[i]->programme()) static_cast<void>(programme->take_dropped());
  }
}

}  // namespace crier
