// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/panels/panels.hpp"

namespace crier {
namespace {

constexpr double kRowHeight = 22;  // mm of what is pressed

Words body_words(const Ui& ui, Rgb ground) {
  Words words;
  words.ink = ui.theme().ink;
  words.ground = ground;
  return words;
}

Words quiet_words(const Ui& ui) {
  Words words;
  words.em = ui.theme().small;
  words.ink = ui.theme().quiet;
  words.ground = ui.theme().page;
  return words;
}

const ReportForm& form_of(const PanelView& view) {
  return view.facts.office.report_form;
}

// Where the citizen is on the way, what is asked, and the button to the next step beside it; returns what is
// left below.
Rectangle draw_head(const PanelView& view, const Rectangle& room, const std::string& asked, bool can_go_on) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const int height = ui.px(kRowHeight);
  const int gap = ui.px(2.5);
  const int step = counted(view.state.report.step);
  const int segment = (room.width - (kCountedSteps - 1) * gap) / kCountedSteps;
  for (int i = 0; i < kCountedSteps; ++i)
    ui.brush().fill({room.x + i * (segment + gap), room.y, segment, ui.px(1.6)},
                    i < step ? theme.accent : mix(theme.page, theme.ink, 0.16), ui.px(0.8));
  const int top = room.y + ui.px(5);
  const int button = can_go_on ? ui.px(56) : 0;
  Words words = body_words(ui, theme.page);
  words.weight = Weight::bold;
  words.in_middle = true;
  words.most_lines = 2;
  ui.words("report.asked", asked, {room.x, top, room.width - button - (can_go_on ? ui.px(5) : 0), height},
           words, Role::heading);
  if (can_go_on) {
    ButtonLook look;
    look.kind = ButtonKind::primary;
    if (ui.button("report.next", {room.right() - button, top, button, height}, ui.tr("Next"), look))
      view.tell(command::GoOn{});
  }
  const int used = ui.px(5) + height + ui.px(5);
  return {room.x, room.y + used, room.width, room.height - used};
}

struct Choice {
  std::string id;
  std::string label;
  Icon icon = Icon::none;
  bool selected = false;
  Command command;
};

// A grid of buttons, as tall as the room allows; returns what is left below.
Rectangle draw_choices(const PanelView& view, const Rectangle& room, const std::vector<Choice>& choices,
                       int columns, double most_height) {
  Ui& ui = view.ui;
  const int count = static_cast<int>(choices.size());
  const int rows = std::max(1, (count + columns - 1) / columns);
  const int gap = ui.px(4);
  const int width = (room.width - (columns - 1) * gap) / columns;
  const int height =
      std::clamp((room.height + gap) / rows - gap, ui.px(20), std::max(ui.px(20), ui.px(most_height)));
  ButtonLook look;
  look.icon = choices.empty() ? Icon::none : choices.front().icon;
  look.icon_above = height > ui.px(34);
  std::vector<std::string> labels;
  for (const Choice& choice : choices) labels.push_back(choice.label);
  look.em = ui.common_em(labels, width, height, look);
  for (int i = 0; i < count; ++i) {
    const Choice& choice = choices[static_cast<std::size_t>(i)];
    look.icon = choice.icon;
    look.selected = choice.selected;
    look.role = choice.selected ? Role::toggle : Role::button;
    const Rectangle place{room.x + i % columns * (width + gap), room.y + i / columns * (height + gap), width,
                          height};
    if (ui.button(choice.id, place, choice.label, look)) view.tell(choice.command);
  }
  const int used = rows * (height + gap);
  return {room.x, room.y + used, room.width, std::max(0, room.height - used)};
}

void draw_categories(const PanelView& view) {
  Ui& ui = view.ui;
  const Rectangle room = draw_head(view, view.body, ui.tr("What is it about?"), false);
  const int note = ui.px(ui.theme().small * 3.2);
  ui.words("report.note", ui.tr("In danger, or money just left your account? Call 110 or 96110 at once."),
           {room.x, room.bottom() - note, room.width, note}, quiet_words(ui));
  std::vector<Choice> choices;
  for (const ReportCategory& category : form_of(view).categories)
    choices.push_back({"category." + category.key, in_language(ui, category.name), icon_of(category.icon),
                       false, command::Category{category.key}});
  draw_choices(view, {room.x, room.y, room.width, room.height - note - ui.px(4)}, choices,
               ui.metrics().is_portrait() ? 2 : 5, 52);
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
  draw_choices(view, room, choices, ui.metrics().is_portrait() ? 1 : 3, 28);
}

// What must be read before the form goes on.
void draw_advice(const PanelView& view, const UrgentAdvice& advice) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const Rectangle room = draw_head(view, view.body, in_language(ui, advice.question), false);
  if (!view.state.report.is_urgent) {
    draw_choices(view, room,
                 {{"advice.yes", ui.tr("Yes"), Icon::none, false, command::Advice{true}},
                  {"advice.no", ui.tr("No"), Icon::none, false, command::Advice{false}}},
                 2, 40);
    return;
  }
  const int pad = ui.px(8);
  Words number;
  number.em = 26;
  number.weight = Weight::bold;
  number.ink = theme.danger;
  number.ground = theme.card;
  number.align = Align::centre;
  number.most_lines = 1;
  Words words = body_words(ui, theme.card);
  const std::string text = in_language(ui, advice.text);
  const int button = ui.px(26);
  const int numbers = ui.px(36);
  const TypeFit fit = ui.measure(text, room.width - 2 * pad, words);
  const int height = std::min(numbers + fit.height + 3 * pad, room.height - button - ui.px(6));
  const Rectangle card{room.x, room.y, room.width, height};
  ui.card(card, theme.card);
  std::string all;
  for (const std::string& one : advice.numbers) all += (all.empty() ? "" : "   ") + one;
  ui.words("advice.numbers", all, {card.x + pad, card.y + pad, card.width - 2 * pad, numbers}, number,
           Role::heading);
  ui.words("advice.text", text,
           {card.x + pad, card.y + 2 * pad + numbers, card.width - 2 * pad, card.height - 3 * pad - numbers},
           words);
  ButtonLook look;
  if (ui.button("report.next", {room.x, card.bottom() + ui.px(6), room.width, button},
                ui.tr("Go on with the report"), look))
    view.tell(command::GoOn{});
}

constexpr std::array<PlaceKind, 6> kKinds{PlaceKind::address, PlaceKind::app,   PlaceKind::account,
                                          PlaceKind::number,  PlaceKind::group, PlaceKind::other};

// The places that were kept, each with a way to take it back.
void draw_places(const PanelView& view, Rectangle room) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const int height = ui.px(kRowHeight);
  const int gap = ui.px(3);
  const int button = ui.px(40);
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
  room = draw_choices(view, room, choices, 3, 21);
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

// Beside the field, in words; what was typed stays.
void draw_trouble(const PanelView& view, const char* words, const Rectangle& place) {
  Ui& ui = view.ui;
  Words look = body_words(ui, ui.theme().page);
  look.em = ui.theme().small;
  look.weight = Weight::bold;
  look.ink = ui.theme().danger;
  ui.words("report.trouble", ui.tr(words), place, look, Role::status);
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
           {room.x, field.bottom() + ui.px(1), room.width, foot}, count, Role::status);
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

// A line of what will be sent.
int draw_fact(const PanelView& view, const std::string& id, const std::string& name, const std::string& value,
              const Rectangle& room, int most_lines) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const int label = ui.px(44);
  Words quiet = quiet_words(ui);
  quiet.ground = theme.card;
  quiet.most_lines = 2;
  Words words = body_words(ui, theme.card);
  words.em = std::min(theme.body, 11.0);
  words.most_lines = most_lines;
  const int width = room.width - label;
  const int least = std::max(ui.px(theme.small * 1.6), ui.measure(name, label - ui.px(3), quiet).height);
  const int most = std::max(least, ui.px(words.em * 1.4 * most_lines));
  const int height = std::clamp(ui.measure(value, width, words).height, least, most);
  ui.words(id + ".name", name, {room.x, room.y, label - ui.px(3), height + ui.px(2)}, quiet);
  Element element;
  element.id = id;
  element.label = name;
  element.value = value;
  element.place = {room.x + label, room.y, width, height};
  element.is_private = true;
  element.ink = words.ink;
  element.ground = words.ground;
  element.em = words.em * ui.metrics().px_per_mm;
  ui.label(value, element.place, words);
  ui.registry().add(std::move(element));
  return height + ui.px(4);
}

void draw_check(const PanelView& view, const ReportCategory* category) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const ReportDraft& draft = view.state.report;
  const Rectangle room = draw_head(view, view.body, ui.tr("Check and send"), false);
  const int button = ui.px(28);
  const int trouble = draft.trouble == ReportTrouble::none ? 0 : ui.px(theme.small * 2.8);
  Words notice = quiet_words(ui);
  const std::string notice_text = in_language(ui, form_of(view).notice);
  const int column = ui.metrics().is_portrait() ? room.width : (room.width - ui.px(10)) / 2;
  const bool is_beside = !ui.metrics().is_portrait();
  const int most_notice = is_beside ? room.height - button - ui.px(6) : room.height / 3;
  const int notice_height = std::min(ui.measure(notice_text, column, notice).height + 2, most_notice);
  const int foot =
      is_beside ? trouble + (trouble > 0 ? ui.px(3) : 0) : notice_height + trouble + button + ui.px(12);
  const Rectangle card{room.x, room.y, column, room.height - foot};
  ui.card(card, theme.card);
  const int pad = ui.px(6);
  Rectangle line{card.x + pad, card.y + pad, card.width - 2 * pad, card.height - 2 * pad};
  const auto fact = [&](const std::string& id, const std::string& name, const std::string& value, int lines) {
    if (value.empty() || line.height < ui.px(theme.body * 1.4)) return;
    const int used = draw_fact(view, id, name, value, line, lines);
    line.y += used;
    line.height -= used;
  };
  if (category != nullptr) {
    std::string about = in_language(ui, category->name);
    for (const ReportSubtype& subtype : category->subtypes)
      if (subtype.key == draft.subtype) about += " · " + in_language(ui, subtype.name);
    fact("check.category", ui.tr("About"), about, 2);
  }
  std::string contact;
  for (const TextField* const field : {&draft.name, &draft.phone, &draft.email})
    if (!field->empty()) contact += (contact.empty() ? "" : "  ") + std::string(field->text());
  for (std::size_t i = 0; i < draft.places.size(); ++i)
    fact(fmt::format("check.place.{}", i),
         in_language(ui, form_of(view).words(field_of(draft.places[i].kind)).name),
         std::string(draft.places[i].text.view()), 1);
  fact("check.contact", ui.tr("Contact"), contact.empty() ? ui.tr("none") : contact, 1);
  fact("check.what", in_language(ui, form_of(view).words(ReportField::what).name),
       std::string(draft.what.text()), 6);

  const int x = is_beside ? room.x + column + ui.px(10) : room.x;
  const int y = is_beside ? room.y : card.bottom() + ui.px(4);
  ui.words("report.notice", notice_text, {x, y, column, notice_height}, notice);
  const Rectangle trouble_place =
      is_beside ? Rectangle{room.x, room.bottom() - trouble, column, trouble}
                : Rectangle{x, room.bottom() - button - trouble - ui.px(3), column, trouble};
  if (draft.trouble == ReportTrouble::full)
    draw_trouble(view, "This machine cannot take another report now. Please call 12377.", trouble_place);
  if (draft.trouble == ReportTrouble::not_stored)
    draw_trouble(view, "It could not be stored. Nothing you wrote is lost: please try again.", trouble_place);
  ButtonLook look;
  look.kind = ButtonKind::primary;
  look.icon = Icon::shield_check;
  if (ui.button("report.send", {x, room.bottom() - button, column, button}, ui.tr("Send the report"), look))
    view.tell(command::Send{});
}

void draw_sending(const PanelView& view) {
  Ui& ui = view.ui;
  Words words = body_words(ui, ui.theme().page);
  words.align = Align::centre;
  words.in_middle = true;
  ui.words("report.sending", ui.tr("Being sealed and stored…"), view.body, words, Role::status);
}

void draw_receipt(const PanelView& view) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const ReportDraft& draft = view.state.report;
  if (!draft.receipt) return draw_sending(view);
  const Rectangle room = draw_keyboard(view);
  const bool writes = view.state.writes;
  Words title = body_words(ui, theme.page);
  title.weight = Weight::bold;
  title.em = theme.heading;
  title.ink = theme.good;
  title.most_lines = 1;
  int y = room.y;
  ui.words("receipt.title", ui.tr("Stored safely. This is your receipt:"),
           {room.x, y, room.width, ui.px(theme.heading * 1.4)}, title, Role::heading);
  y += ui.px(theme.heading * 1.4 + 2);
  const int code = ui.px(42);
  // The picture of it stands below the figures, or beside them.
  const bool is_below = !writes && ui.metrics().is_portrait();
  const bool is_beside = !writes && !is_below;
  const int side = is_below ? ui.px(62) : is_beside ? ui.px(54) : 0;
  const Rectangle card{
      room.x, y, room.width,
      is_below ? code + side + ui.px(8) : std::max(code, side + (is_beside ? ui.px(10) : 0))};
  ui.card(card, theme.card);
  Words figures;
  figures.em = 21;
  figures.weight = Weight::bold;
  figures.ink = theme.ink;
  figures.ground = theme.card;
  figures.align = Align::centre;
  figures.in_middle = true;
  figures.most_lines = 1;
  const SecretText grouped = draft.receipt->grouped();
  Element element;
  element.id = "receipt.figures";
  element.label = ui.tr("Receipt code");
  element.value = std::string(grouped.view());
  const int beside = is_beside ? side + ui.px(10) : 0;
  element.place = {card.x + ui.px(4), card.y + ui.px(2), card.width - ui.px(8) - beside,
                   (is_beside ? card.height : code) - ui.px(4)};
  element.is_private = true;
  element.ink = figures.ink;
  element.ground = figures.ground;
  const TypeFit fit = ui.label(grouped.view(), element.place, figures);
  element.em = fit.em;
  element.fits = fit.fits;
  ui.registry().add(std::move(element));
  if (is_below)
    ui.brush().qr(std::string(draft.receipt->digits()),
                  {card.x + (card.width - side) / 2, card.y + code, side, side});
  if (is_beside)
    ui.brush().qr(std::string(draft.receipt->digits()),
                  {card.right() - side - ui.px(6), card.y + ui.px(5), side, side});
  y = card.bottom() + ui.px(5);
  Words words = body_words(ui, theme.page);
  words.em = std::min(theme.body, 11.0);
  const std::string keep = ui.tr(
      "Note these figures or take a picture of them. They alone open the answer, at any of our machines, "
      "from "
      "next week on.");
  const int button = ui.px(24);
  const int ask = ui.px(theme.small * 1.6) + ui.px(24) + ui.px(6);
  const int keep_height =
      writes ? 0 : std::min(ui.measure(keep, room.width, words).height + 2, room.height / 3);
  if (!writes) ui.words("receipt.keep", keep, {room.x, y, room.width, keep_height}, words);
  y += keep_height + (writes ? 0 : ui.px(5));
  Words quiet = quiet_words(ui);
  quiet.most_lines = 1;
  std::string question =
      fmt::format(fmt::runtime(ui.tr("To be sure: group {} of the four?")), draft.asked_group + 1);
  if (draft.is_proved)
    question = ui.tr(*draft.is_proved ? "Right, you have it." : "Not the same. Please look again.");
  if (draft.is_proved) quiet.ink = *draft.is_proved ? theme.good : theme.danger;
  ui.words("receipt.ask", question, {room.x, y, room.width, ui.px(theme.small * 1.6)}, quiet, Role::status);
  draw_field(view, draft.proof, {room.x, y + ui.px(theme.small * 1.6 + 1), room.width / 2, ui.px(24)},
             "report.field", ui.tr("Four figures"), "0000");
  y += ask;
  ButtonLook look;
  look.kind = ButtonKind::primary;
  const bool stands_beside = !is_below;
  const int top = stands_beside ? y - ask + ui.px(theme.small * 1.6 + 1) : room.bottom() - button;
  const int x = stands_beside ? room.x + room.width / 2 + ui.px(4) : room.x;
  if (ui.button("receipt.kept", {x, top, room.right() - x, button}, ui.tr("I have it"), look))
    view.tell(command::KeepReceipt{});
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
      if (advice != nullptr) return draw_advice(view, *advice);
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
