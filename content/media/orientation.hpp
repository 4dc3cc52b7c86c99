// SPDX-License-Identifier: Apache-2.0
// How a picture as stored must be turned to stand upright: one rule for whoever measures a file and whoever
// shows it. Pure functions; any thread.
#pragma once

struct AVStream;

namespace crier {

struct Orientation {
  int rotation = 0;       // clockwise quarter turns: 0 to 3
  bool mirrored = false;  // flipped left to right before it is rotated

  bool is_sideways() const { return rotation % 2 != 0; }
  bool operator==(const Orientation&) const = default;
};

// The stream's display matrix (ISO/IEC 14496-12 section 8.3.2), to the nearest quarter turn.
Orientation orientation_of(const AVStream& stream);

// The value of EXIF's tag Orientation (Exif 2.32, section 4.6.4 A); upright for what is not 1 to 8.
Orientation orientation_of_exif(int value);

}  // namespace crier
