// SPDX-License-Identifier: Apache-2.0
// Whether a window manager runs on the X11 display: without one, SDL waits 100 ms for an answer that never
// comes.
#pragma once

namespace crier {

// True where $DISPLAY names an X server without a window manager (EWMH: no _NET_SUPPORTING_WM_CHECK on its
// root).
bool is_bare_x11();

}  // namespace crier
