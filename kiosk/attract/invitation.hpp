// SPDX-License-Identifier: Apache-2.0
// The band in front of the attract loop that asks passers-by to touch the screen. Pure; any thread; takes
// tens of milliseconds.
#pragma once

#include "player/display/display.hpp"
#include "player/media/picture.hpp"
#include "player/scene/geometry.hpp"

namespace crier {

// Where it stands on a screen of that size: along the lower edge.
Rectangle invitation_area(DisplaySize screen);

// Opaque, of the area's size. `accent`: the office's colour.
Picture draw_invitation(DisplaySize screen, Rgb accent);

}  // namespace crier
