// SPDX-License-Identifier: Apache-2.0
// What the state of a visit means to its clock and to who only hears it. Pure functions; any thread.
#pragma once

#include <string>

#include "kiosk/panels/visit_state.hpp"
#include "kiosk/visit/visit_clock.hpp"

namespace crier {

// How much patience the panel deserves: an answer that was found is read, not written.
Pastime pastime_of(const VisitState& state);

// The same as long as the citizen would say that they are on the same page.
std::string page_name(const VisitState& state);

}  // namespace crier
