// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/panels/report_parts.hpp"

namespace crier {
namespace {

void draw_categories(const PanelView& view) {
  Ui& ui = view.ui;
  const Rectangle room = draw_head(view, view.body, ui.tr("What is it about?"), false);
  const std::string urgent = ui.tr("In danger, or money just left your account? Call 110 or 96110 at once.");
  const int note = ui.measure(urgent, room.width, quiet_words(ui)).height + 2;
  ui.words("report.note", urgent, {room.x, room.bottom() - note, room.width, note}, quiet_words(ui));
  std::vector<Tile> tiles;
  for (const ReportCategory& category : form_of(view).categories) {
    // Cases of the same kind give the colour.
    const Category* const kind = category_of(view.facts.office, category.key);
    tiles.push_back({{"category." + category.key, in_language(ui, category.name), icon_of(category.icon),
                      false, command::Category{category.key}},
                     in_language(ui, category.hint),
                     kind == nullptr ? Category{}.colour : kind->colour});
  }
  draw_tiles(view, {room.x, room.y, room.width, room.height - note - ui.px(4)}, tiles,
             ui.metrics().is_portrait() ? 2 : 5, 70);
}

void draw_subtypes(const PanelView& view, const ReportCategory& category) {
  Ui& ui = view.ui;
  const Rectangle room =
      draw_head(view, view.body, in_language(ui, category.name) + " · " + ui.tr("What kind is it?"), false);
  std::vector<Choice> choices;
  for (const ReportSubtype& subtype : category.subtypes)
    choices.push_back({"subtype." + subtype.key, in_language(ui, subtype.name), Icon::none, false,
                       command::Subtype{subtype.key}});
  choices.push_back({"report.skip", ui.tr("I do not know"), Icon::none, false, command::Subtype{}});
  draw_choices(view, room, choices, ui.metrics().is_portrait() ? 1 : 3, 50);
}

// A card in the room's upper middle, as high as what is in it.
Rectangle middle_card(Ui& ui, const Rectangle& room, int height) {
  height = std::min(height, room.height);
  const Rectangle card{room.x, room.y + (room.height - height) / 3, room.width, height};
  ui.card(card, ui.theme().card);
  return card;
}

// What must be asked, and then read, before the form goes on.
void draw_advice(const PanelView& view, const ReportCategory& category, const UrgentAdvice& advice) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const Rectangle room = draw_head(view, view.body, in_language(ui, category.name), false);
  const bool is_urgent = view.state.report.is_urgent;
  const int pad = ui.px(10);
  const int gap = ui.px(8);
  const int inner = room.width - 2 * pad;
  // On a wide screen there is no room for it beside the words; the numbers are mark enough.
  const int badge = ui.metrics().is_portrait() ? ui.px(40) : is_urgent ? 0 : ui.px(28);
  const int below = badge == 0 ? 0 : gap;
  const int button = std::min(ui.px(ui.metrics().is_portrait() ? 40 : 34), room.height / 3);
  Words title = body_words(ui, theme.card);
  title.em = theme.title;
  title.weight = Weight::bold;
  title.align = Align::centre;
  Words words = body_words(ui, theme.card);
  words.em = theme.heading;
  words.align = Align::centre;
  std::string numbers;
  for (const std::string& one : advice.numbers) numbers += (numbers.empty() ? "" : "   ") + one;
  if (is_urgent) {
    title.em = 30;
    title.ink = theme.danger;
    title.most_lines = 1;
  }
  const std::string first = is_urgent ? numbers : in_language(ui, advice.question);
  const std::string second = is_urgent ? in_language(ui, advice.text) : std::string();
  const int first_height = ui.measure(first, inner, title).height + 2;
  const int fixed = 2 * pad + badge + below + first_height + gap + button;
  // Words that are long shrink rather than push the button out.
  const int second_height =
      second.empty() ? 0 : std::min(ui.measure(second, inner, words).height + 2, room.height - fixed - gap);
  const Rectangle card = middle_card(ui, room, fixed + (second.empty() ? 0 : second_height + gap));
  const int x = card.x + pad;
  int y = card.y + pad;
  if (badge > 0) {
    ui.brush().circle(card.x + card.width / 2.0, y + badge / 2.0, badge / 2.0, theme.danger);
    const int mark = badge * 3 / 5;
    ui.brush().icon(Icon::phone, {card.x + (card.width - mark) / 2, y + (badge - mark) / 2, mark, mark},
                    0xffffff);
  }
  y += badge + below;
  ui.words(is_urgent ? "advice.numbers" : "advice.question", first, {x, y, inner, first_height}, title,
           Role::heading);
  y += first_height + gap;
  if (!second.empty()) ui.words("advice.text", second, {x, y, inner, second_height}, words);
  const Rectangle foot{x, card.bottom() - pad - button, inner, button};
  if (!is_urgent) {
    draw_choices(view, foot,
                 {{"advice.yes", ui.tr("Yes"), Icon::none, false, command::Advice{true}},
                  {"advice.no", ui.tr("No"), Icon::none, false, command::Advice{false}}},
                 2, 60);
    return;
  }
  ButtonLook look;
  look.kind = ButtonKind::primary;
  look.icon = Icon::right;
  if (ui.button("report.next", foot, ui.tr("Go on with the report"), look)) view.tell(command::GoOn{});
}

constexpr std::array<PlaceKind, 6> kKinds{PlaceKind::address, PlaceKind::app,   PlaceKind::account,
                                          PlaceKind::number,  PlaceKind::group, PlaceKind::other};

// The places that were kept, each with a way to take it back.
void draw_places(const PanelView& view, Rectangle room) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const int height = ui.px(kReportRow);
  const int gap = ui.px(3);
  const int button = ui.px(theme.is_large ? 54 : 40);
  const auto& places = view.state.report.places;
  for (std::size_t i = 0; i < places.size() && room.height >= height; ++i) {
    const Rectangle row{room.x, room.y, room.width, height};
    ui.brush().fill(row, theme.soft, ui.px(theme.radius));
    Words words = body_words(ui, theme.soft);
    words.em = theme.small;
    words.in_middle = true;
    words.most_lines = 1;
    Element element;
    element.id = fmt::format("place.{}", i);
    element.role = Role::text;
    element.label = in_language(ui, form_of(view).words(field_of(places[i].kind)).name);
    element.value = std::string(places[i].text.view());
    element.place = {row.x + ui.px(4), row.y, row.width - button - ui.px(8), row.height};
    element.is_private = true;
    element.ink = words.ink;
    element.ground = words.ground;
    element.em = words.em * ui.metrics().px_per_mm;
    ui.label(element.label + " · " + element.value, element.place, words);
    ui.registry().add(std::move(element));
    ButtonLook look;
    look.em = theme.small;
    if (ui.button(fmt::format("place.{}.drop", i), {row.right() - button, row.y, button, height},
                  ui.tr("Remove"), look))
      view.tell(command::DropPlace{i});
    room.y += height + gap;
    room.height -= height + gap;
  }
}

void draw_where(const PanelView& view) {
  Ui& ui = view.ui;
  const ReportDraft& draft = view.state.report;
  Rectangle room = draw_head(view, draw_keyboard(view), ui.tr("Where did you see it?"), true);
  std::vector<Choice> choices;
  for (const PlaceKind kind : kKinds)
    choices.push_back({"kind." + report_field_names()[static_cast<std::size_t>(field_of(kind))],
                       in_language(ui, form_of(view).words(field_of(kind)).name), Icon::none,
                       kind == draft.kind, command::PlaceKindIs{kind}});
  room = draw_choices(view, room, choices, 3, ui.theme().is_large ? 31 : 25);
  const int height = ui.px(26);
  const bool can_add = !draft.place.empty() && draft.places.size() < kMostPlaces;
  const int add = ui.px(38);
  const ReportFieldWords& words = form_of(view).words(field_of(draft.kind));
  draw_field(view, draft.place, {room.x, room.y, room.width - add - ui.px(4), height}, "report.field",
             in_language(ui, words.name), in_language(ui, words.hint));
  ButtonLook look;
  look.enabled = can_add;
  if (ui.button("report.add", {room.right() - add, room.y, add, height}, ui.tr("Add"), look))
    view.tell(command::KeepPlace{});
  draw_places(view, {room.x, room.y + height + ui.px(4), room.width, room.height - height - ui.px(4)});
}

void draw_what(const PanelView& view) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const ReportDraft& draft = view.state.report;
  const Rectangle room = draw_head(view, draw_keyboard(view), ui.tr("What did you see?"), true);
  const int foot = ui.px(theme.small * 1.5);
  const bool says_nothing = draft.trouble == ReportTrouble::says_nothing;
  const int trouble = says_nothing ? ui.px(theme.small * 2.8) : 0;
  const ReportFieldWords& words = form_of(view).words(ReportField::what);
  const Rectangle field{room.x, room.y, room.width, std::max(ui.px(24), room.height - foot - trouble)};
  draw_field(view, draft.what, field, "report.field", in_language(ui, words.name),
             in_language(ui, words.hint));
  Words count = quiet_words(ui);
  count.align = Align::right;
  count.most_lines = 1;
  ui.words("report.count", fmt::format("{} / {}", draft.what.characters(), draft.what.most_characters()),
           {room.x, field.bottom() + ui.px(1), room.width, foot}, count);
  if (says_nothing)
    draw_trouble(view, "Please say where it was, or what you saw.",
                 {room.x, field.bottom() + foot, room.width, trouble});
}

void draw_contact(const PanelView& view) {
  Ui& ui = view.ui;
  const ReportDraft& draft = view.state.report;
  Rectangle room = draw_head(view, draw_keyboard(view), ui.tr("May we reach you?"), true);
  constexpr std::array<std::pair<ContactField, ReportField>, 3> kFields{
      {{ContactField::name, ReportField::name},
       {ContactField::phone, ReportField::phone},
       {ContactField::email, ReportField::email}}};
  std::vector<Choice> choices;
  ReportField now = ReportField::name;
  for (const auto& [field, words] : kFields) {
    if (field == draft.contact) now = words;
    choices.push_back({"contact." + report_field_names()[static_cast<std::size_t>(words)],
                       in_language(ui, form_of(view).words(words).name), Icon::none, field == draft.contact,
                       command::ContactIs{field}});
  }
  room = draw_choices(view, {room.x, room.y, room.width, ui.px(22)}, choices, 3, 21);
  const int height = ui.px(26);
  const ReportFieldWords& words = form_of(view).words(now);
  draw_field(view, draft.contact_field(), {room.x, room.y + ui.px(2), room.width, height}, "report.field",
             in_language(ui, words.name), in_language(ui, words.hint));
  const int top = room.y + ui.px(6) + height;
  ui.words(
      "report.optional", ui.tr("Optional. It is sealed once more, and two people must agree to read it."),
      {view.body.x, top, room.width, std::max(ui.px(20), ui.px(ui.theme().small * 4.5))}, quiet_words(ui));
}

// No keys were published: nothing could be sealed.
void draw_closed(const PanelView& view) {
  Ui& ui = view.ui;
  Words words = body_words(ui, ui.theme().page);
  const int button = ui.px(26);
  ui.words("report.closed",
           ui.tr("Reports cannot be sent from this machine. Please call 12377, or 110 in danger."),
           {view.body.x, view.body.y, view.body.width, view.body.height - button - ui.px(6)}, words,
           Role::status);
  ButtonLook help;
  help.kind = ButtonKind::primary;
  help.icon = Icon::phone;
  if (ui.button("report.help", {view.body.x, view.body.bottom() - button, view.body.width, button},
                ui.tr("Help and numbers"), help))
    view.tell(command::Open{{PanelKind::help, "", 0}});
}

}  // namespace

void draw_report(const PanelView& view) {
  const ReportDraft& draft = view.state.report;
  if (view.facts.office.report_keys.empty() || !view.facts.takes_reports) return draw_closed(view);
  const ReportCategory* const category = find_category(form_of(view), draft.category);
  const UrgentAdvice* const advice =
      category == nullptr ? nullptr : find_advice(form_of(view), category->advice);
  switch (draft.step) {
    case ReportStep::subtype:
      if (category != nullptr) return draw_subtypes(view, *category);
      break;
    case ReportStep::advice:
      if (category != nullptr && advice != nullptr) return draw_advice(view, *category, *advice);
      break;
    case ReportStep::where:
      return draw_where(view);
    case ReportStep::what:
      return draw_what(view);
    case ReportStep::contact:
      return draw_contact(view);
    case ReportStep::check:
      return draw_check(view, category);
    case ReportStep::sending:
      return draw_sending(view);
    case ReportStep::receipt:
      return draw_receipt(view);
    case ReportStep::category:
      break;
  }
  draw_categories(view);
}

}  // namespace crier
