// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/key_layout.hpp"

#include <algorithm>

namespace crier {

const Key* PlacedKeyboard::at(double x, double y) const {
  const auto found =
      std::ranges::find_if(keys, [&](const PlacedKey& key) { return key.place.contains(x, y); });
  return found == keys.end() ? nullptr : found->key;
}

const PlacedKey* PlacedKeyboard::find(std::string_view id) const {
  const auto found = std::ranges::find_if(keys, [&](const PlacedKey& key) { return key.key->id == id; });
  return found == keys.end() ? nullptr : &*found;
}

PlacedKeyboard place_keys(std::span<const KeyRow> rows, const KeyboardArea& area) {
  const double down = static_cast<double>(rows.size()) + 1;  // the candidates' bar is as tall as a row
  const double scale = area.scale;
  PlacedKeyboard placed;
  placed.pitch_across = std::min(area.pitch, area.width / kUnitsAcross) * scale;
  placed.pitch_down = std::max(area.least_pitch, std::min(area.pitch, area.height / down)) * scale;
  const double width = placed.pitch_across * kUnitsAcross;
  const double height = placed.pitch_down * down;
  placed.place = {(area.width * scale - width) / 2, area.height * scale - height, width, height};
  placed.candidates = {placed.place.x, placed.place.y, width, placed.pitch_down};

  const double gap = area.gap * scale;
  double y = placed.place.y + placed.pitch_down;
  for (const KeyRow& row : rows) {
    double x = placed.place.x + row.indent * placed.pitch_across;
    for (const Key& key : row.keys) {
      const KeyRectangle cell{x, y, key.width * placed.pitch_across, key.rows * placed.pitch_down};
      const KeyRectangle face{cell.x + gap / 2, cell.y + gap / 2, cell.width - gap, cell.height - gap};
      placed.keys.push_back({&key, cell, face});
      x += cell.width;
    }
    y += placed.pitch_down;
  }
  return placed;
}

}  // namespace crier
