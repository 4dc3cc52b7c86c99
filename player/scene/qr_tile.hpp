// SPDX-License-Identifier: Apache-2.0
// A QR code (ISO/IEC 18004) with words below it, or beside it in a low zone. Pure; any thread; takes
// milliseconds.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "config/result.hpp"
#include "player/media/picture.hpp"
#include "player/scene/sheet_style.hpp"

namespace crier {

// Dark on a white tile, error correction level M, with the standard's quiet zone of four modules; a module is
// a whole number of pixels. `words`: language and words, the first one foremost. Fails where `code` is empty
// or longer than a QR code holds, or where the zone is too small for modules that a telephone can tell apart.
Result<Picture> draw_qr(const std::string& code,
                        const std::vector<std::pair<std::string, std::string>>& words, int width, int height,
                        const SheetStyle& style);

}  // namespace crier
