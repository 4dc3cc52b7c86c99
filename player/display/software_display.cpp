// SPDX-License-Identifier: Apache-2.0
#include <SDL.h>
#include <fmt/format.h>

#include <utility>
#include <vector>

#include "player/display/sdl_window.hpp"
#include "player/scene/compositor.hpp"

namespace crier {
namespace {

bool is_bgrx(const SDL_PixelFormat& format) {
  return format.BytesPerPixel == 4 && format.Rmask == 0xff0000 && format.Gmask == 0xff00 &&
         format.Bmask == 0xff;
}

SDL_Rect to_sdl(const Rectangle& part) {
  return {part.x, part.y, part.width, part.height};
}

// Paints straight into the window's shared-memory surface.
class SoftwareDisplay final : public Display {
 public:
  SoftwareDisplay(std::unique_ptr<SdlWindow> window, int turns) : window_(std::move(window)), turns_(turns) {}

  ~SoftwareDisplay() override {
    if (converted_ != nullptr) SDL_FreeSurface(converted_);
  }
  SoftwareDisplay(const SoftwareDisplay&) = delete;
  SoftwareDisplay& operator=(const SoftwareDisplay&) = delete;

  DisplaySize size() const override { return turned(window_->size(), turns_); }
  double refresh_rate() const override { return window_->refresh_rate(); }

  std::string description() const override {
    const DisplaySize pixels = window_->size();
    return fmt::format("software {}x{}{} on {}", pixels.width, pixels.height,
                       turns_ == 0 ? "" : fmt::format(" turned by {}", turns_ * 90),
                       SDL_GetCurrentVideoDriver());
  }

  Result<void> draw(const Composition& composition) override {
    SDL_Surface* const surface = SDL_GetWindowSurface(window_->handle());
    if (surface == nullptr) {
      return fail(ErrorCode::device, fmt::format("cannot draw into the window: {}", SDL_GetError()));
    }
    const bool lost = surface != last_surface_ || surface->w != last_width_ || surface->h != last_height_;
    last_surface_ = surface;
    last_width_ = surface->w;
    last_height_ = surface->h;
    SDL_Surface* const target =
        is_bgrx(*surface->format) ? surface : conversion_surface(surface->w, surface->h);
    if (target == nullptr) return fail(ErrorCode::device, "no memory for a converted picture");
    const Canvas canvas{static_cast<std::uint8_t*>(target->pixels), target->pitch, target->w, target->h};
    if (lost || is_lost_) {
      Composition whole = composition;
      const DisplaySize all = turned({canvas.width, canvas.height}, turns_);
      whole.damage = {{0, 0, all.width, all.height}};
      draw_on(canvas, whole);
      is_lost_ = false;
    } else {
      draw_on(canvas, composition);
    }
    if (target != surface) {
      for (const SDL_Rect& part : dirty_) {
        SDL_Rect place = part;
        SDL_BlitSurface(target, &part, surface, &place);
      }
    }
    return {};
  }

  Result<void> present() override {
    if (dirty_.empty()) return {};
    const int status =
        SDL_UpdateWindowSurfaceRects(window_->handle(), dirty_.data(), static_cast<int>(dirty_.size()));
    dirty_.clear();
    if (status != 0) {
      is_lost_ = true;
      return fail(ErrorCode::device, fmt::format("cannot show the window: {}", SDL_GetError()));
    }
    return {};
  }

  std::optional<DisplayEvent> poll_event() override {
    const auto event = window_->poll_event();
    if (event == DisplayEvent::exposed) is_lost_ = true;
    return event;
  }

  std::vector<InputEvent> take_input() override {
    return upright(window_->take_input(), window_->size(), turns_);
  }

  void wait_event(Nanoseconds wait) override { SdlWindow::wait_event(wait); }

 private:
  void draw_on(const Canvas& canvas, const Composition& composition) {
    if (turns_ != 0) {
      for (const Rectangle& part : turned_.draw(composition, canvas, turns_)) dirty_.push_back(to_sdl(part));
      return;
    }
    compositor_.draw(composition, canvas);
    const Rectangle all{0, 0, canvas.width, canvas.height};
    for (const Rectangle& damaged : composition.damage) {
      const Rectangle part = intersection(damaged, all);
      if (!part.empty()) dirty_.push_back(to_sdl(part));
    }
  }

  // For screens of 16 bits or odd byte orders.
  SDL_Surface* conversion_surface(int width, int height) {
    if (converted_ != nullptr && converted_->w == width && converted_->h == height) return converted_;
    if (converted_ != nullptr) SDL_FreeSurface(converted_);
    converted_ = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_RGB888);
    is_lost_ = true;
    return converted_;
  }

  std::unique_ptr<SdlWindow> window_;
  const int turns_;
  Compositor compositor_;
  TurnedCompositor turned_;
  std::vector<SDL_Rect> dirty_;  // drawn since the last presentation
  bool is_lost_ = true;          // the surface does not hold the last composition
  SDL_Surface* converted_ = nullptr;
  const SDL_Surface* last_surface_ = nullptr;
  int last_width_ = 0;
  int last_height_ = 0;
};

}  // namespace

std::unique_ptr<Display> make_software_display(std::unique_ptr<SdlWindow> window, int turns) {
  return std::make_unique<SoftwareDisplay>(std::move(window), turns);
}

}  // namespace crier
