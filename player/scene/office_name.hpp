// SPDX-License-Identifier: Apache-2.0
// The office's name, set to stand where its logo would if it had one. Pure; any thread; takes milliseconds.
#pragma once

#include <string>
#include <vector>

#include "content/model/localized_text.hpp"
#include "player/media/picture.hpp"
#include "player/scene/sheet_style.hpp"

namespace crier {

// In those of `languages` that it has, two at most; as large as the zone allows, at its left edge.
Picture draw_office_name(const LocalizedText& name, const std::vector<std::string>& languages, int width,
                         int height, const SheetStyle& style);

}  // namespace crier
