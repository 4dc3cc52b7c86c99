// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "kiosk/panels/panels.hpp"
#include "kiosk/panels/places.hpp"

namespace crier {
namespace {

constexpr double kReach = 620;  // mm, EN 301 549 8.3.3
constexpr double kHomeHeader = 78;
constexpr double kLandscapeHomeHeader = 46;

const char* title_of(PanelKind kind) {
  switch (kind) {
    case PanelKind::home:
      return "Internet law, made plain";
    case PanelKind::cases:
      return "Cases";
    case PanelKind::entry:
      return "Read";
    case PanelKind::search:
      return "Search";
    case PanelKind::quiz:
      return "Quiz";
    case PanelKind::report:
      return "Report harmful information";
    case PanelKind::status:
      return "Check a report";
    case PanelKind::help:
      return "Help and numbers";
    case PanelKind::service:
      return "Service";
  }
  return "";
}

std::string title_of(const Ui& ui, const VisitState& state, const PanelFacts& facts) {
  const Route& page = state.page();
  if (page.panel == PanelKind::entry) {
    if (const Notice* const notice = notice_of(facts.office, page.subject))
      return ui.tr(notice->kind == NoticeKind::refutation ? "A rumour refuted" : "Notice");
    if (const Case* const one = case_of(facts.office, page.subject)) {
      if (const Category* const category = category_of(facts.office, one->category))
        return in_language(ui, category->name);
    }
  }
  if (page.panel == PanelKind::cases && page.subject == "refutations") return ui.tr("Rumours refuted");
  return ui.tr(title_of(page.panel));
}

void draw_rings(Ui& ui, const Rectangle& header) {
  if (ui.theme().is_flat) return;
  const double x = header.right() - ui.px(26);
  const double y = header.y + header.height * 0.35;
  for (const double radius : {22.0, 38.0, 54.0}) {
    if (ui.px(radius) > header.height * 1.1) continue;
    ui.brush().ring(x, y, ui.px(radius), ui.px(5), 0xffffff, 0.06);
  }
}

// The languages, each in its own words.
void draw_languages(Ui& ui, const VisitState& state, const Rectangle& place, std::vector<Command>& commands) {
  constexpr std::array<std::pair<const char*, Language>, 3> kLanguages{{{"简体中文", Language::simplified},
                                                                        {"繁體中文", Language::traditional},
                                                                        {"English", Language::english}}};
  const int gap = ui.px(3);
  const int width = (place.width - 2 * gap) / 3;
  int x = place.x;
  for (const auto& [name, language] : kLanguages) {
    ButtonLook look;
    look.role = Role::tab;
    look.em = std::min(ui.theme().small * 1.07, 12.0);
    // On the header the chosen one is white and ticked, the others lie in it.
    const Rectangle tab{x, place.y, width, place.height};
    const std::string id = fmt::format("language.{}", static_cast<int>(language));
    const bool is_chosen = state.mode.language == language;
    look.kind = is_chosen ? ButtonKind::quiet : ButtonKind::on_accent;
    look.icon = is_chosen ? Icon::check : Icon::none;
    look.value = is_chosen ? ui.tr("chosen") : "";
    if (ui.button(id, tab, name, look)) commands.push_back(command::Choose{language});
    x += width + gap;
  }
}

void draw_home_header(Ui& ui, const VisitState& state, const PanelFacts& facts, const Rectangle& header,
                      std::vector<Command>& commands) {
  const Theme& theme = ui.theme();
  const int margin = ui.px(theme.margin);
  const int logo = ui.px(24);
  const bool portrait = ui.metrics().is_portrait();
  const int top = portrait ? header.y + ui.px(14) : header.y + (header.height - logo) / 2;
  const Rectangle tile{margin, top, logo, logo};
  ui.brush().fill(tile, 0xffffff, ui.px(4.5));
  // A wide logo carries the office's name, which stands beside the tile already.
  const std::filesystem::path file =
      facts.office.logo ? facts.office.media[*facts.office.logo].path : std::filesystem::path();
  const double proportions = file.empty() ? 0 : ui.brush().proportions(file);
  const bool has_logo =
      proportions > 0.7 && proportions < 1.4 &&
      ui.brush().picture(file, {tile.x + ui.px(2), tile.y + ui.px(2), logo - ui.px(4), logo - ui.px(4)},
                         false);
  if (!has_logo)
    ui.brush().icon(Icon::shield_check,
                    {tile.x + ui.px(3), tile.y + ui.px(3), logo - ui.px(6), logo - ui.px(6)}, theme.accent);
  Words name;
  name.em = std::min(theme.title, 17.0);
  name.weight = Weight::bold;
  name.ink = theme.on_accent;
  name.ground = theme.accent_deep;
  name.most_lines = 1;
  Words second = name;
  second.weight = Weight::regular;
  second.em = ui.theme().small;
  const int left = tile.right() + ui.px(6);
  const int right = portrait ? header.width - margin : header.width / 2 + ui.px(36);
  // A long name takes two lines rather than small letters.
  const std::string office = in_language(ui, facts.office.name);
  const int usual = ui.px(name.em * 1.25);
  if (ui.type().width_of(office, ui.px(12.6), name.weight) > right - left) {
    name.em = 12.6;
    name.most_lines = 2;
  }
  const int between = std::max(usual, ui.measure(office, right - left, name).height + ui.px(2));
  // Name and motto stand beside the middle of the tile, above the languages.
  const int words_top =
      std::max(header.y + ui.px(3), tile.y + (tile.height - between - ui.px(second.em * 1.3)) / 2);
  ui.words("home.office", office, {left, words_top, right - left, between}, name, Role::heading);
  ui.words("home.motto", ui.tr("Read, ask, report. No name needed."),
           {left, words_top + between, right - left, ui.px(second.em * 1.3)}, second);
  const int height = ui.px(20);
  const Rectangle languages =
      portrait ? Rectangle{margin, header.bottom() - height - ui.px(8), header.width - 2 * margin, height}
               : Rectangle{right + ui.px(8), header.y + (header.height - height) / 2,
                           header.width - margin - right - ui.px(8), height};
  draw_languages(ui, state, languages, commands);
}

void draw_header(Ui& ui, const VisitState& state, const PanelFacts& facts, const Rectangle& header,
                 std::vector<Command>& commands) {
  const Theme& theme = ui.theme();
  if (theme.is_flat) {
    ui.brush().fill(header, theme.accent);
  } else {
    ui.brush().gradient(header, theme.accent_deep, mix(theme.accent, 0xffffff, 0.06));
  }
  draw_rings(ui, header);
  if (state.page().panel == PanelKind::home) {
    draw_home_header(ui, state, facts, header, commands);
    return;
  }
  const int margin = ui.px(theme.margin);
  const int height = ui.px(24);
  const int y = header.y + (header.height - height) / 2;
  ButtonLook back;
  back.kind = ButtonKind::on_accent;
  back.icon = Icon::back;
  const int width = ui.px(theme.is_large ? 60 : 48);
  if (ui.button("back", {margin, y, width, height}, ui.tr("Back"), back)) commands.push_back(command::Back{});
  Words title;
  title.em = theme.title;
  title.weight = Weight::bold;
  title.ink = theme.on_accent;
  title.ground = theme.accent;
  title.in_middle = true;
  title.most_lines = 2;
  const int left = margin + width + ui.px(7);
  const bool can_search = state.page().panel == PanelKind::cases || state.page().panel == PanelKind::entry;
  const int right = header.width - margin - (can_search ? height + ui.px(6) : 0);
  ui.words("title", title_of(ui, state, facts),
           {left, header.y + ui.px(2), right - left, header.height - ui.px(4)}, title, Role::heading);
  if (!can_search) return;
  ButtonLook search;
  search.kind = ButtonKind::on_accent;
  search.icon = Icon::search;
  search.icon_above = false;
  const Rectangle place{header.width - margin - height, y, height, height};
  Element element;
  element.id = "search";
  element.role = Role::button;
  element.label = ui.tr("Search");
  element.place = place;
  const Glass::Press press = ui.target(std::move(element));
  ui.brush().fill(
      place, press.is_down ? mix(theme.accent, 0xffffff, 0.3) : mix(theme.accent, theme.accent_deep, 0.7),
      ui.px(theme.radius));
  ui.brush().icon(Icon::search, {place.x + height / 5, place.y + height / 5, height * 3 / 5, height * 3 / 5},
                  theme.on_accent);
  if (press.is_released) commands.push_back(command::Open{{PanelKind::search, "", 0}});
}

void draw_footer(Ui& ui, const VisitState& state, const Rectangle& footer, std::vector<Command>& commands) {
  const Theme& theme = ui.theme();
  ui.brush().fill(footer, theme.is_flat ? theme.page : 0xffffff);
  ui.brush().fill({footer.x, footer.y, footer.width, std::max(1, ui.px(0.3))}, theme.line);
  const int margin = ui.px(theme.margin);
  const int gap = ui.px(3.4);
  const int height = footer.height - ui.px(8);
  const int y = footer.y + (footer.height - height) / 2;
  // Always in the same corner.
  const int finish_width = ui.metrics().is_portrait() ? ui.px(84) : ui.px(112);
  const Rectangle finish{footer.width - margin - finish_width, y, finish_width, height};
  struct Switch {
    const char* id;
    const char* label;
    Icon icon;
    bool is_on;
    Command command;
    const char* value = nullptr;  // null: on or off
  };
  const bool is_loud = state.volume == SpeechVolume::loud;
  std::vector<Switch> switches{
      {"mode.large", "Larger", Icon::text_size, state.mode.text_size == TextSize::large, command::Enlarge{}},
      {"mode.contrast", "Contrast", Icon::contrast, state.mode.contrast == Contrast::high,
       command::Contrast{}},
      {"mode.aloud", is_loud ? "Louder" : "Aloud", Icon::speaker, state.volume != SpeechVolume::off,
       command::ReadAloud{}, is_loud ? "loud" : nullptr}};
  if (ui.metrics().mm(ui.metrics().height) > kReach)
    switches.push_back({"mode.reach", "Lower", Icon::reach, state.mode.lower_reach, command::LowerReach{}});
  const int count = static_cast<int>(switches.size());
  const int room = finish.x - gap - margin;
  const bool is_portrait = ui.metrics().is_portrait();
  const int width = std::min(ui.px(is_portrait ? 60 : 82), (room - (count - 1) * gap) / count);
  int x = margin;
  for (Switch& one : switches) {
    ButtonLook look;
    look.role = Role::toggle;
    look.kind = ButtonKind::quiet;
    look.icon = one.icon;
    look.icon_above = is_portrait;
    look.selected = one.is_on;
    look.value = ui.tr(one.value != nullptr ? one.value : one.is_on ? "on" : "off");
    look.em = theme.small;
    if (ui.button(one.id, {x, y, width, height}, ui.tr(one.label), look))
      commands.push_back(std::move(one.command));
    x += width + gap;
  }
  ButtonLook look;
  look.kind = ButtonKind::danger;
  look.icon = Icon::close;
  look.em = theme.body;
  if (ui.button("finish", finish, ui.tr("Finish and clear"), look)) commands.push_back(command::Finish{});
}

// Covers everything until somebody says that they are still there.
void draw_question(Ui& ui, int seconds, std::vector<Command>& commands) {
  const Theme& theme = ui.theme();
  const Metrics& metrics = ui.metrics();
  ui.registry().begin("stay");
  ui.brush().fill({0, 0, metrics.width, metrics.height}, 0x0a1428, 0, 0.72);
  const int width = std::min(metrics.width - 2 * ui.px(theme.margin), ui.px(250));
  const int pad = ui.px(10);
  const int buttons = ui.px(26);
  Words words;
  words.ink = theme.quiet;
  words.align = Align::centre;
  const std::string text =
      fmt::format(fmt::runtime(ui.tr("In {} seconds everything you wrote and chose is cleared.")), seconds);
  const int words_height = ui.measure(text, width - 2 * pad, words).height;
  const int height = 2 * pad + ui.px(theme.title * 1.6) + words_height + ui.px(8) + 2 * buttons + ui.px(4);
  const Rectangle card{(metrics.width - width) / 2, std::max(ui.px(10), metrics.height - height - ui.px(60)),
                       width, height};
  ui.card(card, theme.card);
  Words title;
  title.em = theme.title;
  title.weight = Weight::bold;
  title.ink = theme.ink;
  title.align = Align::centre;
  title.most_lines = 1;
  const Rectangle inner{card.x + pad, card.y + pad, card.width - 2 * pad, card.height - 2 * pad};
  ui.words("stay.title", ui.tr("Are you still there?"),
           {inner.x, inner.y, inner.width, ui.px(theme.title * 1.4)}, title, Role::heading);
  ui.words("stay.words", text, {inner.x, inner.y + ui.px(theme.title * 1.6), inner.width, words_height + 2},
           words, Role::status);
  ButtonLook stay;
  stay.kind = ButtonKind::primary;
  if (ui.button("stay.yes", {inner.x, inner.bottom() - 2 * buttons - ui.px(4), inner.width, buttons},
                ui.tr("I am still here"), stay))
    commands.push_back(command::Stay{});
  ButtonLook finish;
  finish.kind = ButtonKind::danger;
  if (ui.button("finish", {inner.x, inner.bottom() - buttons, inner.width, buttons},
                ui.tr("Finish and clear"), finish))
    commands.push_back(command::Finish{});
}

const char* name_of(PanelKind kind) {
  switch (kind) {
    case PanelKind::home:
      return "home";
    case PanelKind::cases:
      return "cases";
    case PanelKind::entry:
      return "entry";
    case PanelKind::search:
      return "search";
    case PanelKind::quiz:
      return "quiz";
    case PanelKind::report:
      return "report";
    case PanelKind::status:
      return "status";
    case PanelKind::help:
      return "help";
    case PanelKind::service:
      return "service";
  }
  return "";
}

void draw_body(const PanelView& view) {
  switch (view.state.page().panel) {
    case PanelKind::home:
      return draw_home(view);
    case PanelKind::cases:
      return draw_cases(view);
    case PanelKind::entry:
      return draw_entry(view);
    case PanelKind::search:
      return draw_search(view);
    case PanelKind::quiz:
      return draw_quiz(view);
    case PanelKind::report:
      return draw_report(view);
    case PanelKind::status:
      return draw_status(view);
    case PanelKind::help:
      return draw_help(view);
    case PanelKind::service:
      return draw_service(view);
  }
}

}  // namespace

std::vector<Command> draw_panel(Ui& ui, const VisitState& state, const PanelFacts& facts) {
  std::vector<Command> commands;
  const Metrics& metrics = ui.metrics();
  ui.type().set_language(state.mode.language);
  ui.registry().begin(name_of(state.page().panel));
  ui.brush().fill({0, 0, metrics.width, metrics.height}, ui.theme().page);
  const bool is_home = state.page().panel == PanelKind::home;
  // In lower reach the panel fills the lowest part, and the office's colour what is above.
  int top = 0;
  if (state.mode.lower_reach) top = std::max(0, metrics.height - ui.px(kReach));
  if (top > 0)
    ui.brush().gradient({0, 0, metrics.width, top}, ui.theme().accent_deep, ui.theme().accent_deep);
  const double header_mm = !is_home                ? kHeaderHeight
                           : metrics.is_portrait() ? kHomeHeader
                                                   : kLandscapeHomeHeader;
  const Rectangle header{0, top, metrics.width, ui.px(header_mm)};
  const Rectangle footer{0, metrics.height - ui.px(footer_height(metrics, ui.theme())), metrics.width,
                         ui.px(footer_height(metrics, ui.theme()))};
  const int margin = ui.px(ui.theme().margin);
  const int gap = ui.px(6);
  const Rectangle body{margin, header.bottom() + gap, metrics.width - 2 * margin,
                       footer.y - header.bottom() - 2 * gap};
  ui.set_inert(state.seconds_left.has_value());
  draw_header(ui, state, facts, header, commands);
  std::optional<command::Shown> shown;
  draw_body({ui, state, facts, body, commands, shown});
  draw_footer(ui, state, footer, commands);
  if (state.seconds_left) {
    ui.set_inert(false);
    draw_question(ui, *state.seconds_left, commands);
  }
  ui.draw_ring();
  if (shown && !commands.empty()) commands.insert(commands.begin(), *shown);
  return commands;
}

}  // namespace crier
