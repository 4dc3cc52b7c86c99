// SPDX-License-Identifier: Apache-2.0
// The kiosk's icons: lines of one width with round ends in a square of 24 units, as data.
#pragma once

#include <string_view>

namespace crier {

enum class Icon {
  none,
  home,
  back,
  search,
  book,
  shield_alert,
  shield_check,
  clock_search,
  phone,
  globe,
  speaker,
  text_size,
  contrast,
  reach,
  close,
  check,
  cross,
  left,
  right,
  up,
  down,
  play,
  backspace,
  keyboard,
  pen,
  question,
  quiz,
  rumour,
  fraud,
  gambling,
  malware,
  minors,
  privacy,
  violence,
  vulgar,
  banned,
  other,
  gear,
};

// Commands "M x y", "L x y", "C x y x y x y", "Z" and "O x y r" (a circle), as in SVG's paths.
std::string_view icon_path(Icon icon);

// By the name a categories' file gives; `other` where there is none of that name.
Icon icon_named(std::string_view name);

}  // namespace crier
