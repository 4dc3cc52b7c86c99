// SPDX-License-Identifier: Apache-2.0
// What FFmpeg says of a frame, in our words. Internal to player/media; pure functions.
#pragma once

#include <optional>

#include "content/media/orientation.hpp"
#include "player/media/picture.hpp"

struct AVFrame;

namespace crier {

// The layout of a format this player paints directly; none for those that must be converted first.
std::optional<PixelLayout> layout_of(int av_pixel_format);

// Shape of a frame whose format has a layout. Unspecified colour is guessed by size, as broadcasters do:
// above 576 rows it is BT.709. Absurd pixel aspects are ignored.
PictureShape shape_of(const AVFrame& frame, PixelLayout layout, const Orientation& orientation,
                      int aspect_numerator, int aspect_denominator);

}  // namespace crier
