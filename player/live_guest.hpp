// SPDX-License-Identifier: Apache-2.0
// LiveGuest: what a program above the player adds to the live run of its first screen: a zone that covers
// the programme for a while, a band that stands in front of it, and what to do with touches and keys. All
// methods are called on the main thread and must not wait.
#pragma once

#include <memory>
#include <vector>

#include "content/model/office.hpp"
#include "player/display/display.hpp"
#include "player/sound/sound_output.hpp"
#include "player/stage/screen_zone.hpp"

namespace crier {

struct GuestZones {
  std::unique_ptr<ScreenZone> band;   // stands in front of the programme; null: none
  std::unique_ptr<ScreenZone> cover;  // the whole screen while `covers`
};

class LiveGuest {
 public:
  virtual ~LiveGuest() = default;

  // The zones for a screen of that size; layers are numbered from `first_layer`, kLayersPerZone each.
  virtual GuestZones furnish(DisplaySize size, std::uint64_t first_layer) = 0;

  // The sound output, which outlives the guest's use of it; null where there is none.
  virtual void connect_sound(SoundOutput* sound) = 0;

  virtual void input(const InputEvent& event) = 0;

  // Asked again and again: does what is due, and tells whether the cover lies over the programme, which rests
  // meanwhile.
  virtual bool covers(MonotonicTime now) = 0;
};

}  // namespace crier
