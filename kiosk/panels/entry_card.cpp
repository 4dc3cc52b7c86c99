// SPDX-License-Identifier: Apache-2.0
#include "kiosk/panels/entry_card.hpp"

#include <algorithm>
#include <utility>

#include "content/notices/markdown.hpp"

namespace crier {
namespace {

constexpr double kTwoColumns = 380;  // mm
constexpr double kPad = 5.5;         // mm inside a card
constexpr double kIconGap = 6;       // mm from icon to words
constexpr double kWordsGap = 2;      // mm from a title to the words below it

// How the titles of one list are set: in one line where that is possible for all of them.
struct TitleStyle {
  int lines = 1;
  int height = 0;  // px
  Words words;
};

TitleStyle title_style(Ui& ui, const std::vector<EntryCard>& cards, int width) {
  const Theme& theme = ui.theme();
  Words words;
  words.em = std::max(theme.least, theme.heading * 0.65);
  words.weight = Weight::bold;
  const bool in_one_line = std::ranges::all_of(
      cards, [&](const EntryCard& card) { return ui.measure(card.title, width, words).lines == 1; });
  TitleStyle style;
  // Large letters need a line more.
  style.lines = in_one_line ? 1 : theme.is_large ? 3 : 2;
  style.height = ui.px(theme.heading * (in_one_line ? 1.3 : theme.is_large ? 2.4 : 1.8));
  words.em = theme.heading;
  words.most_lines = style.lines;
  std::vector<std::string> titles;
  for (const EntryCard& card : cards) titles.push_back(card.title);
  words.em = ui.common_em(titles, width, style.height, words);
  style.words = words;
  return style;
}

int icon_side(Ui& ui) {
  return ui.px(20);
}

int words_width(Ui& ui, int card_width) {
  return card_width - 2 * ui.px(kPad) - icon_side(ui) - ui.px(kIconGap);
}

void draw_card(const PanelView& view, const EntryCard& card, const Rectangle& place,
               const TitleStyle& style) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const int pad = ui.px(kPad);
  const int icon = std::min(icon_side(ui), place.height - 2 * pad);
  const int width = words_width(ui, place.width);
  const int left = place.right() - pad - width;
  Words title = style.words;
  title.ink = theme.ink;
  title.in_middle = true;
  Words words;
  words.em = std::min(theme.body, style.words.em);
  words.ink = theme.quiet;
  words.shrinks = false;  // what has no room is read inside
  const int words_room = place.height - pad - style.height - ui.px(kWordsGap);
  words.most_lines = std::clamp(static_cast<int>(words_room / (ui.px(words.em) * 1.4) + 0.3), 1, 3);
  const int words_height =
      std::min(ui.measure(card.words, width, words).height, ui.px(words.em * (1.4 * words.most_lines - 0.4)));
  const int block = style.height + ui.px(kWordsGap) + words_height;
  const Rectangle title_place{left, place.y + std::max(pad / 2, (place.height - block) / 2), width,
                              style.height};
  const TypeFit fit = ui.type().measure(card.title, width, style.height,
                                        {title.em * ui.metrics().px_per_mm, Weight::bold, 0, Align::left,
                                         false, theme.least * ui.metrics().px_per_mm, 1.4, style.lines});
  Element element;
  element.id = "entry." + card.key;
  element.role = Role::button;
  element.label = card.title;
  element.value = card.words;
  element.place = place;
  element.ink = theme.ink;
  element.ground = theme.card;
  element.em = fit.em;
  element.fits = fit.fits;
  const Glass::Press press = ui.target(std::move(element));
  Rectangle face = place;
  if (press.is_down)
    face = {place.x + ui.px(0.8), place.y + ui.px(0.8), place.width - ui.px(1.6), place.height - ui.px(1.6)};
  ui.card(face, theme.card);
  const Rectangle tile{place.x + pad, place.y + (place.height - icon) / 2, icon, icon};
  ui.brush().fill(tile, theme.is_flat ? theme.ink : mix(0xffffff, card.colour, 0.14), ui.px(4));
  ui.brush().icon(card.icon, {tile.x + icon / 6, tile.y + icon / 6, icon * 2 / 3, icon * 2 / 3},
                  theme.is_flat ? 0xffffff : darkened_for_white(card.colour, 3.5));
  if (card.title_marks.empty() || style.lines > 1) {
    ui.label(card.title, title_place, title);
  } else {
    const int height = ui.measure(card.title, width, title).height;
    ui.label_marked(card.title,
                    {title_place.x, title_place.y + (title_place.height - height) / 2, width, height + 2},
                    title, card.title_marks);
  }
  const int below = title_place.bottom() + ui.px(kWordsGap);
  if (place.bottom() - below >= ui.px(words.em))
    ui.label_marked(card.words, {left, below, width, words_height + 1}, words, card.marks);
  if (press.is_released) view.tell(command::Open{{PanelKind::entry, card.key, 0}});
}

}  // namespace

std::string first_words(const std::string& markdown) {
  for (const Block& block : parse_markdown(markdown)) {
    if (block.kind != BlockKind::paragraph) continue;
    std::string words;
    for (const StyledRun& run : block.runs) words += run.text;
    return words;
  }
  return {};
}

EntryCard card_of(const Ui& ui, const Office& office, const Case& one) {
  EntryCard card;
  card.key = case_key(one.id);
  if (const CaseText* const text = text_in_mode(ui, one.texts)) {
    card.title = ui.content(text->title);
    card.words = ui.content(text->summary);
  }
  if (one.date) card.when = date_text(ui, *one.date);
  if (const Category* const category = category_of(office, one.category)) {
    card.icon = icon_of(category->icon);
    card.colour = category->colour;
  }
  return card;
}

EntryCard card_of(const Ui& ui, const Notice& notice) {
  EntryCard card;
  card.key = notice_key(notice.id);
  if (const NoticeText* const text = text_in_mode(ui, notice.texts)) {
    card.title = ui.content(text->title);
    card.words = ui.content(first_words(text->body));
  }
  if (notice.date) card.when = date_text(ui, *notice.date);
  card.icon = Icon::rumour;
  card.colour = 0xb3261e;
  return card;
}

void draw_entry_cards(const PanelView& view, const Rectangle& place, const std::vector<EntryCard>& cards) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  if (cards.empty()) {
    Words words;
    words.ink = theme.quiet;
    words.ground = theme.page;
    words.align = Align::centre;
    ui.words("nothing", ui.tr("Nothing here yet."), {place.x, place.y + ui.px(12), place.width, ui.px(30)},
             words);
    return;
  }
  const int gap = ui.px(4.5);
  const int columns = place.width < ui.px(kTwoColumns) ? 1 : 2;
  const int width = (place.width - (columns - 1) * gap) / columns;
  const TitleStyle style = title_style(ui, cards, words_width(ui, width));
  const int usual_height = ui.px(2 * kPad + theme.body * 2.4 + kWordsGap) + style.height;
  // A little less air before a row is left out.
  const auto rows = [&](const Rectangle& room) {
    return std::max(1, (room.height + gap) / (usual_height - ui.px(1.6 * kPad) + gap));
  };
  const auto fitting = [&](const Rectangle& room) { return rows(room) * columns; };
  int on_sheet = fitting(place);
  const int total = static_cast<int>(cards.size());
  const bool is_parted = total > on_sheet;
  if (is_parted) on_sheet = fitting({place.x, place.y, place.width, place.height - ui.px(kPagerRoom)});
  std::vector<int> firsts;
  for (int first = 0; first < total; first += on_sheet) firsts.push_back(first);
  const int sheet = sheet_to_show(view, firsts);
  const Rectangle room = is_parted ? draw_pager(view, place, sheet, static_cast<int>(firsts.size())) : place;
  const int height = std::min((room.height + gap) / rows(room) - gap, usual_height + ui.px(kPad));
  for (int i = 0; i < on_sheet && sheet * on_sheet + i < total; ++i) {
    draw_card(view, cards[static_cast<std::size_t>(sheet * on_sheet + i)],
              {room.x + i % columns * (width + gap), room.y + i / columns * (height + gap), width, height},
              style);
  }
}

}  // namespace crier
