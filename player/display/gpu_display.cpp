// SPDX-License-Identifier: Apache-2.0
#include <SDL.h>
#include <fmt/format.h>

#include <string>
#include <utility>

#include "player/display/sdl_window.hpp"
#include "player/scene/painter.hpp"

namespace crier {
namespace {

using GlGetString = const unsigned char* (*)(unsigned int);
constexpr unsigned int kGlRenderer = 0x1F01;  // GL_RENDERER, OpenGL ES 2.0 section 6.1.5

// The driver's own name, empty where the renderer is not OpenGL.
std::string gl_renderer_name() {
  auto* const get_string = reinterpret_cast<GlGetString>(SDL_GL_GetProcAddress("glGetString"));
  if (get_string == nullptr || SDL_GL_GetCurrentContext() == nullptr) return {};
  const unsigned char* const name = get_string(kGlRenderer);
  return name == nullptr ? std::string() : reinterpret_cast<const char*>(name);
}

bool draws_on_cpu(const SDL_RendererInfo& info, const std::string& gl_name) {
  if ((info.flags & SDL_RENDERER_SOFTWARE) != 0) return true;
  for (const char* const name : {"llvmpipe", "softpipe", "swrast", "SWR", "Software Rasterizer"}) {
    if (gl_name.find(name) != std::string::npos) return true;
  }
  return false;
}

// SDL knows three YUV encodings; pictures in any other go to the GPU as BGRA.
std::optional<SDL_YUV_CONVERSION_MODE> sdl_encoding(const PictureShape& shape) {
  const bool full = shape.range == ColourRange::full;
  if (shape.matrix == ColourMatrix::bt601) return full ? SDL_YUV_CONVERSION_JPEG : SDL_YUV_CONVERSION_BT601;
  if (shape.matrix == ColourMatrix::bt709 && !full) return SDL_YUV_CONVERSION_BT709;
  return std::nullopt;
}

Uint32 texture_format(const PictureShape& shape) {
  if (sdl_encoding(shape).has_value()) {
    if (shape.layout == PixelLayout::i420) return SDL_PIXELFORMAT_IYUV;
    if (shape.layout == PixelLayout::nv12) return SDL_PIXELFORMAT_NV12;
  }
  return SDL_PIXELFORMAT_ARGB8888;
}

class GpuDisplay final : public Display {
 public:
  GpuDisplay(std::unique_ptr<SdlWindow> window, SDL_Renderer* renderer, std::string name)
      : window_(std::move(window)), renderer_(renderer), name_(std::move(name)) {}

  ~GpuDisplay() override {
    if (texture_ != nullptr) SDL_DestroyTexture(texture_);
    SDL_DestroyRenderer(renderer_);
  }
  GpuDisplay(const GpuDisplay&) = delete;
  GpuDisplay& operator=(const GpuDisplay&) = delete;

  DisplaySize size() const override {
    DisplaySize size;
    SDL_GetRendererOutputSize(renderer_, &size.width, &size.height);
    return size;
  }

  std::string description() const override {
    const DisplaySize pixels = size();
    return fmt::format("{} {}x{} on {}", name_, pixels.width, pixels.height, SDL_GetCurrentVideoDriver());
  }

  Result<void> draw(const Picture& picture) override {
    if (const auto uploaded = upload(picture); !uploaded) return uploaded;
    const DisplaySize pixels = size();
    const Rectangle target = fit(picture.shape(), {0, 0, pixels.width, pixels.height});
    SDL_SetRenderDrawColor(renderer_, 0, 0, 0, 255);
    SDL_RenderClear(renderer_);
    // SDL turns a texture about the centre of the rectangle it had before turning.
    SDL_Rect rectangle{target.x, target.y, target.width, target.height};
    if (picture.shape().rotation % 2 != 0) {
      rectangle = {target.x + (target.width - target.height) / 2,
                   target.y + (target.height - target.width) / 2, target.height, target.width};
    }
    const auto flip = picture.shape().mirrored ? SDL_FLIP_HORIZONTAL : SDL_FLIP_NONE;
    if (SDL_RenderCopyEx(renderer_, texture_, nullptr, &rectangle, picture.shape().rotation * 90.0, nullptr,
                         flip) != 0) {
      return fail(ErrorCode::device, fmt::format("cannot draw: {}", SDL_GetError()));
    }
    return {};
  }

  Result<void> present() override {
    SDL_RenderPresent(renderer_);
    return {};
  }

  std::optional<DisplayEvent> poll_event() override { return window_->poll_event(); }
  void wait_event(Nanoseconds wait) override { SdlWindow::wait_event(wait); }

 private:
  Result<void> upload(const Picture& picture) {
    const PictureShape& shape = picture.shape();
    const Uint32 format = texture_format(shape);
    if (const auto encoding = sdl_encoding(shape)) SDL_SetYUVConversionMode(*encoding);
    if (texture_ == nullptr || format != format_ || !(shape == shape_)) {
      // The OpenGL back end reads the YUV encoding when a texture is made, so a new shape is a new texture.
      if (texture_ != nullptr) SDL_DestroyTexture(texture_);
      texture_ = SDL_CreateTexture(renderer_, format, SDL_TEXTUREACCESS_STREAMING, shape.width, shape.height);
      if (texture_ == nullptr)
        return fail(ErrorCode::device, fmt::format("cannot make a texture: {}", SDL_GetError()));
      SDL_SetTextureScaleMode(texture_, SDL_ScaleModeLinear);
      SDL_SetTextureBlendMode(texture_, SDL_BLENDMODE_NONE);
      format_ = format;
      shape_ = shape;
    }
    const auto [y, u, v] = picture.planes();
    int status = 0;
    if (format == SDL_PIXELFORMAT_IYUV) {
      status = SDL_UpdateYUVTexture(texture_, nullptr, y.data, y.stride, u.data, u.stride, v.data, v.stride);
    } else if (format == SDL_PIXELFORMAT_NV12) {
      status = SDL_UpdateNVTexture(texture_, nullptr, y.data, y.stride, u.data, u.stride);
    } else {
      void* pixels = nullptr;
      int stride = 0;
      status = SDL_LockTexture(texture_, nullptr, &pixels, &stride);
      if (status == 0) {
        painter_.convert(picture, {static_cast<std::uint8_t*>(pixels), stride, shape.width, shape.height});
        SDL_UnlockTexture(texture_);
      }
    }
    if (status != 0)
      return fail(ErrorCode::device, fmt::format("cannot upload a picture: {}", SDL_GetError()));
    return {};
  }

  std::unique_ptr<SdlWindow> window_;
  SDL_Renderer* renderer_;
  std::string name_;
  SDL_Texture* texture_ = nullptr;
  Uint32 format_ = 0;
  PictureShape shape_;
  Painter painter_;
};

}  // namespace

Result<std::unique_ptr<Display>> make_gpu_display(std::unique_ptr<SdlWindow> window, bool accept_software) {
  SDL_Renderer* const renderer =
      SDL_CreateRenderer(window->handle(), -1, SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC);
  if (renderer == nullptr) return fail(ErrorCode::device, fmt::format("no GPU renderer: {}", SDL_GetError()));
  SDL_RendererInfo info{};
  SDL_GetRendererInfo(renderer, &info);
  const std::string gl_name = gl_renderer_name();
  if (!accept_software && draws_on_cpu(info, gl_name)) {
    SDL_DestroyRenderer(renderer);
    return fail(ErrorCode::unsupported, fmt::format("the renderer {} ({}) draws on the CPU", info.name,
                                                    gl_name.empty() ? "no GL" : gl_name));
  }
  std::string name = fmt::format("gpu ({}{}{})", info.name, gl_name.empty() ? "" : ", ", gl_name);
  return std::unique_ptr<Display>(std::make_unique<GpuDisplay>(std::move(window), renderer, std::move(name)));
}

}  // namespace crier
