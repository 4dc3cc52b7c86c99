// SPDX-License-Identifier: Apache-2.0
// What keys, figures and fingers do to the field of the panel on top, and what is sought while it is
// written. For `apply` alone. The visit's thread only.
#pragma once

#include <string>

#include "kiosk/panels/visit_state.hpp"

namespace crier {

// Raises the keyboard; nothing where the panel has no field or it is up already.
void start_writing(VisitState& state, Keyboard& keyboard);
void stop_writing(VisitState& state, Keyboard& keyboard);
// For another field of the same panel.
void write_anew(VisitState& state, Keyboard& keyboard);

void press_key(const std::string& id, VisitState& state, const VisitTools& tools);
// A figure of a number pad: as its key, and raises the keyboard.
void type_digit(int digit, VisitState& state, const VisitTools& tools);
void touch_text(const command::TouchText& touch, VisitState& state, const VisitTools& tools);

enum class Seeking { where_it_changed, anew };
void search(VisitState& state, const VisitTools& tools, Seeking seeking);

}  // namespace crier
