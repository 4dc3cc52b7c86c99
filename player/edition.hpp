// SPDX-License-Identifier: Apache-2.0
// Edition: one state of the content as it plays on this machine: what was read, the playouts that decode it,
// and a stage for each screen. Built by one thread, possibly ahead and away from the main one, then the main
// thread's, until one thread takes it apart.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "config/log.hpp"
#include "player/alerts/alert_watch.hpp"
#include "player/clock/playout_clock.hpp"
#include "player/live_guest.hpp"
#include "player/programmes.hpp"
#include "player/run.hpp"
#include "player/stage/stage.hpp"

namespace crier {

// What all editions of a live run have in common; everything outlives them.
struct EditionSurroundings {
  const PlayoutClock& clock;
  const Clock& alert_clock;  // as far ahead as `clock`
  Log& log;
  LiveGuest* guest = nullptr;  // on the first stage
};

// One display on which an edition shows.
struct EditionPlace {
  std::size_t screen = 0;  // index into Run::screens
  DisplaySize size;
  double refresh_rate = 0;
};

class Edition {
 public:
  // The run's first one (number 0) plays at once. `run` is shared: a visit may need it longer.
  Edition(std::shared_ptr<const Run> run, std::uint64_t number, const EditionSurroundings& around);
  Edition(const Edition&) = delete;
  Edition& operator=(const Edition&) = delete;

  // A later one, which waits for `begin_at`. Takes as long as calendars and invitations take.
  static Result<std::unique_ptr<Edition>> make_ahead(std::shared_ptr<const Run> run, std::uint64_t number,
                                                     const EditionSurroundings& around,
                                                     const std::vector<EditionPlace>& places);

  // Begins to decode for that screen (an index into Run::screens), which will be of that size.
  Result<void> add_programme(std::size_t screen, DisplaySize size);

  // Builds its stage, the next in order, after its programme was added.
  Result<void> add_stage(const EditionPlace& place);

  const Run& run() const { return *run_; }
  const std::shared_ptr<const Run>& shared_run() const { return run_; }
  Programmes& programmes() { return programmes_; }
  Stage& stage(std::size_t output) { return *stages_[output]; }

  // In force on the first screen; none where no folder is watched.
  std::vector<ShownAlert> alerts(WallTime now) const;

  // Everything it shows is made ready for that moment, which is well ahead.
  void begin_at(WallTime start, std::uint64_t sound_epoch);

  void pull(WallTime now);

  // The first moment, no earlier than `from`, at which all its stages have everything to show; none where one
  // is not ready.
  std::optional<WallTime> complete_from(WallTime from) const;

  // Takes over from the edition before, output by output, what goes on: the guest's cover.
  void succeed(Edition& before);

 private:
  const std::shared_ptr<const Run> run_;
  const std::uint64_t number_;
  const EditionSurroundings around_;
  Programmes programmes_;
  std::vector<CueFeed*> feeds_;                       // one a screen of the run
  std::vector<std::unique_ptr<AlertWatch>> watches_;  // one a stage, or none
  std::vector<std::unique_ptr<Stage>> stages_;
};

}  // namespace crier
