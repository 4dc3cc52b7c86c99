// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/panels/panel_shots.hpp"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "kiosk/input/handwriting_engine.hpp"
#include "kiosk/input/pinyin_engine.hpp"

namespace crier {
namespace {

KeyboardEngines open_engines() {
  KeyboardEngines engines;
  if (auto pinyin = PinyinEngine::open()) engines.pinyin = std::move(*pinyin);
  if (auto handwriting = HandwritingEngine::open()) engines.handwriting = std::move(*handwriting);
  return engines;
}

}  // namespace

std::vector<Shot> all_shots(const Office& office) {
  std::vector<Shot> shots;
  const auto add = [&shots](std::string name, Page page) -> Shot& {
    Shot shot;
    shot.name = std::move(name);
    shot.page = std::move(page);
    shots.push_back(std::move(shot));
    return shots.back();
  };
  add("home", {PanelKind::home, "", 0});
  add("cases", {PanelKind::cases, "", 0});
  add("cases-2", {PanelKind::cases, "", 1});
  add("refutations", {PanelKind::cases, "refutations", 0});
  if (!office.cases.empty()) {
    for (int sheet = 0; sheet < 3; ++sheet)
      add("entry-" + std::to_string(sheet + 1), {PanelKind::entry, case_key(office.cases.front().id), sheet});
  }
  for (const Notice& notice : office.notices) {
    if (notice.kind != NoticeKind::refutation) continue;
    add("refutation", {PanelKind::entry, notice_key(notice.id), 0});
    break;
  }
  add("search", {PanelKind::search, "", 0});
  add("search-pinyin", {PanelKind::search, "", 0}).typed = "wangluozhapian";
  add("quiz-topics", {PanelKind::quiz, "", 0});
  if (!office.quizzes.empty()) {
    const Page page{PanelKind::quiz, office.quizzes.front().id, 0};
    add("quiz", page);
    add("quiz-answered", page).answered = true;
    add("quiz-over", page).over = true;
  }
  add("report", {PanelKind::report, "", 0});
  if (!office.categories.empty()) {
    const std::string key = office.categories.front().key;
    Shot& pinyin = add("report-pinyin", {PanelKind::report, "", 0});
    pinyin.category = key;
    pinyin.typed = "woshoudao";
    Shot& handwriting = add("report-handwriting", {PanelKind::report, "", 0});
    handwriting.category = key;
    handwriting.handwriting = true;
  }
  add("status", {PanelKind::status, "", 0}).typed = "1234567";
  add("help", {PanelKind::help, "", 0});
  add("stay", {PanelKind::cases, "", 0}).asked = true;
  return shots;
}

Darkroom::Darkroom(const Office& office, int width, int height, double millimetres_per_pixel)
    : office_(office),
      metrics_(Metrics::of(width, height, millimetres_per_pixel)),
      translator_(CRIER_LOCALES),
      keyboard_(open_engines()),
      catalogue_(Catalogue::build(office)) {
  auto glass = Glass::open(width, height);
  if (!glass) {
    std::fprintf(stderr, "%s\n", glass.error().message.c_str());
    std::abort();
  }
  glass_ = std::move(*glass);
}

Picture Darkroom::take(const Shot& shot, const Mode& mode) {
  VisitState state;
  state.mode = mode;
  keyboard_.wipe();
  const VisitTools tools{office_, catalogue_ ? &*catalogue_ : nullptr, keyboard_, WallTime::max()};
  const Theme theme = make_theme(mode, office_.accent);
  keyboard_.set_area(keyboard_area(metrics_, theme));
  if (shot.page.panel != PanelKind::home) apply(command::Open{shot.page}, state, tools);
  if (!shot.category.empty()) apply(command::Category{shot.category}, state, tools);
  if (shot.handwriting) {
    keyboard_.set_mode(KeyboardMode::handwriting);
    Stroke down;
    Stroke across;
    for (int i = 0; i <= 20; ++i) {
      down.push_back({200.0F, 40.0F + static_cast<float>(i) * 12});
      across.push_back({90.0F + static_cast<float>(i) * 12, 130.0F});
    }
    keyboard_.write(across);
    keyboard_.write(down);
  }
  for (const char letter : shot.typed) {
    const std::string id = std::string("key.") + letter;
    apply(command::PressKey{id}, state, tools);
  }
  if (shot.answered) apply(command::Answer{0}, state, tools);
  if (shot.over) state.quiz.is_over = true;
  if (shot.asked) state.seconds_left = 30;
  const PanelFacts facts{office_, keyboard_, SystemClock().wall(), {}};
  const Focused focused;
  Picture picture = Picture::blank(metrics_.width, metrics_.height);
  // Twice: what is new to the atlas may have filled it.
  for (int i = 0; i < 2; ++i) {
    Ui ui(*glass_, registry_, translator_, metrics_, theme, mode, focused);
    glass_->damage_all();
    glass_->begin({});
    draw_panel(ui, state, facts);
    glass_->end(picture.writable_pixels(), picture.writable_stride());
  }
  keyboard_.wipe();
  return picture;
}

}  // namespace crier
