// SPDX-License-Identifier: Apache-2.0
// What one run of the player plays: the content read, its screens chosen, its clock set. Prepared by one
// thread, then read by any.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "config/log.hpp"
#include "config/result.hpp"
#include "content/alerts/alert_board.hpp"
#include "content/schedule/zone.hpp"
#include "content/workspace/workspace.hpp"
#include "player/content_link.hpp"
#include "player/live_guest.hpp"
#include "player/media/file_check.hpp"
#include "player/options.hpp"
#include "player/programmes.hpp"
#include "player/stage/stage.hpp"

namespace crier {

struct ChosenScreen {
  const Screen* screen = nullptr;  // of the run's office
  int display = 0;
};

struct Run {
  PlayerOptions options;
  FileCheck check;  // of what is played
  HeldContent content;
  Workspace workspace;
  Zone time_zone = Zone::utc();
  std::vector<ChosenScreen> screens;  // at least one

  const Office& office() const { return workspace.office; }
  const Channel& channel_of(const Screen& screen) const { return office().channels.at(screen.channel); }

  // Fails where the content cannot be read, or a screen, its channel or the time zone does not exist. Probes
  // media: blocks.
  static Result<std::unique_ptr<Run>> prepare(PlayerOptions options, FileCheck check = {});

  // The moment that --at names; none where it is left out.
  Result<std::optional<WallTime>> at() const;

  // The workspace's own and those of the settings.
  std::vector<std::filesystem::path> alert_folders() const;
  AlertAudience audience(const Screen& screen) const;

  // The size that is asked for, or that the content says the screen has, as an upright viewer counts, until a
  // display tells.
  DisplaySize declared_size(const Screen& screen) const;

  // How loud the screen's channel plays at that moment, 0 to 1 of full amplitude.
  double sound_level(const Screen& screen, WallTime time) const;

  std::vector<std::string> medium_names() const;

  ProgrammeOptions programme_options() const;

  // Begins to decode what the screen's calendar says.
  Result<CueFeed*> start_programme(Programmes& programmes, const Screen& screen, DisplaySize size) const;
};

// Tells on standard error, and returns the exit status of bad input.
int complain(const Error& error);

// Plays on the displays until `stopped`, or as long as the options say; follows the content where its path is
// a link that is moved. Both return the exit status, after a complaint on standard error where it is not 0.
// `guest` is on the first screen, and outlives the call.
int play_live(std::shared_ptr<const Run> run, Log& log, Nanoseconds process_age,
              const std::atomic<bool>& stopped, LiveGuest* guest = nullptr);

// Records the run's first screen to the file of --record (a film, or a contact sheet where it ends in .png),
// or only lists its frames for --frames with --headless.
int play_recording(const Run& run, Log& log, const std::atomic<bool>& stopped);

}  // namespace crier
