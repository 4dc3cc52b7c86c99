// SPDX-License-Identifier: Apache-2.0
#include <SDL.h>
#include <fmt/format.h>

#include <utility>

#include "player/display/sdl_window.hpp"
#include "player/scene/painter.hpp"

namespace crier {
namespace {

bool is_bgrx(const SDL_PixelFormat& format) {
  return format.BytesPerPixel == 4 && format.Rmask == 0xff0000 && format.Gmask == 0xff00 &&
         format.Bmask == 0xff;
}

// Paints straight into the window's shared-memory surface.
class SoftwareDisplay final : public Display {
 public:
  explicit SoftwareDisplay(std::unique_ptr<SdlWindow> window) : window_(std::move(window)) {}

  ~SoftwareDisplay() override {
    if (converted_ != nullptr) SDL_FreeSurface(converted_);
  }
  SoftwareDisplay(const SoftwareDisplay&) = delete;
  SoftwareDisplay& operator=(const SoftwareDisplay&) = delete;

  DisplaySize size() const override { return window_->size(); }

  std::string description() const override {
    const DisplaySize pixels = size();
    return fmt::format("software {}x{} on {}", pixels.width, pixels.height, SDL_GetCurrentVideoDriver());
  }

  Result<void> draw(const Picture& picture) override {
    SDL_Surface* surface = SDL_GetWindowSurface(window_->handle());
    if (surface == nullptr) {
      return fail(ErrorCode::device, fmt::format("cannot draw into the window: {}", SDL_GetError()));
    }
    if (surface != last_surface_ || surface->w != last_width_ || surface->h != last_height_) {
      painter_.forget_canvas();
      last_surface_ = surface;
      last_width_ = surface->w;
      last_height_ = surface->h;
    }
    SDL_Surface* target = is_bgrx(*surface->format) ? surface : conversion_surface(surface->w, surface->h);
    if (target == nullptr) return fail(ErrorCode::device, "no memory for a converted picture");
    painter_.paint_fitted(picture,
                          {static_cast<std::uint8_t*>(target->pixels), target->pitch, target->w, target->h});
    if (target != surface) SDL_BlitSurface(target, nullptr, surface, nullptr);
    return {};
  }

  Result<void> present() override {
    if (SDL_UpdateWindowSurface(window_->handle()) != 0) {
      return fail(ErrorCode::device, fmt::format("cannot show the window: {}", SDL_GetError()));
    }
    return {};
  }

  std::optional<DisplayEvent> poll_event() override {
    const auto event = window_->poll_event();
    if (event == DisplayEvent::exposed) painter_.forget_canvas();
    return event;
  }

  void wait_event(Nanoseconds wait) override { SdlWindow::wait_event(wait); }

 private:
  // For screens of 16 bits or odd byte orders.
  SDL_Surface* conversion_surface(int width, int height) {
    if (converted_ != nullptr && converted_->w == width && converted_->h == height) return converted_;
    if (converted_ != nullptr) SDL_FreeSurface(converted_);
    converted_ = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_RGB888);
    painter_.forget_canvas();
    return converted_;
  }

  std::unique_ptr<SdlWindow> window_;
  Painter painter_;
  SDL_Surface* converted_ = nullptr;
  const SDL_Surface* last_surface_ = nullptr;
  int last_width_ = 0;
  int last_height_ = 0;
};

}  // namespace

std::unique_ptr<Display> make_software_display(std::unique_ptr<SdlWindow> window) {
  return std::make_unique<SoftwareDisplay>(std::move(window));
}

}  // namespace crier
