// SPDX-License-Identifier: Apache-2.0
#include "player/scene/compositor.hpp"

#include <libyuv.h>

#include <cstddef>

namespace crier {

void Compositor::draw(const Composition& composition, const Canvas& canvas) {
  for (const Rectangle& part : composition.damage) {
    const Rectangle inside = intersection(part, {0, 0, canvas.width, canvas.height});
    if (!inside.empty()) draw_part(composition, canvas, inside);
  }
}

void Compositor::draw_part(const Composition& composition, const Canvas& canvas, const Rectangle& part) {
  const auto& layers = composition.layers;
  // Whatever lies below an opaque layer that covers the part need not be drawn.
  std::size_t first = layers.size();
  while (first > 0 && !(layers[first - 1].opaque && layers[first - 1].target.contains(part))) --first;
  if (first > 0)
    --first;
  else
    Painter::fill(canvas, part, 0x000000);
  for (std::size_t i = first; i < layers.size(); ++i) {
    const Layer& layer = layers[i];
    const Rectangle clip = intersection(layer.target, part);
    if (clip.empty()) continue;
    if (layer.picture == nullptr) {
      Painter::fill(canvas, clip, layer.colour);
    } else if (layer.opaque && layer.source.empty()) {
      painter_.paint(*layer.picture, canvas, layer.target, clip);
    } else {
      const PictureShape& shape = layer.picture->shape();
      const Rectangle source =
          layer.source.empty() ? Rectangle{0, 0, shape.width, shape.height} : layer.source;
      painter_.lay(*layer.picture, source, canvas, layer.target, clip,
                   layer.opaque ? Painter::Mixing::replace : Painter::Mixing::blend);
    }
  }
}

std::vector<Rectangle> TurnedCompositor::draw(const Composition& composition, const Canvas& panel,
                                              int turns) {
  const bool sideways = turns % 2 != 0;
  Canvas upright{nullptr, 0, sideways ? panel.height : panel.width, sideways ? panel.width : panel.height};
  upright.stride = upright.width * 4;
  upright_.resize(static_cast<std::size_t>(upright.stride) * static_cast<std::size_t>(upright.height));
  upright.pixels = upright_.data();
  compositor_.draw(composition, upright);
  std::vector<Rectangle> turned;
  for (const Rectangle& part : composition.damage) {
    const Rectangle from = intersection(part, {0, 0, upright.width, upright.height});
    if (from.empty()) continue;
    Rectangle to = from;
    if (turns == 1) to = {upright.height - from.bottom(), from.x, from.height, from.width};
    if (turns == 2)
      to = {upright.width - from.right(), upright.height - from.bottom(), from.width, from.height};
    if (turns == 3) to = {from.y, upright.width - from.right(), from.height, from.width};
    libyuv::ARGBRotate(upright.pixels + std::ptrdiff_t{from.y} * upright.stride + std::ptrdiff_t{from.x} * 4,
                       upright.stride,
                       panel.pixels + std::ptrdiff_t{to.y} * panel.stride + std::ptrdiff_t{to.x} * 4,
                       panel.stride, from.width, from.height, static_cast<libyuv::RotationMode>(turns * 90));
    turned.push_back(to);
  }
  return turned;
}

}  // namespace crier
