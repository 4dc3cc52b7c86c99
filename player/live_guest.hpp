// SPDX-License-Identifier: Apache-2.0
// LiveGuest: what a program above the player adds to the live run of its first screen: a zone that covers
// the programme for a while, a band that stands in front of it, and what to do with touches and keys. All
// methods but make_band are called on the main thread and must not wait.
#pragma once

#include <memory>
#include <vector>

#include "content/model/office.hpp"
#include "player/display/display.hpp"
#include "player/sound/sound_output.hpp"
#include "player/stage/screen_zone.hpp"

namespace crier {

struct Run;

struct GuestZones {
  std::unique_ptr<ScreenZone> band;   // stands in front of the programme; null: none
  std::unique_ptr<ScreenZone> cover;  // the whole screen while `covers`
};

class LiveGuest {
 public:
  virtual ~LiveGuest() = default;

  // The zones for a screen of that size; layers are numbered from `first_layer`, kLayersPerZone each.
  virtual GuestZones furnish(DisplaySize size, std::uint64_t first_layer) = 0;

  // The band once more, for other content, under which the same cover will lie; null: none. Any thread.
  virtual std::unique_ptr<ScreenZone> make_band(const Office& office, DisplaySize size,
                                                std::uint64_t first_layer) const = 0;

  // From now on the screen plays that. Whoever needs the content before keeps hold of it.
  virtual void follow(std::shared_ptr<const Run> content) = 0;

  // The sound output, which outlives the guest's use of it; null where there is none.
  virtual void connect_sound(SoundOutput* sound) = 0;

  virtual void input(const InputEvent& event) = 0;

  // Asked again and again: does what is due, and tells whether the cover lies over the programme, which rests
  // meanwhile.
  virtual bool covers(MonotonicTime now) = 0;
};

}  // namespace crier
