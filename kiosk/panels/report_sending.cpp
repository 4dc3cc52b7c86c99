// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "kiosk/panels/report_parts.hpp"

namespace crier {
namespace {

// The code under its name, and the picture of it below or beside. Returns the card.
Rectangle draw_code(const PanelView& view, const Receipt& receipt, int x, int y, int width) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const bool writes = view.state.writes;
  const bool is_below = !writes && ui.metrics().is_portrait();
  const bool is_beside = !writes && !is_below;
  const int pad = ui.px(4);
  Words name = quiet_words(ui);
  name.em = std::min(theme.body, 12.6);
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
  words.em = is_below ? theme.body : std::min(theme.body, 12.6);
  const std::string keep = ui.tr(
      "Note the receipt code or take a picture of it. It alone opens the answer, at any of our machines, in "
      "a "
      "few days.");
  const int keep_height =
      writes ? 0 : std::min(ui.measure(keep, room.width, words).height + 2, room.height * 2 / 5);
  Words quiet = quiet_words(ui);
  quiet.most_lines = 2;
  if (is_below) {
    quiet.em = theme.body;
    quiet.ground = theme.card;
  }
  const int pad = is_below ? ui.px(7) : 0;
  const int button = ui.px(is_below ? 28 : 24);
  std::string question =
      fmt::format(fmt::runtime(ui.tr("To check: type group {} of your code")), draft.asked_group + 1);
  if (draft.is_proved)
    question = ui.tr(*draft.is_proved ? "Right, you have it." : "Not the same. Please look again.");
  const int asked =
      std::max(ui.px(quiet.em * 1.6), ui.measure(question, room.width - 2 * pad, quiet).height + ui.px(2)) +
      ui.px(1);
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
