// SPDX-License-Identifier: Apache-2.0
#include "player/display/window_manager.hpp"

#include <X11/Xatom.h>
#include <X11/Xlib.h>

#include <cstdlib>

namespace crier {

bool is_bare_x11() {
  if (std::getenv("DISPLAY") == nullptr) return false;
  ::Display* connection = XOpenDisplay(nullptr);
  if (connection == nullptr) return false;
  const Atom check = XInternAtom(connection, "_NET_SUPPORTING_WM_CHECK", True);
  bool bare = true;
  if (check != None) {
    Atom type = None;
    int format = 0;
    unsigned long items = 0;
    unsigned long left = 0;
    unsigned char* value = nullptr;
    XGetWindowProperty(connection, DefaultRootWindow(connection), check, 0, 1, False, XA_WINDOW, &type,
                       &format, &items, &left, &value);
    bare = items == 0;
    if (value != nullptr) XFree(value);
  }
  XCloseDisplay(connection);
  return bare;
}

}  // namespace crier
