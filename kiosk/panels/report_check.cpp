// SPDX-License-Identifier: Apache-2.0
// The panel before a report is sent: every word of it, on as many sheets as that takes.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "kiosk/panels/columns.hpp"
#include "kiosk/panels/report_parts.hpp"

namespace crier {
namespace {

constexpr double kCheckPad = 6;          // mm inside the card
constexpr double kCheckGap = 6;          // mm between facts
constexpr double kNarrowCheckGap = 4.5;  // in landscape, which has less height
constexpr double kCheckNames = 9;        // ems of a fact's name that stands beside its value
constexpr std::size_t kTogether = 3;     // lines that are not parted

struct CheckedFact {
  std::string id;
  std::string name;
  std::string value;
  bool is_private = true;
};

// What of a fact stands on one sheet.
struct CheckedPart {
  const CheckedFact* fact = nullptr;
  std::string_view value;
  int height = 0;  // px of the value
};
using CheckedSheet = std::vector<CheckedPart>;

// Sizes of the card's words, in pixels.
struct CheckedSizes {
  double em = 0;
  double step = 0;  // from line to line
  int name = 0;     // height of a fact's name above its value
  int beside = 0;   // width of the names' column where they stand beside
  int gap = 0;
};

enum class Names { above, beside };

CheckedSizes sizes_of(const Ui& ui, Names names) {
  const double em = std::round(ui.theme().body * ui.metrics().px_per_mm);
  const bool is_beside = names == Names::beside;
  return {em, em * TypeStyle{}.leading, is_beside ? 0 : ui.px(ui.theme().small * 1.3),
          is_beside ? ui.px(kCheckNames * ui.theme().small) : 0,
          ui.px(ui.metrics().is_portrait() ? kCheckGap : kNarrowCheckGap)};
}

std::vector<CheckedFact> facts_of(const PanelView& view, const ReportCategory* category) {
  Ui& ui = view.ui;
  const ReportDraft& draft = view.state.report;
  const auto name_of = [&](ReportField field) { return in_language(ui, form_of(view).words(field).name); };
  std::vector<CheckedFact> facts;
  if (category != nullptr) {
    std::string about = in_language(ui, category->name);
    for (const ReportSubtype& subtype : category->subtypes)
      if (subtype.key == draft.subtype) about += " · " + in_language(ui, subtype.name);
    facts.push_back({"check.category", ui.tr("About"), std::move(about)});
  }
  for (std::size_t i = 0; i < draft.places.size(); ++i)
    facts.push_back({fmt::format("check.place.{}", i), name_of(field_of(draft.places[i].kind)),
                     std::string(draft.places[i].text.view())});
  if (!draft.what.empty())
    facts.push_back({"check.what", name_of(ReportField::what), std::string(draft.what.text())});
  std::string contact;
  for (const TextField* const field : {&draft.name, &draft.phone, &draft.email})
    if (!field->empty()) contact += (contact.empty() ? "" : "  ") + std::string(field->text());
  facts.push_back({"check.contact", ui.tr("Contact"), contact.empty() ? ui.tr("none") : contact});
  return facts;
}

// Lays the facts out on sheets of that size; only a long one is parted, and goes on on the next sheet.
std::vector<CheckedSheet> sheets_of(Ui& ui, const std::vector<CheckedFact>& facts, int width, int height,
                                    const CheckedSizes& sizes) {
  std::vector<CheckedSheet> sheets(1);
  int used = 0;
  for (const CheckedFact& fact : facts) {
    const auto lines = ui.type().set_lines(fact.value, width - sizes.beside, sizes.em, Weight::regular);
    for (std::size_t first = 0; first < lines.size();) {
      const double room = height - used - sizes.name - sizes.em;
      const auto fitting = static_cast<std::size_t>(std::max(0.0, room / sizes.step)) + 1;
      const std::size_t together = std::min(lines.size() - first, kTogether);
      if (used > 0 && (room < 0 || fitting < together)) {
        sheets.emplace_back();
        used = 0;
        continue;
      }
      const std::size_t count = std::min(fitting, lines.size() - first);
      const std::size_t begin = lines[first].begin;
      const std::size_t end = lines[first + count - 1].end;
      sheets.back().push_back({&fact, std::string_view(fact.value).substr(begin, end - begin),
                               height_of_lines(static_cast<int>(count), sizes.em)});
      used += sizes.name + sheets.back().back().height + sizes.gap;
      first += count;
    }
  }
  return sheets;
}

int height_of(const CheckedSheet& sheet, const CheckedSizes& sizes) {
  int height = -sizes.gap;
  for (const CheckedPart& part : sheet) height += sizes.name + part.height + sizes.gap;
  return height;
}

void draw_sheet(Ui& ui, const CheckedSheet& sheet, const Rectangle& room, const CheckedSizes& sizes) {
  const Rgb ground = ui.theme().card;
  Words name = quiet_words(ui);
  name.ground = ground;
  name.most_lines = 1;
  Words words = body_words(ui, ground);
  words.shrinks = false;
  int y = room.y;
  for (const CheckedPart& part : sheet) {
    // On one base line where they stand beside each other.
    const int drop = sizes.beside > 0 ? static_cast<int>((sizes.em - ui.px(name.em)) * 0.88) : 0;
    const int name_width = sizes.beside > 0 ? sizes.beside - ui.px(4) : room.width;
    const TypeFit named =
        ui.label(part.fact->name, {room.x, y + drop, name_width, ui.px(name.em * 1.3)}, name);
    y += sizes.name;
    Element element;
    element.id = part.fact->id;
    element.label = part.fact->name;
    element.value = std::string(part.value);
    element.place = {room.x + sizes.beside, y, room.width - sizes.beside, part.height};
    element.is_private = part.fact->is_private;
    element.ink = words.ink;
    element.ground = words.ground;
    const TypeFit fit = ui.label(part.value, element.place, words);
    element.em = fit.em;
    element.fits = fit.fits && named.fits && element.place.bottom() <= room.bottom();
    ui.registry().add(std::move(element));
    y += part.height + sizes.gap;
  }
}

// A card with one of the sheets, as high as it must be.
Rectangle draw_card(Ui& ui, const CheckedSheet& sheet, const Rectangle& room, const CheckedSizes& sizes) {
  const int pad = ui.px(kCheckPad);
  const Rectangle card{room.x, room.y, room.width, height_of(sheet, sizes) + 2 * pad};
  ui.card(card, ui.theme().card);
  draw_sheet(ui, sheet, {card.x + pad, card.y + pad, card.width - 2 * pad, card.height - 2 * pad}, sizes);
  return card;
}

// Where what goes wrong, the button and the rest of the panel stand.
struct CheckLayout {
  Rectangle above;  // the button, or its row
  Rectangle facts;  // what of it the facts may fill where the notice stands beside or below them
  Rectangle trouble;
  Rectangle send;
  int column = 0;  // width of the notice
  bool is_beside = false;
};

CheckLayout layout_of(const Ui& ui, const Rectangle& room, bool has_trouble) {
  CheckLayout layout;
  layout.is_beside = !ui.metrics().is_portrait();
  const int button = ui.px(28);
  const int between = ui.px(layout.is_beside ? 10 : 6);
  layout.column = layout.is_beside ? (room.width - between) / 2 : room.width;
  layout.send = {room.right() - layout.column, room.bottom() - button, layout.column, button};
  const int trouble = has_trouble ? ui.px(ui.theme().small * 2.8) : 0;
  layout.trouble = {layout.send.x, layout.send.y - ui.px(3) - trouble, layout.column, trouble};
  layout.above = {room.x, room.y, room.width,
                  (has_trouble ? layout.trouble.y : layout.send.y) - ui.px(5) - room.y};
  layout.facts = layout.above;
  if (layout.is_beside) layout.facts = {room.x, room.y, layout.column, room.height};
  return layout;
}

// All that will be sent on one sheet, and what a citizen should know beside or below it; false, and nothing
// drawn, where that is too much.
bool draw_at_once(const PanelView& view, const std::vector<CheckedFact>& facts,
                  const std::string& notice_text, const CheckLayout& layout) {
  Ui& ui = view.ui;
  const int pad = ui.px(kCheckPad);
  const Words notice = quiet_words(ui);
  const int height = ui.measure(notice_text, layout.column, notice).height + 2;
  const CheckedSizes sizes = sizes_of(ui, Names::above);
  const auto sheets =
      sheets_of(ui, facts, layout.facts.width - 2 * pad, layout.facts.height - 2 * pad, sizes);
  const int used = height_of(sheets.front(), sizes) + 2 * pad;
  const int room = layout.is_beside ? layout.above.height : layout.above.height - used - ui.px(6);
  if (sheets.size() > 1 || height > room) return false;
  const Rectangle card = draw_card(ui, sheets.front(), layout.facts, sizes);
  const int y = layout.is_beside ? layout.above.y : card.bottom() + ui.px(6);
  ui.words("report.notice", notice_text, {layout.send.x, y, layout.column, height}, notice);
  return true;
}

// The notice is the last part then.
void draw_in_sheets(const PanelView& view, std::vector<CheckedFact> facts, const std::string& notice_text,
                    const CheckLayout& layout) {
  Ui& ui = view.ui;
  facts.push_back({"report.notice", ui.tr("Please note"), notice_text, false});
  const int pad = ui.px(kCheckPad);
  const int pager = layout.is_beside ? 0 : ui.px(kPagerRoom);
  const CheckedSizes sizes = sizes_of(ui, layout.is_beside ? Names::beside : Names::above);
  const auto sheets =
      sheets_of(ui, facts, layout.above.width - 2 * pad, layout.above.height - pager - 2 * pad, sizes);
  const int count = static_cast<int>(sheets.size());
  const int shown = std::clamp(view.state.page().sheet, 0, count - 1);
  // Beside the button, or above it.
  Rectangle turning = layout.above;
  if (layout.is_beside)
    turning = {layout.above.x, layout.above.y, layout.column, layout.send.bottom() - layout.above.y};
  draw_pager(view, turning, shown, count);
  draw_card(ui, sheets[static_cast<std::size_t>(shown)], layout.above, sizes);
}

}  // namespace

void draw_check(const PanelView& view, const ReportCategory* category) {
  Ui& ui = view.ui;
  const ReportTrouble trouble = view.state.report.trouble;
  const Rectangle room = draw_head(view, view.body, ui.tr("Check and send"), false);
  const CheckLayout layout = layout_of(ui, room, trouble != ReportTrouble::none);
  auto facts = facts_of(view, category);
  const std::string notice = in_language(ui, form_of(view).notice);
  if (!draw_at_once(view, facts, notice, layout)) draw_in_sheets(view, std::move(facts), notice, layout);
  if (trouble == ReportTrouble::full)
    draw_trouble(view, "This machine cannot take another report now. Please call 12377.", layout.trouble);
  if (trouble == ReportTrouble::not_stored)
    draw_trouble(view, "It could not be stored. Nothing you wrote is lost: please try again.",
                 layout.trouble);
  ButtonLook look;
  look.kind = ButtonKind::primary;
  look.icon = Icon::shield_check;
  if (ui.button("report.send", layout.send, ui.tr("Send the report"), look)) view.tell(command::Send{});
}

}  // namespace crier
