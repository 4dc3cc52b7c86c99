// SPDX-License-Identifier: Apache-2.0
// AssStage: libass with its fonts and caches, drawing for a canvas of one size. Internal to player/captions;
// one thread at a time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/clock.hpp"
#include "config/result.hpp"
#include "player/captions/ass_handles.hpp"
#include "player/captions/stamp.hpp"

namespace crier {

class AssStage {
 public:
  // Reads the machine's list of fonts: tens of milliseconds.
  static Result<AssStage> open(int width, int height);

  // A track from a whole script in UTF-8; fonts that it carries are not used. Null where it is none.
  AssTrackHandle read(const std::string& script);

  // What the track's events show at `position`; none where that is the same as the call before drew, for the
  // same track.
  std::optional<std::vector<Stamp>> render(ass_track& track, Nanoseconds position);

  int width() const { return width_; }
  int height() const { return height_; }

 private:
  AssStage(AssLibraryHandle library, AssRendererHandle renderer, int width, int height)
      : library_(std::move(library)), renderer_(std::move(renderer)), width_(width), height_(height) {}

  AssLibraryHandle library_;  // outlives the renderer and all tracks
  AssRendererHandle renderer_;
  int width_;
  int height_;
  const ass_track* drawn_ = nullptr;  // only compared
};

}  // namespace crier
