// SPDX-License-Identifier: Apache-2.0
// SdlWindow: SDL's video subsystem and one window, with the pointer hidden, the screen saver off and the keys
// that count. Main thread only; several may be open, each with its own events.
#pragma once

#include <memory>
#include <optional>

#include "player/display/display.hpp"

struct SDL_Window;

namespace crier {

class SdlWindow {
 public:
  enum class Surface { software, gpu };

  static Result<std::unique_ptr<SdlWindow>> open(const DisplayRequest& request, Surface surface);
  ~SdlWindow();
  SdlWindow(const SdlWindow&) = delete;
  SdlWindow& operator=(const SdlWindow&) = delete;

  SDL_Window* handle() const { return window_; }
  DisplaySize size() const;
  double refresh_rate() const;  // of the display it is on; 0 where unknown

  // The next event of this window. A quit key counts in every window, whichever has the focus.
  std::optional<DisplayEvent> poll_event();
  static void wait_event(Nanoseconds wait);

 private:
  SdlWindow(SDL_Window* window, bool quit_keys) : window_(window), quit_keys_(quit_keys) {}

  SDL_Window* window_;
  bool quit_keys_;
};

// Starts SDL's video subsystem unless it runs; the error names the two ways on.
Result<void> start_sdl_video();

std::unique_ptr<Display> make_software_display(std::unique_ptr<SdlWindow> window, int turns);

// Fails where SDL finds no renderer, or only one that draws on the CPU and `accept_software` is false.
Result<std::unique_ptr<Display>> make_gpu_display(std::unique_ptr<SdlWindow> window, int turns,
                                                  bool accept_software);

}  // namespace crier
