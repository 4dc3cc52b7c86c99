// SPDX-License-Identifier: Apache-2.0
// InputEngine: turns letters or strokes into characters to choose from. One citizen's at a time; it learns
// nothing and writes nothing. The visit's thread only.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "config/secret_text.hpp"

namespace crier {

// One movement of the finger from touch to release, in pixels of the canvas from its top left corner.
struct StrokePoint {
  float x = 0;
  float y = 0;

  bool operator==(const StrokePoint&) const = default;
};
using Stroke = SecretVector<StrokePoint>;

class InputEngine {
 public:
  virtual ~InputEngine() = default;

  // False: not one of its letters, or no more fit; nothing changed.
  virtual bool type(char /*letter*/) { return false; }
  // False: this engine takes no strokes, or no more; nothing changed.
  virtual bool write(const Stroke& /*stroke*/) { return false; }

  // Takes back the last choice within what is composed, the last letter or the last stroke; false: nothing
  // was there.
  virtual bool backspace() = 0;
  // Forgets what is being composed.
  virtual void clear() = 0;
  virtual bool empty() const = 0;

  // What is shown at the caret: "wang luo", "网络zha"; empty for strokes.
  virtual SecretText preedit() const = 0;
  // What was chosen so far and the letters behind it as they were typed.
  virtual SecretText raw() const = 0;

  // Candidates `first`, `first` + 1, ... best first, at most `count`; fewer at the end of the list.
  virtual std::vector<SecretText> candidates(std::size_t first, std::size_t count) = 0;

  // Chooses one. The text when nothing is left to compose; none while letters remain (or no such candidate).
  virtual std::optional<SecretText> select(std::size_t candidate) = 0;

  // The strokes so far, for drawing.
  virtual const std::vector<Stroke>& strokes() const;
};

inline const std::vector<Stroke>& InputEngine::strokes() const {
  static const std::vector<Stroke> none;
  return none;
}

}  // namespace crier
