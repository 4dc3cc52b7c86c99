// SPDX-License-Identifier: Apache-2.0
// load_still: a picture file, ready to be laid on the screen: upright, in BGRA, at the size it is shown in.
// Blocks on the disk and the decoder: call it away from the main thread. Any thread.
#pragma once

#include <atomic>
#include <filesystem>

#include "config/result.hpp"
#include "content/model/layout.hpp"
#include "player/media/picture.hpp"

namespace crier {

// The file's picture, the first one of a film or an animation, turned as it wants and scaled to fill a box of
// that many pixels: whole inside it (contain: one side may be smaller than the box), or cut to its
// proportions around the middle (cover: exactly the box). Alpha is premultiplied. `cancelled` aborts a read
// once true.
Result<Picture> load_still(const std::filesystem::path& path, int box_width, int box_height, PictureFit fit,
                           const std::atomic<bool>& cancelled);

}  // namespace crier
