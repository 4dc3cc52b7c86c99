// SPDX-License-Identifier: Apache-2.0
#include "player/captions/ass_stage.hpp"

#include <ass/ass.h>

#include <cstring>

namespace crier {
namespace {

// Libass's own bounds, 10,000 glyphs and 192 MB, suit a desktop; these hold all that one film shows at a
// time.
constexpr int kMostGlyphs = 1'000;
constexpr int kMostBitmapMegabytes = 12;
constexpr const char* kFamily = "Noto Sans CJK SC";

void be_silent(int, const char*, va_list, void*) {}

Stamp stamp_of(const ASS_Image& image) {
  Stamp stamp;
  stamp.area = {image.dst_x, image.dst_y, image.w, image.h};
  // Libass counts transparency where we count opacity.
  stamp.colour = (image.color & 0xFFFFFF00U) | (255U - (image.color & 255U));
  const auto width = static_cast<std::size_t>(image.w);
  stamp.coverage.resize(width * static_cast<std::size_t>(image.h));
  for (int y = 0; y < image.h; ++y) {
    std::memcpy(stamp.coverage.data() + static_cast<std::size_t>(y) * width,
                image.bitmap + static_cast<std::ptrdiff_t>(y) * image.stride, width);
  }
  return stamp;
}

}  // namespace

Result<AssStage> AssStage::open(int width, int height) {
  AssLibraryHandle library(ass_library_init());
  if (!library) return fail(ErrorCode::device, "libass does not start; check the memory");
  ass_set_message_cb(library.get(), be_silent, nullptr);
  ass_set_extract_fonts(library.get(), 0);
  AssRendererHandle renderer(ass_renderer_init(library.get()));
  if (!renderer) return fail(ErrorCode::device, "libass draws nothing; check the memory");
  ass_set_storage_size(renderer.get(), width, height);
  ass_set_frame_size(renderer.get(), width, height);
  ass_set_cache_limits(renderer.get(), kMostGlyphs, kMostBitmapMegabytes);
  ass_set_fonts(renderer.get(), nullptr, kFamily, ASS_FONTPROVIDER_FONTCONFIG, nullptr, 1);
  return AssStage(std::move(library), std::move(renderer), width, height);
}

AssTrackHandle AssStage::read(const std::string& script) {
  drawn_ = nullptr;  // a new track may lie where an old one did
  // It copies the script before it changes anything.
  return AssTrackHandle(
      ass_read_memory(library_.get(), const_cast<char*>(script.data()), script.size(), nullptr));
}

std::optional<std::vector<Stamp>> AssStage::render(ass_track& track, Nanoseconds position) {
  const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(position).count();
  int change = 0;
  const ASS_Image* image = ass_render_frame(renderer_.get(), &track, milliseconds, &change);
  if (change == 0 && drawn_ == &track) return std::nullopt;
  // After a frame without events libass compares the next one with the last that had some.
  drawn_ = image == nullptr ? nullptr : &track;
  std::vector<Stamp> stamps;
  for (; image != nullptr; image = image->next) {
    if (image->w > 0 && image->h > 0) stamps.push_back(stamp_of(*image));
  }
  return stamps;
}

}  // namespace crier
