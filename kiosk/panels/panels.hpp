// SPDX-License-Identifier: Apache-2.0
// The kiosk's panels: free functions that draw a state and tell what was pressed. `draw_panel` draws the one
// on top with what surrounds it. No logic and no I/O in here. The visit's thread only.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/panels/ui.hpp"
#include "kiosk/panels/visit_state.hpp"

namespace crier {

// A line of the service panel: nothing in it is a citizen's.
struct ServiceLine {
  std::string name;
  std::string value;
};

// What panels show and do not change.
struct PanelFacts {
  const Office& office;
  const Keyboard& keyboard;
  WallTime now;
  bool takes_reports = true;         // this machine has an outbox
  std::vector<ServiceLine> service;  // for the technician; empty: there is none here
};

// What one panel draws on: the part of the canvas between header and footer.
struct PanelView {
  Ui& ui;
  const VisitState& state;
  const PanelFacts& facts;
  Rectangle body;
  std::vector<Command>& commands;
  std::optional<command::Shown>& shown;  // where there are sheets

  void tell(Command command) const { commands.push_back(std::move(command)); }
};

// Draws everything; returns what was pressed.
std::vector<Command> draw_panel(Ui& ui, const VisitState& state, const PanelFacts& facts);

// The parts of it, one a file.
void draw_home(const PanelView& view);
void draw_cases(const PanelView& view);
void draw_entry(const PanelView& view);
void draw_search(const PanelView& view);
void draw_quiz(const PanelView& view);
void draw_report(const PanelView& view);
void draw_status(const PanelView& view);
void draw_help(const PanelView& view);
void draw_service(const PanelView& view);

// The keyboard where it is raised; returns what is left of `body`, above it or beside it.
Rectangle draw_keyboard(const PanelView& view);

// A field with its caret; a touch in it raises the keyboard.
struct FieldLook {
  std::size_t group = 0;  // how many figures stand together; 0: it is no number
};
void draw_field(const PanelView& view, const TextField& field, const Rectangle& place, const std::string& id,
                const std::string& label, const std::string& hint, const FieldLook& look = {});

// Behind what is selected, and how much that is, in the visit's language. Words have no place in them: they
// may be heard by others.
Rgb selection_tint(const Theme& theme);
std::string selection_words(const Translator& translator, Language language, const TextField& field);

// The sheet to be shown of those that begin with the items `firsts`, of which there is at least one: where
// the panel was turned to, or the one with the item that was seen before the sheets were cut anew.
int sheet_to_show(const PanelView& view, const std::vector<int>& firsts);

inline constexpr double kPagerRoom = 27;  // mm that it takes

// "Back a page", "1 / 3", "on a page" at the foot of `place`; returns what is left above. Nothing where one
// sheet is enough.
Rectangle draw_pager(const PanelView& view, const Rectangle& place, int sheet, int sheets);

// Words in the visit's first language that the text has.
std::string in_language(const Ui& ui, const LocalizedText& text);
template <class Texts>
const typename Texts::mapped_type* text_in_mode(const Ui& ui, const Texts& texts) {
  const bool english = ui.mode().language == Language::english;
  for (const char* const language : {english ? "en" : "zh", english ? "zh" : "en"}) {
    if (const auto found = texts.find(language); found != texts.end()) return &found->second;
  }
  return texts.empty() ? nullptr : &texts.begin()->second;
}

// Whom to call: for home and help.
struct EmergencyNumber {
  const char* figures;
  const char* name;   // in a word or two
  const char* words;  // when to call it
};
const std::array<EmergencyNumber, 3>& emergency_numbers();

std::string date_text(const Ui& ui, const std::chrono::year_month_day& date);
Icon icon_of(CategoryIcon icon);
const Category* category_of(const Office& office, const std::string& key);

}  // namespace crier
