// SPDX-License-Identifier: Apache-2.0
#include "kiosk/glass/glass.hpp"

#include <SDL.h>
#include <fmt/format.h>
#include <imgui.h>

#include <backends/imgui_impl_opengl3.h>

#include <GL/gl.h>
#include <GL/glext.h>

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

#include "kiosk/glass/damage.hpp"

namespace crier {
namespace {

struct Framebuffers {
  PFNGLGENFRAMEBUFFERSPROC generate = nullptr;
  PFNGLBINDFRAMEBUFFERPROC bind = nullptr;
  PFNGLFRAMEBUFFERTEXTURE2DPROC attach = nullptr;

  bool load() {
    generate = reinterpret_cast<PFNGLGENFRAMEBUFFERSPROC>(SDL_GL_GetProcAddress("glGenFramebuffers"));
    bind = reinterpret_cast<PFNGLBINDFRAMEBUFFERPROC>(SDL_GL_GetProcAddress("glBindFramebuffer"));
    attach = reinterpret_cast<PFNGLFRAMEBUFFERTEXTURE2DPROC>(SDL_GL_GetProcAddress("glFramebufferTexture2D"));
    return generate != nullptr && bind != nullptr && attach != nullptr;
  }
};

}  // namespace

struct Glass::State {
  int width = 0;
  int height = 0;
  SDL_Window* window = nullptr;
  SDL_GLContext context = nullptr;
  Framebuffers framebuffers;
  GLuint framebuffer = 0;
  GLuint canvas = 0;
  ImGuiContext* imgui = nullptr;
  ImFontAtlas atlas;
  bool has_renderer = false;
  bool has_all_room = false;  // the frame began with an empty page of glyphs
  std::unique_ptr<Type> type;
  std::unique_ptr<Brush> brush;
  FrameDifference difference;
  std::vector<std::uint8_t> rows;

  ~State() {
    brush.reset();
    type.reset();
    if (has_renderer) ImGui_ImplOpenGL3_Shutdown();
    if (imgui != nullptr) ImGui::DestroyContext(imgui);
    if (context != nullptr) SDL_GL_DeleteContext(context);
    if (window != nullptr) SDL_DestroyWindow(window);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
  }

  Result<void> open_context() {
    const auto missing = [](const char* what) {
      return fail(ErrorCode::device, fmt::format("cannot {} ({}): panels need OpenGL 3; install "
                                                 "libgl1-mesa-dri",
                                                 what, SDL_GetError()));
    };
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "offscreen");
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) return missing("draw without a window");
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_CORE);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 2);
    SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
    // The picture is drawn into a texture: the surface itself may be tiny.
    window = SDL_CreateWindow("crier", 0, 0, 16, 16, SDL_WINDOW_OPENGL | SDL_WINDOW_HIDDEN);
    if (window == nullptr) return missing("make a surface");
    context = SDL_GL_CreateContext(window);
    if (context == nullptr) return missing("make a context");
    if (!framebuffers.load()) return missing("find framebuffers");
    glGenTextures(1, &canvas);
    glBindTexture(GL_TEXTURE_2D, canvas);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_BGRA, GL_UNSIGNED_BYTE, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    framebuffers.generate(1, &framebuffer);
    framebuffers.bind(GL_FRAMEBUFFER, framebuffer);
    framebuffers.attach(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, canvas, 0);
    return {};
  }

  Result<void> open_imgui() {
    imgui = ImGui::CreateContext(&atlas);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.SetClipboardTextFn = nullptr;
    io.GetClipboardTextFn = nullptr;
    io.DisplaySize = {static_cast<float>(width), static_cast<float>(height)};
    io.ConfigFlags = ImGuiConfigFlags_NoMouseCursorChange;
    io.MouseDrawCursor = false;
    auto opened = Type::open(atlas);
    if (!opened) return tl::unexpected(opened.error());
    type = std::move(*opened);
    brush = std::make_unique<Brush>(atlas);
    atlas.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
    atlas.TexDesiredWidth = 2048;
    atlas.AddFontDefault();
    unsigned char* pixels = nullptr;
    int atlas_width = 0;
    int atlas_height = 0;
    atlas.GetTexDataAsRGBA32(&pixels, &atlas_width, &atlas_height);
    brush->paint_tile();
    has_renderer = ImGui_ImplOpenGL3_Init("#version 150");
    if (!has_renderer) return fail(ErrorCode::device, "OpenGL 3 does not take the panels' shaders");
    return {};
  }

  void upload_glyphs() {
    const Rectangle part = type->glyphs().take_new();
    if (part.empty()) return;
    glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(reinterpret_cast<std::uintptr_t>(atlas.TexID)));
    glPixelStorei(GL_UNPACK_ROW_LENGTH, atlas.TexWidth);
    glTexSubImage2D(GL_TEXTURE_2D, 0, part.x, part.y, part.width, part.height, GL_RGBA, GL_UNSIGNED_BYTE,
                    atlas.TexPixelsRGBA32 + static_cast<std::ptrdiff_t>(part.y) * atlas.TexWidth + part.x);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  }

  // Draws only inside `part`; everything else of the texture stays.
  void draw(ImDrawData& frame, const Rectangle& part) {
    const float left = static_cast<float>(part.x);
    const float top = static_cast<float>(part.y);
    const float right = static_cast<float>(part.right());
    const float bottom = static_cast<float>(part.bottom());
    for (int i = 0; i < frame.CmdListsCount; ++i) {
      for (ImDrawCmd& command : frame.CmdLists[i]->CmdBuffer) {
        command.ClipRect.x = std::max(command.ClipRect.x, left);
        command.ClipRect.y = std::max(command.ClipRect.y, top);
        command.ClipRect.z = std::min(command.ClipRect.z, right);
        command.ClipRect.w = std::min(command.ClipRect.w, bottom);
      }
    }
    framebuffers.bind(GL_FRAMEBUFFER, framebuffer);
    glViewport(0, 0, width, height);
    ImGui_ImplOpenGL3_RenderDrawData(&frame);
  }

  // OpenGL counts rows from below; a few at a time need no second picture.
  void read(const Rectangle& part, std::uint8_t* pixels, int stride) {
    constexpr int kRows = 64;
    const std::size_t row = static_cast<std::size_t>(part.width) * 4;
    rows.resize(row * kRows);
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    for (int top = 0; top < part.height; top += kRows) {
      const int count = std::min(kRows, part.height - top);
      glReadPixels(part.x, height - part.y - top - count, part.width, count, GL_BGRA, GL_UNSIGNED_BYTE,
                   rows.data());
      for (int y = 0; y < count; ++y) {
        std::memcpy(pixels + static_cast<std::ptrdiff_t>(part.y + top + y) * stride + part.x * 4,
                    rows.data() + row * static_cast<std::size_t>(count - 1 - y), row);
      }
    }
  }
};

Glass::Glass(std::unique_ptr<State> state) : state_(std::move(state)) {}
Glass::~Glass() = default;

Result<std::unique_ptr<Glass>> Glass::open(int width, int height) {
  auto state = std::make_unique<State>();
  state->width = width;
  state->height = height;
  if (const auto opened = state->open_context(); !opened) return tl::unexpected(opened.error());
  if (const auto opened = state->open_imgui(); !opened) return tl::unexpected(opened.error());
  return std::unique_ptr<Glass>(new Glass(std::move(state)));
}

int Glass::width() const {
  return state_->width;
}

int Glass::height() const {
  return state_->height;
}

Type& Glass::type() {
  return *state_->type;
}

Brush& Glass::brush() {
  return *state_->brush;
}

void Glass::begin(const Pointer& pointer) {
  state_->has_all_room = state_->type->glyphs().take_overflow();
  if (state_->has_all_room) state_->difference.forget();
  ImGuiIO& io = ImGui::GetIO();
  io.DeltaTime = 1.0F / 60;
  // A finger that is gone was last where it was: its release still belongs there.
  io.MousePos = {static_cast<float>(pointer.x), static_cast<float>(pointer.y)};
  io.MouseDown[0] = pointer.is_down;
  ImGui_ImplOpenGL3_NewFrame();
  ImGui::NewFrame();
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(io.DisplaySize);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::Begin("panel", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav |
                   ImGuiWindowFlags_NoScrollWithMouse);
  state_->brush->begin(*ImGui::GetWindowDrawList());
}

Glass::Press Glass::press(const char* id, const Rectangle& place) {
  if (place.width <= 0 || place.height <= 0) return {};
  ImGui::SetCursorPos({static_cast<float>(place.x), static_cast<float>(place.y)});
  Press press;
  press.is_released =
      ImGui::InvisibleButton(id, {static_cast<float>(place.width), static_cast<float>(place.height)});
  press.is_held = ImGui::IsItemActive();
  press.is_let_go = ImGui::IsItemDeactivated();
  press.is_down = press.is_held && ImGui::IsItemHovered();
  return press;
}

std::optional<Rectangle> Glass::end(std::uint8_t* pixels, int stride) {
  ImGui::End();
  ImGui::PopStyleVar(2);
  ImGui::Render();
  ImDrawData& frame = *ImGui::GetDrawData();
  state_->upload_glyphs();
  const auto part = state_->difference.next(frame, state_->width, state_->height);
  if (!part) return std::nullopt;
  state_->draw(frame, *part);
  state_->read(*part, pixels, stride);
  return part;
}

// A frame that fills a whole page by itself is as good as it will be.
bool Glass::is_incomplete() const {
  return state_->type->glyphs().has_overflowed() && !state_->has_all_room;
}

void Glass::skip() {
  ImGui::End();
  ImGui::PopStyleVar(2);
  ImGui::EndFrame();
}

void Glass::damage_all() {
  state_->difference.forget();
}

}  // namespace crier
