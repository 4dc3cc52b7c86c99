// SPDX-License-Identifier: Apache-2.0
// Changeover: follows the content's link and lets one edition follow upon another while the player plays,
// without a picture lost. Main thread; nothing here waits.
//
// A new edition is made on another thread and decodes its first pictures ahead. It takes over on all screens
// at once, when the item that is on by the old plan of the first screen ends, but no later than 45 seconds
// after it was ready to begin, and at once where it brings an alert; from that moment on pictures and sound
// are what the new plan says for the time. Until every zone of it has something to show, the old edition
// plays on. Content that cannot be played is refused, logged once, and tried again only when the link moves
// on.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "config/log.hpp"
#include "player/edition.hpp"
#include "player/edition_maker.hpp"
#include "player/presenter.hpp"
#include "player/sound/sound_sink.hpp"

namespace crier {

struct ChangeoverHooks {
  // Where the sound of content goes that is about to take over; null: nowhere.
  std::function<SoundSink*(const Run&)> sound;

  // `next` is on in the place of `before`, which has been asked for everything when this returns.
  std::function<void(Edition& before, Edition& next)> taken_over;
};

class Changeover final : public Succession {
 public:
  // `first` is on. All references outlive this object.
  Changeover(std::unique_ptr<Edition> first, std::vector<EditionPlace> places, EditionSurroundings around,
             ChangeoverHooks hooks);

  Edition& current() { return *current_; }

  // Looks whether the link was moved and what was made; call a few times a second.
  void look(WallTime now);

  std::optional<WallTime> due(WallTime now) override;
  Edition& take_over() override;
  void relock(WallTime now) override;

 private:
  // What follows, from the moment when it can begin.
  struct Next {
    std::unique_ptr<Edition> edition;
    Planner before;
    WallTime start;
    int attempts = 0;
    bool is_committed = false;  // the sound changes at `start`, so the pictures will
    bool is_urgent = false;     // no item is waited for
  };

  void take_made(WallTime now);
  void hurry_alerts(WallTime now);
  void begin(WallTime now);
  void commit();
  void drop_next();
  WallTime moment_after(WallTime earliest, WallTime now);

  const EditionSurroundings around_;
  const ChangeoverHooks hooks_;
  const std::filesystem::path link_;
  std::filesystem::path seen_;  // what the link led to when it was last looked at
  std::unique_ptr<Edition> current_;
  std::optional<Next> next_;
  EditionMaker maker_;
};

}  // namespace crier
