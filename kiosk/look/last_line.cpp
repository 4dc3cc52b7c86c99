// SPDX-License-Identifier: Apache-2.0
#include "kiosk/look/last_line.hpp"

#include <algorithm>
#include <string_view>

#include "kiosk/look/line_rules.hpp"

namespace crier {
namespace {

// Ems that a last line has at least.
constexpr double kLeast = 2.2;         // a character with its full stop is alone
constexpr double kLeastOfTwo = 3.5;    // of a title or a label, which is seen as a shape
constexpr double kLeastOfWidth = 0.4;  // in a narrow box
constexpr double kLeastAbove = 0.45;   // of the box's width, which stay in the line above

bool is_pause(char32_t character) {
  constexpr std::u32string_view kPauses = U"，。；：！？、,;:.!?";
  return kPauses.find(character) != std::u32string_view::npos;
}

}  // namespace

std::size_t better_break(const LastLines& lines) {
  const auto& characters = lines.characters;
  const double wanted =
      std::min(lines.em * (lines.are_all ? kLeastOfTwo : kLeast), kLeastOfWidth * lines.width);
  double last = 0;
  for (const SetCharacter& one : characters.subspan(lines.broken)) last += one.advance;
  if (last >= wanted) return lines.broken;
  double above = 0;
  for (const SetCharacter& one : characters.first(lines.broken)) above += one.advance;
  std::size_t nearest = lines.broken;
  for (std::size_t i = lines.broken; i-- > 1;) {
    last += characters[i].advance;
    above -= characters[i].advance;
    if (last > lines.width || above < kLeastAbove * lines.width) break;
    const char32_t before = characters[i - 1].character;
    if (last < wanted || !may_break_between(before, characters[i].character)) continue;
    if (nearest == lines.broken) nearest = i;
    if (!lines.are_all) break;
    if (is_pause(before) || (before == U' ' && i > 1 && is_pause(characters[i - 2].character))) return i;
  }
  return nearest;
}

}  // namespace crier
