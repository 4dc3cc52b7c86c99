// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "kiosk/panels/panels.hpp"

namespace crier {
namespace {

constexpr double kPagerGap = 5;  // mm above it

}  // namespace

int sheet_to_show(const PanelView& view, const std::vector<int>& firsts) {
  const Route& page = view.state.page();
  const auto first = [&firsts](int sheet) { return firsts[static_cast<std::size_t>(sheet)]; };
  const int last = static_cast<int>(firsts.size()) - 1;
  int sheet = std::clamp(page.sheet, 0, last);
  if (page.item && first(sheet) != *page.item) {
    // An item that is parted may begin several.
    sheet = static_cast<int>(std::ranges::lower_bound(firsts, *page.item) - firsts.begin());
    if (sheet > last || (sheet > 0 && first(sheet) != *page.item)) --sheet;
  }
  view.shown = {sheet, first(sheet)};
  return sheet;
}

Rectangle draw_pager(const PanelView& view, const Rectangle& place, int sheet, int sheets) {
  if (sheets <= 1) return place;
  if (!view.shown) view.shown = {sheet};
  Ui& ui = view.ui;
  const int height = ui.px(kPagerRoom - kPagerGap);
  const int width = std::min(ui.px(ui.theme().is_large ? 105 : 84), (place.width - ui.px(36)) / 2);
  const int y = place.bottom() - height;
  ButtonLook look;
  look.icon = Icon::left;
  look.em = ui.common_em({ui.tr("Previous page"), ui.tr("Next page")}, width, height, look);
  look.enabled = sheet > 0;
  if (ui.button("page.before", {place.x, y, width, height}, ui.tr("Previous page"), look))
    view.tell(command::Turn{-1});
  Words words;
  words.ink = ui.theme().quiet;
  words.ground = ui.theme().page;
  words.align = Align::centre;
  words.in_middle = true;
  words.weight = Weight::bold;
  words.em = ui.theme().small;
  ui.words("page.number", fmt::format("{} / {}", sheet + 1, sheets),
           {place.x + width, y, place.width - 2 * width, height}, words);
  look.icon = Icon::right;
  look.enabled = sheet + 1 < sheets;
  if (ui.button("page.after", {place.right() - width, y, width, height}, ui.tr("Next page"), look))
    view.tell(command::Turn{1});
  return {place.x, place.y, place.width, place.height - height - ui.px(kPagerGap)};
}

}  // namespace crier
