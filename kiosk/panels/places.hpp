// SPDX-License-Identifier: Apache-2.0
// Where the parts of a panel stand that more than one file must know. Millimetres, or pixels of the canvas
// where it is a rectangle. Pure functions; any thread.
#pragma once

#include "kiosk/input/keyboard.hpp"
#include "kiosk/look/metrics.hpp"
#include "kiosk/look/theme.hpp"
#include "player/scene/geometry.hpp"

namespace crier {

inline constexpr double kHeaderHeight = 40;  // of every panel but the first

double footer_height(const Metrics& metrics, const Theme& theme);

// The part of the canvas that the keyboard's places count from: above the footer, and in landscape the right
// column of the panel.
Rectangle keyboard_room(const Metrics& metrics, const Theme& theme);
KeyboardArea keyboard_area(const Metrics& metrics, const Theme& theme);

}  // namespace crier
