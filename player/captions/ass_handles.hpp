// SPDX-License-Identifier: Apache-2.0
// Owning handles for libass's objects. Internal to player/captions.
#pragma once

#include <memory>

struct ass_library;
struct ass_renderer;
struct ass_track;

namespace crier {

struct AssDeleter {
  void operator()(ass_library* library) const noexcept;
  void operator()(ass_renderer* renderer) const noexcept;
  void operator()(ass_track* track) const noexcept;
};

using AssLibraryHandle = std::unique_ptr<ass_library, AssDeleter>;
using AssRendererHandle = std::unique_ptr<ass_renderer, AssDeleter>;
using AssTrackHandle = std::unique_ptr<ass_track, AssDeleter>;

}  // namespace crier
