// SPDX-License-Identifier: Apache-2.0
// Display: a screen, a window or nothing at all, to which pictures are handed. Main thread only. `draw`
// prepares in the back buffer and may take milliseconds; `present` puts it on the screen and should be called
// on the due time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/result.hpp"
#include "config/settings.hpp"
#include "player/display/input_event.hpp"
#include "player/scene/composition.hpp"

namespace crier {

enum class DisplayEvent {
  quit,     // the window was closed, or a quit key was pressed
  exposed,  // what was on the screen is lost or its size changed: draw and present again
};

struct DisplaySize {
  int width = 0;
  int height = 0;
};

// How an upright viewer counts the pixels of a panel that is mounted turned.
constexpr DisplaySize turned(DisplaySize panel, int turns) {
  return turns % 2 == 0 ? panel : DisplaySize{panel.height, panel.width};
}

class Display {
 public:
  virtual ~Display() = default;

  virtual DisplaySize size() const = 0;         // as an upright viewer counts
  virtual std::string description() const = 0;  // for the log: back end, size

  // How often a second it can show something new; 0 where unknown.
  virtual double refresh_rate() const { return 0; }

  // Draws what is new of the composition; whatever the display lost meanwhile is drawn again too.
  virtual Result<void> draw(const Composition& composition) = 0;
  virtual Result<void> present() = 0;

  // The next event of this display, without waiting.
  virtual std::optional<DisplayEvent> poll_event() = 0;

  // What fingers and keys did since the last call, oldest first; gathered by poll_event, and only where the
  // request asked for it.
  virtual std::vector<InputEvent> take_input() { return {}; }

  // Blocks until an event may be there, of any display, or `wait` has passed.
  virtual void wait_event(Nanoseconds wait) = 0;
};

struct DisplayRequest {
  std::string title;
  std::optional<WindowSize> window;  // none: full screen on display `index`
  int index = 0;
  int turns = 0;             // how the panel is mounted: quarter turns clockwise that a picture needs
  bool quit_keys = false;    // Q and Escape quit
  bool takes_input = false;  // fingers and keys count
  DisplayPath path = DisplayPath::automatic;
};

// A window or a full screen through SDL. Fails with a remedy where there is no display to open. The pointer
// is hidden and the screen saver is off while it lives. Several may be open, one a display.
Result<std::unique_ptr<Display>> open_sdl_display(const DisplayRequest& request);

// Ends a display's wait_event. Any thread, never waits.
void wake_displays();

// Gives back what SDL holds; after all displays and sound outputs are gone.
void shut_down_sdl();

}  // namespace crier
