// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "kiosk/panels/report_parts.hpp"

namespace crier {
namespace {

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

// The code under its name, and the picture of it below or beside. Returns the card.
Rectangle draw_code(const PanelView& view, const Receipt& receipt, int x, int y, int width) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const bool writes = view.state.writes;
  const bool is_below = !writes && ui.metrics().is_portrait();
  const bool is_beside = !writes && !is_below;
  const int pad = ui.px(4);
  Words name = quiet_words(ui);
  name.em = std::min(theme.body, 12.0);
  name.weight = Weight::bold;
  name.ground = theme.card;
  name.align = Align::centre;
  name.most_lines = 1;
  const int name_height = ui.px(name.em * 1.2);
  const int code = ui.px(is_below ? 40 : 28);
  const int side = is_below ? ui.px(96) : is_beside ? ui.px(54) : 0;
  const int words = name_height + code;
  const Rectangle card{
      x, y, width,
      2 * pad + (is_below ? words + side + ui.px(4) : std::max(words, is_beside ? side + ui.px(2) : 0))};
  ui.card(card, theme.card);
  const int column = card.width - 2 * pad - (is_beside ? side + 2 * pad : 0);
  const int top = is_beside ? card.y + (card.height - words) / 2 : card.y + pad;
  ui.words("receipt.name", ui.tr("Your receipt code"), {card.x + pad, top, column, name_height}, name);
  Words figures;
  figures.em = is_below ? 23 : 21;
  figures.weight = Weight::bold;
  figures.ink = theme.ink;
  figures.ground = theme.card;
  figures.align = Align::centre;
  figures.in_middle = true;
  figures.most_lines = 1;
  const SecretText grouped = receipt.grouped();
  Element element;
  element.id = "receipt.figures";
  element.label = ui.tr("Receipt code");
  element.value = std::string(grouped.view());
  element.place = {card.x + pad, top + name_height, column, code};
  element.is_private = true;
  element.ink = figures.ink;
  element.ground = figures.ground;
  const TypeFit fit = ui.label(grouped.view(), element.place, figures);
  element.em = fit.em;
  element.fits = fit.fits;
  ui.registry().add(std::move(element));
  const std::string digits(receipt.digits());
  if (is_below) ui.brush().qr(digits, {card.x + (card.width - side) / 2, top + words, side, side});
  if (is_beside)
    ui.brush().qr(digits, {card.right() - side - 2 * pad, card.y + (card.height - side) / 2, side, side});
  return card;
}

}  // namespace

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
  ui.words("receipt.title", ui.tr("Stored safely."), {room.x, y, room.width, ui.px(theme.heading * 1.4)},
           title, Role::heading);
  y += ui.px(theme.heading * 1.4 + 2);
  const Rectangle card = draw_code(view, *draft.receipt, room.x, y, room.width);
  const bool is_below = !writes && ui.metrics().is_portrait();
  Words words = body_words(ui, theme.page);
  words.em = is_below ? theme.body : std::min(theme.body, 11.0);
  const std::string keep = ui.tr(
      "Note the receipt code or take a picture of it. It alone opens the answer, at any of our machines, in "
      "a "
      "few days.");
  const int keep_height =
      writes ? 0 : std::min(ui.measure(keep, room.width, words).height + 2, room.height / 3);
  Words quiet = quiet_words(ui);
  quiet.most_lines = 1;
  if (is_below) {
    quiet.em = theme.body;
    quiet.ground = theme.card;
  }
  const int pad = is_below ? ui.px(7) : 0;
  const int button = ui.px(is_below ? 28 : 24);
  const int asked = ui.px(quiet.em * 1.6) + ui.px(1);
  const int box = 2 * pad + asked + button;
  // What room there is parts the three.
  const int spare = room.bottom() - card.bottom() - keep_height - box;
  const int gap = std::clamp(spare / 4, ui.px(5), ui.px(is_below ? 16 : 5));
  y = card.bottom() + gap;
  if (!writes) {
    ui.words("receipt.keep", keep, {room.x, y, room.width, keep_height}, words);
    y += keep_height + gap;
  }
  if (is_below) ui.card({room.x, y, room.width, box}, theme.card);
  const Rectangle inner{room.x + pad, y + pad, room.width - 2 * pad, box - 2 * pad};
  std::string question =
      fmt::format(fmt::runtime(ui.tr("To check: type group {} of your code")), draft.asked_group + 1);
  if (draft.is_proved)
    question = ui.tr(*draft.is_proved ? "Right, you have it." : "Not the same. Please look again.");
  if (draft.is_proved) quiet.ink = *draft.is_proved ? theme.good : theme.danger;
  ui.words("receipt.ask", question, {inner.x, inner.y, inner.width, asked}, quiet, Role::status);
  const int half = (inner.width - ui.px(4)) / 2;
  draw_field(view, draft.proof, {inner.x, inner.y + asked, half, button}, "report.field",
             ui.tr("Four figures"), "0000");
  ButtonLook look;
  look.kind = ButtonKind::primary;
  if (ui.button("receipt.kept", {inner.right() - half, inner.y + asked, half, button}, ui.tr("I have it"),
                look))
    view.tell(command::KeepReceipt{});
}

}  // namespace crier
