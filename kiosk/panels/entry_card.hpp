// SPDX-License-Identifier: Apache-2.0
// A case or a notice in a list: icon, title, a sentence, and when. The visit's thread only.
#pragma once

#include <string>
#include <vector>

#include "kiosk/panels/panels.hpp"

namespace crier {

struct EntryCard {
  std::string key;  // of PanelKind::entry
  std::string title;
  std::string words;
  std::vector<Mark> title_marks;  // bytes that were looked for
  std::vector<Mark> marks;        // of the words
  std::string when;
  Icon icon = Icon::other;
  Rgb colour = 0x5b6b7f;
};

EntryCard card_of(const Ui& ui, const Office& office, const Case& one);
EntryCard card_of(const Ui& ui, const Notice& notice);

// As many as fit on a sheet, with a pager where there are more.
void draw_entry_cards(const PanelView& view, const Rectangle& place, const std::vector<EntryCard>& cards);

// The first words of a text in Markdown.
std::string first_words(const std::string& markdown);

}  // namespace crier
