// SPDX-License-Identifier: Apache-2.0
// What a finger or a key did on a display. Plain values; any thread.
#pragma once

namespace crier {

enum class InputKind { press, move, release, key };

// The keys of an assistive pad: arrows, select, back, erase and digits. USB pads are keyboards that send
// these; no other key of a keyboard means anything.
enum class PadKey { up, down, left, right, select, back, erase, digit };

struct InputEvent {
  InputKind kind = InputKind::press;
  int x = 0;  // pixels, as an upright viewer counts; of the first finger or the left button
  int y = 0;
  PadKey key = PadKey::select;
  int digit = 0;  // of PadKey::digit
};

}  // namespace crier
