// SPDX-License-Identifier: Apache-2.0
#include "content/media/orientation.hpp"

extern "C" {
#include <libavformat/avformat.h>
}

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>

namespace crier {

Orientation orientation_of(const AVStream& stream) {
  std::size_t size = 0;
  const auto* const matrix = reinterpret_cast<const std::int32_t*>(
      av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &size));
  if (matrix == nullptr || size < 9 * sizeof(std::int32_t)) return {};
  double a = matrix[0];
  double b = matrix[1];
  const double determinant = a * double(matrix[4]) - b * double(matrix[3]);
  const bool mirrored = determinant < 0;
  if (mirrored) {
    a = -a;
    b = -b;
  }
  if (a == 0 && b == 0) return {};
  const auto turns = static_cast<int>(std::lround(std::atan2(b, a) / (std::numbers::pi / 2)));
  return {((turns % 4) + 4) % 4, mirrored};
}

Orientation orientation_of_exif(int value) {
  constexpr std::array<Orientation, 8> kOrientations = {
      {{0, false}, {0, true}, {2, false}, {2, true}, {3, true}, {1, false}, {1, true}, {3, false}}};
  if (value < 1 || value > 8) return {};
  return kOrientations[static_cast<std::size_t>(value - 1)];
}

}  // namespace crier
