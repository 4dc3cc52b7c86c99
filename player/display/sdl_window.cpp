// SPDX-License-Identifier: Apache-2.0
#include "player/display/sdl_window.hpp"

#include <SDL.h>
#include <fmt/format.h>

#include "player/display/window_manager.hpp"

namespace crier {
namespace {

// Where the window goes and how: a bare X server has nobody to grant full screen, so a borderless window
// covers it.
struct Placement {
  int x = SDL_WINDOWPOS_CENTERED;
  int y = SDL_WINDOWPOS_CENTERED;
  int width = 0;
  int height = 0;
  Uint32 flags = 0;
};

Result<Placement> place(const DisplayRequest& request) {
  const int displays = SDL_GetNumVideoDisplays();
  if (request.index >= displays) {
    return fail(ErrorCode::not_found,
                fmt::format("there is no display {}; {} found, counted from 0: choose another "
                            "with --display",
                            request.index, displays));
  }
  Placement placement;
  if (request.window) {
    placement.x = placement.y = static_cast<int>(SDL_WINDOWPOS_CENTERED_DISPLAY(unsigned(request.index)));
    placement.width = request.window->width;
    placement.height = request.window->height;
    placement.flags = SDL_WINDOW_RESIZABLE;
    return placement;
  }
  SDL_Rect bounds;
  if (SDL_GetDisplayBounds(request.index, &bounds) != 0) {
    return fail(ErrorCode::device,
                fmt::format("cannot read the size of display {}: {}", request.index, SDL_GetError()));
  }
  placement.x = bounds.x;
  placement.y = bounds.y;
  placement.width = bounds.w;
  placement.height = bounds.h;
  const char* driver = SDL_GetCurrentVideoDriver();
  const bool x11 = driver != nullptr && SDL_strcmp(driver, "x11") == 0;
  placement.flags = x11 && is_bare_x11() ? SDL_WINDOW_BORDERLESS : SDL_WINDOW_FULLSCREEN_DESKTOP;
  return placement;
}

// SDL falls back to drivers that draw for nobody; that counts only where somebody asked for it.
bool shows_nothing() {
  const char* const driver = SDL_GetCurrentVideoDriver();
  const bool invisible =
      driver == nullptr || SDL_strcmp(driver, "offscreen") == 0 || SDL_strcmp(driver, "dummy") == 0;
  return invisible && SDL_getenv("SDL_VIDEODRIVER") == nullptr;
}

std::optional<DisplayEvent> meaning_of(const SDL_Event& event, bool quit_keys) {
  switch (event.type) {
    case SDL_QUIT:
      return quit_keys ? std::optional(DisplayEvent::quit) : std::nullopt;
    case SDL_KEYDOWN:
      if (quit_keys && (event.key.keysym.sym == SDLK_q || event.key.keysym.sym == SDLK_ESCAPE))
        return DisplayEvent::quit;
      return std::nullopt;
    case SDL_WINDOWEVENT:
      if (event.window.event == SDL_WINDOWEVENT_EXPOSED ||
          event.window.event == SDL_WINDOWEVENT_SIZE_CHANGED ||
          event.window.event == SDL_WINDOWEVENT_RESTORED) {
        return DisplayEvent::exposed;
      }
      return std::nullopt;
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET:
      return DisplayEvent::exposed;
    default:
      return std::nullopt;
  }
}

constexpr std::size_t kMostPendingInput = 256;

// None: a key that means nothing here.
std::optional<InputEvent> pad_key(SDL_Keycode code) {
  InputEvent event;
  event.kind = InputKind::key;
  switch (code) {
    case SDLK_UP:
      event.key = PadKey::up;
      return event;
    case SDLK_DOWN:
      event.key = PadKey::down;
      return event;
    case SDLK_LEFT:
      event.key = PadKey::left;
      return event;
    case SDLK_RIGHT:
      event.key = PadKey::right;
      return event;
    case SDLK_RETURN:
    case SDLK_KP_ENTER:
      event.key = PadKey::select;
      return event;
    case SDLK_AC_BACK:
    case SDLK_KP_MINUS:
      event.key = PadKey::back;
      return event;
    case SDLK_BACKSPACE:
    case SDLK_KP_PERIOD:
      event.key = PadKey::erase;
      return event;
    default:
      break;
  }
  event.key = PadKey::digit;
  if (code >= SDLK_0 && code <= SDLK_9) {
    event.digit = static_cast<int>(code - SDLK_0);
  } else if (code == SDLK_KP_0) {
    event.digit = 0;
  } else if (code >= SDLK_KP_1 && code <= SDLK_KP_9) {
    event.digit = static_cast<int>(code - SDLK_KP_1) + 1;
  } else {
    return std::nullopt;
  }
  return event;
}

}  // namespace

std::vector<InputEvent> upright(std::vector<InputEvent> events, DisplaySize panel, int turns) {
  for (InputEvent& event : events) {
    const int x = event.x;
    const int y = event.y;
    switch (turns % 4) {
      case 1:
        event.x = y;
        event.y = panel.width - 1 - x;
        break;
      case 2:
        event.x = panel.width - 1 - x;
        event.y = panel.height - 1 - y;
        break;
      case 3:
        event.x = panel.height - 1 - y;
        event.y = x;
        break;
      default:
        break;
    }
  }
  return events;
}

void wake_displays() {
  SDL_Event event{};
  event.type = SDL_USEREVENT;
  SDL_PushEvent(&event);
}

Result<void> start_sdl_video() {
  if (SDL_WasInit(SDL_INIT_VIDEO) != 0) return {};
  SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
  // Without this SDL backs the window surface with OpenGL, which on a machine without a GPU costs three times
  // as much.
  SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
  SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "1");
  // Each finger is told once, as a finger.
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
  SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
  if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0 || shows_nothing()) {
    if (SDL_WasInit(SDL_INIT_VIDEO) != 0) SDL_QuitSubSystem(SDL_INIT_VIDEO);
    return fail(
        ErrorCode::device,
        fmt::format(
            "no display to open ({}): start under a desktop, or try it with \"xvfb-run -a\" before the "
            "command, or on a bare screen with SDL_VIDEODRIVER=kmsdrm, or without a picture with "
            "--headless",
            SDL_GetError()));
  }
  SDL_DisableScreenSaver();
  return {};
}

Result<std::unique_ptr<SdlWindow>> SdlWindow::open(const DisplayRequest& request, Surface surface) {
  if (const auto started = start_sdl_video(); !started) return tl::unexpected(started.error());
  const auto placement = place(request);
  if (!placement) return tl::unexpected(placement.error());
  Uint32 flags = placement->flags | SDL_WINDOW_ALLOW_HIGHDPI;
  if (surface == Surface::gpu) flags |= SDL_WINDOW_OPENGL;
  SDL_Window* window = SDL_CreateWindow(request.title.c_str(), placement->x, placement->y, placement->width,
                                        placement->height, flags);
  if (window == nullptr) {
    return fail(ErrorCode::device, fmt::format("cannot open a window: {}", SDL_GetError()));
  }
  SDL_ShowCursor(SDL_DISABLE);
  return std::unique_ptr<SdlWindow>(new SdlWindow(window, request));
}

SdlWindow::~SdlWindow() {
  SDL_DestroyWindow(window_);
}

DisplaySize SdlWindow::size() const {
  DisplaySize size;
  SDL_GetWindowSizeInPixels(window_, &size.width, &size.height);
  return size;
}

double SdlWindow::refresh_rate() const {
  SDL_DisplayMode mode;
  const int display = SDL_GetWindowDisplayIndex(window_);
  return display >= 0 && SDL_GetCurrentDisplayMode(display, &mode) == 0 ? mode.refresh_rate : 0;
}

void SdlWindow::note_touch(InputKind kind, double x, double y) {
  InputEvent touch;
  touch.kind = kind;
  touch.x = static_cast<int>(x);
  touch.y = static_cast<int>(y);
  // Of a long slide only the latest place matters.
  if (kind == InputKind::move && !input_.empty() && input_.back().kind == InputKind::move &&
      input_.size() >= kMostPendingInput) {
    input_.back() = touch;
  } else {
    input_.push_back(touch);
  }
}

// Fingers, and the left button of a mouse as one: the first that comes down counts until it is up.
void SdlWindow::note_input(const SDL_Event& event) {
  constexpr std::int64_t kMouse = -1;
  const DisplaySize pixels = size();
  switch (event.type) {
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP: {
      const auto finger = static_cast<std::int64_t>(event.tfinger.fingerId);
      if (event.type == SDL_FINGERDOWN && !finger_) finger_ = finger;
      if (finger_ != finger) return;
      const InputKind kind = event.type == SDL_FINGERDOWN ? InputKind::press
                             : event.type == SDL_FINGERUP ? InputKind::release
                                                          : InputKind::move;
      note_touch(kind, double{event.tfinger.x} * pixels.width, double{event.tfinger.y} * pixels.height);
      if (kind == InputKind::release) finger_.reset();
      return;
    }
    case SDL_MOUSEBUTTONDOWN:
      if (event.button.button != SDL_BUTTON_LEFT || finger_) return;
      finger_ = kMouse;
      note_touch(InputKind::press, event.button.x, event.button.y);
      return;
    case SDL_MOUSEMOTION:
      if (finger_ == kMouse) note_touch(InputKind::move, event.motion.x, event.motion.y);
      return;
    case SDL_MOUSEBUTTONUP:
      if (event.button.button != SDL_BUTTON_LEFT || finger_ != kMouse) return;
      note_touch(InputKind::release, event.button.x, event.button.y);
      finger_.reset();
      return;
    case SDL_KEYDOWN: {
      const auto key = pad_key(event.key.keysym.sym);
      if (!key || event.key.keysym.mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI)) return;
      input_.push_back(*key);
      return;
    }
    default:
      return;
  }
}

std::optional<DisplayEvent> SdlWindow::poll_event() {
  const Uint32 self = SDL_GetWindowID(window_);
  SDL_Event event;
  SDL_PumpEvents();
  // Windows share SDL's queue: each takes its own events and leaves the others' there.
  constexpr int kMost = 64;
  SDL_Event foreign[kMost];
  int kept = 0;
  std::optional<DisplayEvent> found;
  while (!found && kept < kMost &&
         SDL_PeepEvents(&event, 1, SDL_GETEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) > 0) {
    if (event.type == SDL_WINDOWEVENT && event.window.windowID != self) {
      foreign[kept++] = event;
    } else {
      if (takes_input_) note_input(event);
      found = meaning_of(event, quit_keys_);
    }
  }
  if (kept > 0) SDL_PeepEvents(foreign, kept, SDL_ADDEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT);
  return found;
}

void SdlWindow::wait_event(Nanoseconds wait) {
  const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(wait).count();
  if (milliseconds > 0) SDL_WaitEventTimeout(nullptr, static_cast<int>(milliseconds));
}

}  // namespace crier
