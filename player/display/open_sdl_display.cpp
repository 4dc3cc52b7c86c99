// SPDX-License-Identifier: Apache-2.0
#include <SDL.h>

#include <cstring>
#include <filesystem>
#include <utility>

#include "player/display/sdl_window.hpp"

namespace crier {
namespace {

// A GPU announces itself by a render node; asking OpenGL instead would cost a third of a second where there
// is none.
bool has_render_node() {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/dev/dri", error)) {
    if (entry.path().filename().string().starts_with("renderD")) return true;
  }
  return false;
}

// SDL's kmsdrm driver can only draw through OpenGL ES.
bool needs_gl() {
  const char* const driver = SDL_GetCurrentVideoDriver();
  return driver != nullptr && std::strcmp(driver, "KMSDRM") == 0;
}

Result<std::unique_ptr<Display>> open_gpu(const DisplayRequest& request, bool accept_software) {
  auto window = SdlWindow::open(request, SdlWindow::Surface::gpu);
  if (!window) return tl::unexpected(window.error());
  return make_gpu_display(std::move(*window), request.turns, accept_software);
}

}  // namespace

Result<std::unique_ptr<Display>> open_sdl_display(const DisplayRequest& request) {
  if (const auto started = start_sdl_video(); !started) return tl::unexpected(started.error());
  const bool forced = request.path == DisplayPath::gpu || needs_gl();
  if (forced) return open_gpu(request, true);
  if (request.path == DisplayPath::automatic && has_render_node()) {
    if (auto display = open_gpu(request, false)) return display;
  }
  auto window = SdlWindow::open(request, SdlWindow::Surface::software);
  if (!window) return tl::unexpected(window.error());
  return make_software_display(std::move(*window), request.turns);
}

void shut_down_sdl() {
  SDL_Quit();
}

}  // namespace crier
