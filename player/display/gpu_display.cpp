// SPDX-License-Identifier: Apache-2.0
#include <SDL.h>
#include <fmt/format.h>

#include <map>
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

// One layer's picture on the GPU.
struct Texture {
  SDL_Texture* handle = nullptr;
  Uint32 format = 0;
  PictureShape shape;
  std::uint64_t revision = 0;
  bool is_used = false;  // by the composition being drawn
};

class GpuDisplay final : public Display {
 public:
  GpuDisplay(std::unique_ptr<SdlWindow> window, SDL_Renderer* renderer, std::string name, int turns)
      : window_(std::move(window)), renderer_(renderer), name_(std::move(name)), turns_(turns) {}

  ~GpuDisplay() override {
    for (auto& [id, texture] : textures_) SDL_DestroyTexture(texture.handle);
    SDL_DestroyRenderer(renderer_);
  }
  GpuDisplay(const GpuDisplay&) = delete;
  GpuDisplay& operator=(const GpuDisplay&) = delete;

  DisplaySize size() const override { return turned(panel_size(), turns_); }
  double refresh_rate() const override { return window_->refresh_rate(); }

  std::string description() const override {
    const DisplaySize pixels = panel_size();
    return fmt::format("{} {}x{} on {}", name_, pixels.width, pixels.height, SDL_GetCurrentVideoDriver());
  }

  // The back buffer is not kept from one presentation to the next: every layer is drawn each time, but only
  // pictures that changed are uploaded.
  Result<void> draw(const Composition& composition) override {
    SDL_SetRenderDrawColor(renderer_, 0, 0, 0, 255);
    SDL_RenderClear(renderer_);
    for (auto& [id, texture] : textures_) texture.is_used = false;
    for (const Layer& layer : composition.layers) {
      if (const auto drawn = draw_layer(layer); !drawn) return drawn;
    }
    std::erase_if(textures_, [](const auto& entry) {
      if (!entry.second.is_used) SDL_DestroyTexture(entry.second.handle);
      return !entry.second.is_used;
    });
    return {};
  }

  Result<void> present() override {
    SDL_RenderPresent(renderer_);
    return {};
  }

  std::optional<DisplayEvent> poll_event() override { return window_->poll_event(); }
  std::vector<InputEvent> take_input() override {
    return upright(window_->take_input(), window_->size(), turns_);
  }

  void wait_event(Nanoseconds wait) override { SdlWindow::wait_event(wait); }

 private:
  DisplaySize panel_size() const {
    DisplaySize size;
    SDL_GetRendererOutputSize(renderer_, &size.width, &size.height);
    return size;
  }

  // Where an upright rectangle lies on the panel.
  SDL_Rect on_panel(const Rectangle& upright) const {
    const DisplaySize all = size();
    switch (turns_) {
      case 1:
        return {all.height - upright.bottom(), upright.x, upright.height, upright.width};
      case 2:
        return {all.width - upright.right(), all.height - upright.bottom(), upright.width, upright.height};
      case 3:
        return {upright.y, all.width - upright.right(), upright.height, upright.width};
      default:
        return {upright.x, upright.y, upright.width, upright.height};
    }
  }

  Result<void> draw_layer(const Layer& layer) {
    SDL_Rect target = on_panel(layer.target);
    if (layer.picture == nullptr) {
      SDL_SetRenderDrawColor(renderer_, Uint8(layer.colour >> 16), Uint8(layer.colour >> 8),
                             Uint8(layer.colour), 255);
      SDL_RenderFillRect(renderer_, &target);
      return {};
    }
    Texture& texture = textures_[layer.id];
    texture.is_used = true;
    if (texture.handle == nullptr || texture.revision != layer.revision) {
      if (const auto uploaded = upload(*layer.picture, texture); !uploaded) return uploaded;
      texture.revision = layer.revision;
    }
    SDL_SetTextureBlendMode(texture.handle, layer.opaque ? SDL_BLENDMODE_NONE : premultiplied());
    const int rotation = (layer.picture->shape().rotation + turns_) % 4;
    // SDL turns a texture about the centre of the rectangle it had before turning.
    if (rotation % 2 != 0) {
      target = {target.x + (target.w - target.h) / 2, target.y + (target.h - target.w) / 2, target.h,
                target.w};
    }
    const SDL_Rect source{layer.source.x, layer.source.y, layer.source.width, layer.source.height};
    const auto flip = layer.picture->shape().mirrored ? SDL_FLIP_HORIZONTAL : SDL_FLIP_NONE;
    if (SDL_RenderCopyEx(renderer_, texture.handle, layer.source.empty() ? nullptr : &source, &target,
                         rotation * 90.0, nullptr, flip) != 0) {
      return fail(ErrorCode::device, fmt::format("cannot draw: {}", SDL_GetError()));
    }
    return {};
  }

  static SDL_BlendMode premultiplied() {
    return SDL_ComposeCustomBlendMode(SDL_BLENDFACTOR_ONE, SDL_BLENDFACTOR_ONE_MINUS_SRC_ALPHA,
                                      SDL_BLENDOPERATION_ADD, SDL_BLENDFACTOR_ONE,
                                      SDL_BLENDFACTOR_ONE_MINUS_SRC_ALPHA, SDL_BLENDOPERATION_ADD);
  }

  Result<void> upload(const Picture& picture, Texture& texture) {
    const PictureShape& shape = picture.shape();
    const Uint32 format = texture_format(shape);
    if (const auto encoding = sdl_encoding(shape)) SDL_SetYUVConversionMode(*encoding);
    if (texture.handle == nullptr || format != texture.format || !(shape == texture.shape)) {
      // The OpenGL back end reads the YUV encoding when a texture is made, so a new shape is a new texture.
      if (texture.handle != nullptr) SDL_DestroyTexture(texture.handle);
      texture.handle =
          SDL_CreateTexture(renderer_, format, SDL_TEXTUREACCESS_STREAMING, shape.width, shape.height);
      if (texture.handle == nullptr)
        return fail(ErrorCode::device, fmt::format("cannot make a texture: {}", SDL_GetError()));
      SDL_SetTextureScaleMode(texture.handle, SDL_ScaleModeLinear);
      texture.format = format;
      texture.shape = shape;
    }
    const auto [y, u, v] = picture.planes();
    int status = 0;
    if (format == SDL_PIXELFORMAT_IYUV) {
      status =
          SDL_UpdateYUVTexture(texture.handle, nullptr, y.data, y.stride, u.data, u.stride, v.data, v.stride);
    } else if (format == SDL_PIXELFORMAT_NV12) {
      status = SDL_UpdateNVTexture(texture.handle, nullptr, y.data, y.stride, u.data, u.stride);
    } else {
      void* pixels = nullptr;
      int stride = 0;
      status = SDL_LockTexture(texture.handle, nullptr, &pixels, &stride);
      if (status == 0) {
        Painter::convert(picture, {static_cast<std::uint8_t*>(pixels), stride, shape.width, shape.height});
        SDL_UnlockTexture(texture.handle);
      }
    }
    if (status != 0)
      return fail(ErrorCode::device, fmt::format("cannot upload a picture: {}", SDL_GetError()));
    return {};
  }

  std::unique_ptr<SdlWindow> window_;
  SDL_Renderer* renderer_;
  std::string name_;
  const int turns_;
  std::map<std::uint64_t, Texture> textures_;  // by layer
};

}  // namespace

Result<std::unique_ptr<Display>> make_gpu_display(std::unique_ptr<SdlWindow> window, int turns,
                                                  bool accept_software) {
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
  return std::unique_ptr<Display>(
      std::make_unique<GpuDisplay>(std::move(window), renderer, std::move(name), turns));
}

}  // namespace crier
