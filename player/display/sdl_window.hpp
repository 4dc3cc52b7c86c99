// SPDX-License-Identifier: Apache-2.0
// SdlWindow: SDL's video subsystem and one window, with the pointer hidden, the screen saver off and the keys
// that count. Main thread only; several may be open, each with its own events.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "player/display/display.hpp"

struct SDL_Window;
union SDL_Event;

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

  // What fingers and keys did; places are in the window's own pixels.
  std::vector<InputEvent> take_input() { return std::exchange(input_, {}); }

 private:
  SdlWindow(SDL_Window* window, const DisplayRequest& request)
      : window_(window), quit_keys_(request.quit_keys), takes_input_(request.takes_input) {}
  void note_input(const SDL_Event& event);
  void note_touch(InputKind kind, double x, double y);

  SDL_Window* window_;
  bool quit_keys_;
  bool takes_input_;
  std::optional<std::int64_t> finger_;  // the one that counts while it is down
  std::vector<InputEvent> input_;
};

// Starts SDL's video subsystem unless it runs; the error names the two ways on.
Result<void> start_sdl_video();

// Places on a panel that is mounted turned, as an upright viewer counts. `turns`: quarter turns clockwise
// that a picture needs.
std::vector<InputEvent> upright(std::vector<InputEvent> events, DisplaySize panel, int turns);

std::unique_ptr<Display> make_software_display(std::unique_ptr<SdlWindow> window, int turns);

// Fails where SDL finds no renderer, or only one that draws on the CPU and `accept_software` is false.
Result<std::unique_ptr<Display>> make_gpu_display(std::unique_ptr<SdlWindow> window, int turns,
                                                  bool accept_software);

}  // namespace crier
