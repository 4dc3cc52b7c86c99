// SPDX-License-Identifier: Apache-2.0
// Printed strokes in their usual order, from strokes.json: {"character": [[[x, y], ...], ...]} in a square of
// 300, corners only; and a hand that trembles.
#pragma once

#include <cmath>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "kiosk/input/engine.hpp"

namespace crier {

inline std::map<std::string, std::vector<Stroke>> load_strokes() {
  std::map<std::string, std::vector<Stroke>> characters;
  std::ifstream file(CRIER_STROKES);
  const nlohmann::json table = nlohmann::json::parse(file);
  for (const auto& [character, strokes] : table.items())
    for (const auto& points : strokes) {
      Stroke stroke;
      for (const auto& point : points) stroke.push_back({point[0].get<float>(), point[1].get<float>()});
      characters[character].push_back(std::move(stroke));
    }
  return characters;
}

// A touch screen's points every `step` units along the stroke, each off by a normal `deviation`.
template <class Random>
Stroke tremble(const Stroke& corners, float step, float deviation, Random& random) {
  std::normal_distribution<float> error(0, deviation > 0 ? deviation : 1);
  const auto off = [&] { return deviation > 0 ? error(random) : 0; };
  Stroke drawn;
  for (std::size_t i = 1; i < corners.size(); ++i) {
    const StrokePoint from = corners[i - 1];
    const StrokePoint to = corners[i];
    const int steps = std::max(1, static_cast<int>(std::hypot(to.x - from.x, to.y - from.y) / step));
    for (int k = i == 1 ? 0 : 1; k <= steps; ++k) {
      const float part = static_cast<float>(k) / static_cast<float>(steps);
      drawn.push_back({std::lerp(from.x, to.x, part) + off(), std::lerp(from.y, to.y, part) + off()});
    }
  }
  return drawn;
}

}  // namespace crier
