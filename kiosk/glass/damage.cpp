// SPDX-License-Identifier: Apache-2.0
#include "kiosk/glass/damage.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace crier {
namespace {

constexpr std::size_t kCorners = 3;
constexpr int kEdge = 2;  // pixels that smoothing may spread

}  // namespace

void FrameDifference::gather(const ImDrawData& frame, Triangles& into) {
  into.clear();
  for (int i = 0; i < frame.CmdListsCount; ++i) {
    const ImDrawList& list = *frame.CmdLists[i];
    for (const ImDrawCmd& command : list.CmdBuffer) {
      const auto texture = reinterpret_cast<std::uintptr_t>(command.TextureId);
      const std::array<float, 4> clip{command.ClipRect.x, command.ClipRect.y, command.ClipRect.z,
                                      command.ClipRect.w};
      for (unsigned index = 0; index < command.ElemCount; ++index) {
        const unsigned at = list.IdxBuffer[static_cast<int>(command.IdxOffset + index)];
        const ImDrawVert& corner = list.VtxBuffer[static_cast<int>(command.VtxOffset + at)];
        into.push_back({corner.pos.x, corner.pos.y, corner.uv.x, corner.uv.y, corner.col, texture, clip});
      }
    }
  }
}

std::optional<Rectangle> FrameDifference::next(const ImDrawData& frame, int width, int height) {
  gather(frame, now_);
  const Rectangle all{0, 0, width, height};
  if (!std::exchange(is_known_, true)) {
    std::swap(last_, now_);
    return all;
  }
  const std::size_t shorter = std::min(last_.size(), now_.size());
  std::size_t front = 0;
  while (front < shorter && last_[front] == now_[front]) ++front;
  if (front == last_.size() && front == now_.size()) return std::nullopt;
  front -= front % kCorners;
  std::size_t back = 0;
  while (back < shorter - front && last_[last_.size() - 1 - back] == now_[now_.size() - 1 - back]) ++back;
  back -= back % kCorners;
  float left = std::numeric_limits<float>::max();
  float top = left;
  float right = -left;
  float bottom = -left;
  for (const Triangles* const triangles : {&last_, &now_}) {
    for (std::size_t i = front; i < triangles->size() - back; ++i) {
      const Corner& corner = (*triangles)[i];
      left = std::min(left, corner.x);
      top = std::min(top, corner.y);
      right = std::max(right, corner.x);
      bottom = std::max(bottom, corner.y);
    }
  }
  std::swap(last_, now_);
  const int x = static_cast<int>(std::floor(left)) - kEdge;
  const int y = static_cast<int>(std::floor(top)) - kEdge;
  const Rectangle box{x, y, static_cast<int>(std::ceil(right)) + kEdge - x,
                      static_cast<int>(std::ceil(bottom)) + kEdge - y};
  const Rectangle inside = intersection(box, all);
  return inside.empty() ? std::nullopt : std::optional(inside);
}

}  // namespace crier
