// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "kiosk/panels/report_parts.hpp"

namespace crier {

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

}  // namespace crier
