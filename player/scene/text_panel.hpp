// SPDX-License-Identifier: Apache-2.0
// A layout's own text in its zone: the same typesetting as a notice's, without a card around it. Pure; any
// thread; takes tens of milliseconds, so away from the main thread.
#pragma once

#include <string>
#include <vector>

#include "content/model/localized_text.hpp"
#include "player/scene/sheet_page.hpp"
#include "player/scene/sheet_style.hpp"

namespace crier {

// `text`: CommonMark, shown in those of `languages` that it has (two at most, or in whatever it has),
// together where they fit, else one after the other. At least one page, twelve at most a language.
std::vector<SheetPage> draw_text(const LocalizedText& text, const std::vector<std::string>& languages,
                                 int width, int height, const SheetStyle& style);

}  // namespace crier
