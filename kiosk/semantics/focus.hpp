// SPDX-License-Identifier: Apache-2.0
// Focus: which element of a panel the five keys of an assistive pad speak to. Works on a Registry alone and
// keeps the element by its id, so that it survives redraws. The visit's thread only.
#pragma once

#include <string>

#include "kiosk/semantics/registry.hpp"
#include "player/display/input_event.hpp"

namespace crier {

enum class FocusAct {
  nothing,  // the key leads nowhere from here
  moved,    // to FocusOutcome::id, or became visible there: say it
  press,    // FocusOutcome::id, as a finger would
  back,     // as the panel's own "back"
  erase,    // the character before the caret
  digit,    // FocusOutcome::digit, to be written
};

struct FocusOutcome {
  FocusAct act = FocusAct::nothing;
  std::string id;
  int digit = 0;
};

class Focus {
 public:
  // A key of the pad, on what the panel shows now. While the focus is hidden an arrow or `select` only shows
  // it. Left and right walk the enabled elements that can be pressed in reading order, round the end, so that
  // every one can be reached from every other; up and down leap to the nearest one that lies that way, and
  // stay where there is none.
  FocusOutcome key(PadKey key, int digit, const Registry& registry);

  // After each redraw. Where the element is gone or disabled the focus falls to the nearest one of the same
  // panel; on another panel to the first. True where it fell: say it.
  bool follow(const Registry& registry);

  // A finger touched the screen.
  void hide() { is_visible_ = false; }

  // A ring is to be drawn around the element `id()`.
  bool is_visible() const { return is_visible_ && !id_.empty(); }
  const std::string& id() const { return id_; }  // empty: the panel has nothing to press

  // Puts it on an element, as a panel does that opens a question.
  void put(const std::string& id, const Registry& registry);

  // For the next visit.
  void reset() { *this = Focus(); }

 private:
  void settle(const Element& element, const Registry& registry);

  std::string id_;
  std::string panel_;
  Rectangle place_;  // where it was seen last
  bool is_visible_ = false;
};

// Where an arrow leads from the element at `from`, an index into registry.elements(); `from` itself where it
// leads nowhere.
std::size_t next_focus(const Registry& registry, std::size_t from, PadKey arrow);

}  // namespace crier
