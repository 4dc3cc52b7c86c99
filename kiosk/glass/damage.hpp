// SPDX-License-Identifier: Apache-2.0
// What differs between two frames, found by comparing their triangles: what is equal at the beginning and at
// the end of both is left alone, the rest is boxed in. One thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "player/scene/geometry.hpp"

struct ImDrawData;

namespace crier {

class FrameDifference {
 public:
  // The box around all that differs from the last frame, inside the canvas; none: nothing does.
  std::optional<Rectangle> next(const ImDrawData& frame, int width, int height);

  // The next frame differs everywhere.
  void forget() { is_known_ = false; }

 private:
  struct Corner {
    float x, y, u, v;
    std::uint32_t colour;
    std::uintptr_t texture;
    std::array<float, 4> clip;
    bool operator==(const Corner&) const = default;
  };
  using Triangles = std::vector<Corner>;  // three corners each
  static void gather(const ImDrawData& frame, Triangles& into);

  bool is_known_ = false;
  Triangles last_;
  Triangles now_;
};

}  // namespace crier
