// SPDX-License-Identifier: Apache-2.0
// Registry: what one panel says at one moment, in the order in which it is read: the one list that drawing
// fills and that speech, focus and tests read. Plain values; the visit's thread only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "player/scene/geometry.hpp"

namespace crier {

// After the roles of WAI-ARIA 1.2.
enum class Role { heading, text, image, button, tab, toggle, field, key, candidate, status };

struct Element {
  std::string id;  // unique on the panel, the same in every language: "home.cases"
  Role role = Role::text;
  std::string label;  // what it is called, in the visit's language
  std::string value;  // what it holds: a field's text, a toggle's state in words
  Rectangle place;    // pixels of the canvas
  bool enabled = true;
  bool selected = false;
  bool is_private = false;  // typed by the citizen: spoken into a headset only

  // What was drawn, for the checks of KIOSK.md's table.
  Rgb ink = 0;            // of its words
  Rgb ground = 0xffffff;  // what they stand on
  double em = 0;          // their size in pixels; 0: it has no words of its own
  bool fits = true;       // all its words are inside its place, none smaller than the theme allows
};

constexpr bool can_be_pressed(Role role) {
  return role == Role::button || role == Role::tab || role == Role::toggle || role == Role::field ||
         role == Role::key || role == Role::candidate;
}

class Registry {
 public:
  // Begins a panel's list anew.
  void begin(std::string panel);
  void add(Element element);

  const std::string& panel() const { return panel_; }
  const std::vector<Element>& elements() const { return elements_; }
  const Element* find(const std::string& id) const;  // null: not on this panel

  // For tests: {"panel": ..., "elements": [{"id", "role", "label", "value", "x", "y", "width", "height",
  // ...}]}
  std::string to_json() const;

 private:
  std::string panel_;
  std::vector<Element> elements_;
};

}  // namespace crier
