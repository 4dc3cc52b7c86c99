// SPDX-License-Identifier: Apache-2.0
// Every panel of the kiosk, drawn as a visit draws it, in any mode on any canvas: for checks and for looking.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "kiosk/panels/panels.hpp"
#include "player/media/picture.hpp"

namespace crier {

struct Shot {
  std::string name;  // "search-pinyin"
  Route page;
  std::string typed;              // letters pressed on the keyboard one after the other
  std::vector<std::string> keys;  // pressed before them
  bool writes = false;            // the keyboard is raised
  bool handwriting = false;
  std::function<void(VisitState&)> prepare;  // does the rest; null: nothing
  bool answered = false;                     // the quiz's first question
  bool over = false;                         // the quiz
  bool asked = false;                        // "are you still there?"
};

// All panels with the states in which they look different.
std::vector<Shot> all_shots(const Office& office);

// A device for them: one at a time in a process.
class Darkroom {
 public:
  Darkroom(const Office& office, int width, int height, double millimetres_per_pixel = 0);

  // Draws the shot; its registry is then in `registry()`.
  Picture take(const Shot& shot, const Mode& mode);

  const Registry& registry() const { return registry_; }
  const Metrics& metrics() const { return metrics_; }
  Glass& glass() { return *glass_; }
  int sheets() const { return sheets_; }

 private:
  const Office& office_;
  Metrics metrics_;
  std::unique_ptr<Glass> glass_;
  Translator translator_;
  Keyboard keyboard_;
  Registry registry_;
  Result<Catalogue> catalogue_;
  int sheets_ = 1;
};

}  // namespace crier
