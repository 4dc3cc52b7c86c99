// SPDX-License-Identifier: Apache-2.0
// The one place where a text becomes a Pango layout: family, weight, language, line breaking. For this room's
// own files. One thread at a time.
#pragma once

#include <memory>
#include <string>

#include "player/scene/sheet.hpp"

using PangoLayout = struct _PangoLayout;

namespace crier {

struct PangoLayoutDeleter {
  void operator()(PangoLayout* layout) const noexcept;
};
using PangoText = std::unique_ptr<PangoLayout, PangoLayoutDeleter>;

// The text with a replacement character for whatever is no UTF-8.
std::string valid_utf8(const std::string& text);

PangoText set_in_lines(const std::string& utf8, const TextStyle& style);

// Of a weight, as Pango numbers them.
int pango_weight(TextWeight weight);

}  // namespace crier
