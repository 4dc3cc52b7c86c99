// SPDX-License-Identifier: Apache-2.0
#include "player/captions/stack.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace crier {
namespace {

constexpr Rgba kPanel = 0x080E1CC4;     // night blue; any picture shows through as a shade
constexpr double kSidePadding = 0.60;   // ems of the block
constexpr double kUpperPadding = 0.10;  // the fonts leave more room above their characters than below
constexpr double kLowerPadding = 0.20;
constexpr double kBlockGap = 0.10;  // between two blocks on one panel
constexpr double kRadius = 0.28;
constexpr double kPanelGap = 0.25;  // between two panels

int pixels(double length) {
  return static_cast<int>(std::lround(length));
}

// Blocks of one side that follow each other, and how high they are together.
struct Group {
  std::vector<PlainBlock> blocks;
  CaptionSide side = CaptionSide::centre;
  double em = 0;  // of the largest
  int height = 0;
};

std::vector<Group> grouped(std::vector<std::pair<CaptionSide, PlainBlock>> blocks) {
  std::vector<Group> groups;
  for (auto& [side, block] : blocks) {
    if (block.stamps.empty()) continue;
    if (groups.empty() || groups.back().side != side) groups.push_back({{}, side, 0, 0});
    Group& group = groups.back();
    group.em = std::max(group.em, block.em);
    group.height += block.lines.height;
    group.blocks.push_back(std::move(block));
  }
  for (Group& group : groups)
    group.height += static_cast<int>(group.blocks.size() - 1) * pixels(group.em * kBlockGap) +
                    pixels(group.em * kUpperPadding) + pixels(group.em * kLowerPadding);
  return groups;
}

}  // namespace

void CaptionStack::add_fixed(const std::vector<Stamp>& stamps) {
  const Rectangle bounds = bounds_of(stamps);
  if (bounds.height == 0) return;
  // Signs in the upper half leave the bottom free.
  const Rectangle lower = common(bounds, {0, canvas_.height / 2, canvas_.width, canvas_.height});
  if (lower.height > 0) {
    bottom_ = std::min(bottom_, std::max(lower.y, bounds.y) - canvas_.height / 50);
    taken_ = united(taken_, bounds);
  }
  stamps_.insert(stamps_.end(), stamps.begin(), stamps.end());
}

void CaptionStack::add_plain(CaptionEdge edge, std::vector<std::pair<CaptionSide, PlainBlock>> blocks) {
  std::vector<Group> groups = grouped(std::move(blocks));
  int total = 0;
  for (const Group& group : groups) total += group.height + pixels(group.em * kPanelGap);
  if (groups.empty()) return;
  total -= pixels(groups.back().em * kPanelGap);
  int y = edge == CaptionEdge::top ? top_ : bottom_ - total;
  for (Group& group : groups) {
    Rectangle panel{0, y, 0, 0};
    int line = y + pixels(group.em * kUpperPadding);
    for (PlainBlock& block : group.blocks) {
      const int padding = pixels(group.em * kSidePadding);
      move_by(block.stamps, 0, line - block.lines.y);
      panel =
          united(panel, {block.lines.x - padding, line, block.lines.width + 2 * padding, block.lines.height});
      line += block.lines.height + pixels(group.em * kBlockGap);
      std::move(block.stamps.begin(), block.stamps.end(), std::back_inserter(stamps_));
    }
    panel.y = y;
    panel.height = group.height;
    panels_.push_back({panel, group.em * kRadius});
    if (edge == CaptionEdge::bottom) taken_ = united(taken_, panel);
    y += group.height + pixels(group.em * kPanelGap);
  }
}

void CaptionStack::add_floating(std::vector<Stamp> stamps) {
  const Rectangle bounds = bounds_of(stamps);
  if (common(bounds, taken_).height > 0) move_by(stamps, 0, taken_.y - (bounds.y + bounds.height));
  std::move(stamps.begin(), stamps.end(), std::back_inserter(stamps_));
}

std::shared_ptr<const Overlay> CaptionStack::take() && {
  Rectangle area = bounds_of(stamps_);
  for (const Panel& panel : panels_) area = united(area, panel.area);
  area = common(area, canvas_);
  if (area.width == 0) return nullptr;
  // Shared: what is shown and what is rendered ahead may be the same, and a presenter may hold it longer.
  auto overlay = std::make_shared<Overlay>(
      Overlay{Picture::blank(area.width, area.height), area, canvas_.width, canvas_.height});
  for (const Panel& panel : panels_) blend_panel(panel.area, panel.radius, kPanel, *overlay);
  for (const Stamp& stamp : stamps_) blend(stamp, *overlay);
  return overlay;
}

}  // namespace crier
