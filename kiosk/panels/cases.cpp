// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/panels/entry_card.hpp"
#include "kiosk/panels/panels.hpp"

namespace crier {
namespace {

constexpr const char* kRefutations = "refutations";

struct Tab {
  std::string subject;
  std::string label;
};

constexpr double kSide = 135;  // mm of the tabs beside the list
constexpr double kLargeSide = 228;

// Newest, each category that has cases, refutations.
std::vector<Tab> tabs(const Ui& ui, const Office& office) {
  std::vector<Tab> found{{"", ui.tr("Newest")}};
  for (const Category& category : office.categories) {
    const bool has_cases = std::ranges::any_of(
        office.cases, [&category](const Case& one) { return one.category == category.key; });
    if (has_cases) found.push_back({category.key, in_language(ui, category.name)});
  }
  found.push_back({kRefutations, ui.tr("Rumours refuted")});
  return found;
}

// The tabs above the list, or in landscape beside it; returns what is left.
Rectangle draw_tabs(const PanelView& view, const std::string& subject) {
  Ui& ui = view.ui;
  const bool is_large = ui.theme().is_large;
  const int height = ui.px(is_large ? 32 : 26);
  const int gap = ui.px(3);
  const bool is_portrait = ui.metrics().is_portrait();
  const int columns = is_portrait || is_large ? 3 : 2;
  const auto all = tabs(ui, view.facts.office);
  const int whole = is_portrait ? view.body.width : ui.px(is_large ? kLargeSide : kSide);
  const int width = (whole - (columns - 1) * gap) / columns;
  std::vector<std::string> labels;
  for (const Tab& tab : all) labels.push_back(tab.label);
  ButtonLook look;
  look.role = Role::tab;
  look.kind = ButtonKind::quiet;
  look.em = ui.common_em(labels, width, height, look);
  int index = 0;
  for (const Tab& tab : all) {
    look.selected = tab.subject == subject;
    const Rectangle place{view.body.x + index % columns * (width + gap),
                          view.body.y + index / columns * (height + gap), width, height};
    const std::string id = "tab." + (tab.subject.empty() ? std::string("newest") : tab.subject);
    if (ui.button(id, place, tab.label, look)) {
      view.tell(command::Back{});
      view.tell(command::Open{{PanelKind::cases, tab.subject, 0}});
    }
    ++index;
  }
  if (!is_portrait) {
    const int used = whole + ui.px(7);
    return {view.body.x + used, view.body.y, view.body.width - used, view.body.height};
  }
  const int rows = (index + columns - 1) / columns;
  const int used = rows * (height + gap) + ui.px(3);
  return {view.body.x, view.body.y + used, view.body.width, view.body.height - used};
}

std::vector<EntryCard> cards(const PanelView& view, const std::string& subject) {
  const Office& office = view.facts.office;
  std::vector<EntryCard> found;
  if (subject == kRefutations) {
    for (const Notice& notice : office.notices) {
      const bool in_force = (!notice.from || *notice.from <= view.facts.now) &&
                            (!notice.until || view.facts.now < *notice.until);
      if (notice.kind == NoticeKind::refutation && in_force) found.push_back(card_of(view.ui, notice));
    }
    return found;
  }
  for (const Case& one : office.cases)
    if (subject.empty() || one.category == subject) found.push_back(card_of(view.ui, office, one));
  return found;
}

}  // namespace

void draw_cases(const PanelView& view) {
  const Route& page = view.state.page();
  const Rectangle rest = draw_tabs(view, page.subject);
  draw_entry_cards(view, rest, cards(view, page.subject));
}

}  // namespace crier
