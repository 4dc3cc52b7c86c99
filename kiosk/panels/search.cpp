// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "kiosk/panels/entry_card.hpp"
#include "kiosk/panels/panels.hpp"

namespace crier {
namespace {

EntryCard card_of(const PanelView& view, const Hit& hit) {
  const Office& office = view.facts.office;
  EntryCard card;
  if (hit.kind == HitKind::case_) {
    card.key = case_key(hit.id);
    if (const Case* const one = case_of(office, card.key)) card = card_of(view.ui, office, *one);
  } else {
    card.key = notice_key(hit.id);
    if (const Notice* const notice = notice_of(office, card.key)) card = card_of(view.ui, *notice);
  }
  // Found in another language, it is still shown in the visit's.
  const bool reads_it = (hit.language == "en") == (view.ui.mode().language == Language::english);
  if (reads_it || card.title.empty()) {
    card.title = view.ui.content(hit.title);
    if (card.title.size() == hit.title.size()) card.title_marks = hit.title_marks;
  }
  if (!hit.snippet.empty() && (reads_it || card.words.empty())) {
    card.words = view.ui.content(hit.snippet);
    if (card.words.size() == hit.snippet.size()) card.marks = hit.snippet_marks;
  }
  return card;
}

}  // namespace

void draw_search(const PanelView& view) {
  Ui& ui = view.ui;
  const Rectangle room = draw_keyboard(view);
  const int height = ui.px(26);
  const Rectangle field{room.x, room.y, room.width, height};
  draw_field(view, view.state.query, field, "search.field", ui.tr("What do you look for?"),
             ui.tr("A word, or its pinyin: wlzp"));
  const Rectangle rest{room.x, field.bottom() + ui.px(6), room.width,
                       room.bottom() - field.bottom() - ui.px(6)};
  std::vector<EntryCard> cards;
  if (view.state.query.shown().text.empty()) {
    // Nothing typed yet: the newest, so that the panel is never empty.
    for (const Case& one : view.facts.office.cases) cards.push_back(card_of(ui, view.facts.office, one));
  } else {
    for (const Hit& hit : view.state.hits) cards.push_back(card_of(view, hit));
    if (cards.empty()) {
      Words words;
      words.ink = ui.theme().quiet;
      words.ground = ui.theme().page;
      words.align = Align::centre;
      ui.words("search.nothing", ui.tr("Nothing found. Try fewer or other words."),
               {rest.x, rest.y + ui.px(6), rest.width, std::max(ui.px(12), rest.height - ui.px(6))}, words,
               Role::status);
      return;
    }
  }
  draw_entry_cards(view, rest, cards);
}

}  // namespace crier
