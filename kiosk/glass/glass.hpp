// SPDX-License-Identifier: Apache-2.0
// Glass: the pane on which panels are drawn: Dear ImGui on an OpenGL 3 context without a window, redrawn only
// where it changed and read back into memory. The visit's thread only; one a process.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "config/result.hpp"
#include "kiosk/look/brush.hpp"
#include "kiosk/look/type.hpp"

namespace crier {

struct Pointer {
  double x = -1;  // pixels; outside where no finger is down
  double y = -1;
  bool is_down = false;
};

class Glass {
 public:
  // Errors: device where there is no OpenGL 3, with a remedy; those of Type::open.
  static Result<std::unique_ptr<Glass>> open(int width, int height);
  ~Glass();

  int width() const;
  int height() const;
  Type& type();
  Brush& brush();

  // Begins a frame with the finger there. Whoever calls it hands over one touch or release a frame.
  void begin(const Pointer& pointer);

  // What lies under the finger since it came down may be asked for by its name between begin and end.
  struct Press {
    bool is_down = false;      // the finger is on it now, and came down on it
    bool is_released = false;  // the finger went up on it: it is pressed
    bool is_held = false;      // the finger came down on it, and is not up yet, wherever it is now
    bool is_let_go = false;    // the finger that held it went up, wherever that was
  };
  Press press(const char* id, const Rectangle& place);

  // Ends the frame, draws what differs from the last one, and copies that part to `pixels`: BGRA, rows
  // `stride` bytes apart, the whole canvas. None: nothing differs.
  std::optional<Rectangle> end(std::uint8_t* pixels, int stride);

  // The last frame lacks words for which there was no room left: the next one begins with all room there is.
  bool is_incomplete() const;

  // Ends the frame without drawing: it only told what was pressed.
  void skip();

  // The next frame is drawn whole.
  void damage_all();

 private:
  struct State;
  explicit Glass(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace crier
