// SPDX-License-Identifier: Apache-2.0
// The office's card: its name on a calm ground, for when nothing can be played. Any thread; takes
// milliseconds, the first time tens of them for the fonts.
#pragma once

#include <string>
#include <vector>

#include "player/media/picture.hpp"

namespace crier {

// `lines`: the office's name in each of its languages, the first one largest.
Picture draw_card(int width, int height, const std::vector<std::string>& lines);

}  // namespace crier
