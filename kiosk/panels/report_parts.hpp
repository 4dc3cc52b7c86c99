// SPDX-License-Identifier: Apache-2.0
// What the report's panels have in common. Internal to kiosk/panels; the visit's thread only.
#pragma once

#include <string>
#include <vector>

#include "kiosk/panels/panels.hpp"

namespace crier {

inline constexpr double kReportRow = 22;  // mm of what is pressed

Words body_words(const Ui& ui, Rgb ground);
Words quiet_words(const Ui& ui);
const ReportForm& form_of(const PanelView& view);

// Where the citizen is on the way, what is asked, and the button to the next step beside it; returns what is
// left below.
Rectangle draw_head(const PanelView& view, const Rectangle& room, const std::string& asked, bool can_go_on);

struct Choice {
  std::string id;
  std::string label;
  Icon icon = Icon::none;
  bool selected = false;
  Command command;
};

// A grid of buttons, as tall as the room allows (`most_height`: mm); a last row that is not full is as wide
// as the others. Returns what is left below.
Rectangle draw_choices(const PanelView& view, const Rectangle& room, const std::vector<Choice>& choices,
                       int columns, double most_height);

// A choice that is more than its name.
struct Tile {
  Choice choice;
  std::string hint;
  Rgb colour = 0;
};

// A grid of them over all of the room; the hints are left out of all tiles where one has no room for its own.
void draw_tiles(const PanelView& view, const Rectangle& room, const std::vector<Tile>& tiles, int columns,
                double most_height);

// Beside the field, in words; what was typed stays.
void draw_trouble(const PanelView& view, const char* words, const Rectangle& place);

// After the questions, in report_check.cpp and report_sending.cpp.
void draw_check(const PanelView& view, const ReportCategory* category);
void draw_sending(const PanelView& view);
void draw_receipt(const PanelView& view);

}  // namespace crier
