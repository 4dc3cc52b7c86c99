// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/panels/panel_shots.hpp"

#include <array>

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "kiosk/input/handwriting_engine.hpp"
#include "kiosk/input/pinyin_engine.hpp"
#include "kiosk/panels/places.hpp"

namespace crier {
namespace {

KeyboardEngines open_engines() {
  KeyboardEngines engines;
  if (auto pinyin = PinyinEngine::open()) engines.pinyin = std::move(*pinyin);
  if (auto handwriting = HandwritingEngine::open()) engines.handwriting = std::move(*handwriting);
  return engines;
}

}  // namespace

namespace {

Answer an_answer() {
  Answer answer;
  const std::chrono::sys_days day = std::chrono::year{2026} / 11 / 20;
  answer.steps.push_back({ReportStatus::received,
                          day,
                          {{"zh", "我们收到了您的举报。"}, {"en", "We received your report."}},
                          {},
                          {}});
  answer.steps.push_back(
      {ReportStatus::transferred,
       day + std::chrono::days{3},
       {{"zh", "经核查，您反映的网站属实。"}, {"en", "The site is what you said it is."}},
       {{"zh", "已移送公安机关依法处理。"}, {"en", "It was handed on to the police."}},
       {{"zh", "处理结果会在三十日内更新。"}, {"en", "The outcome follows within thirty days."}}});
  return answer;
}

ReportDraft a_draft(const Office& office) {
  ReportDraft draft;
  draft.category = "fraud";
  if (const ReportCategory* const category = find_category(office.report_form, "fraud"))
    if (!category->subtypes.empty()) draft.subtype = category->subtypes.front().key;
  draft.places.push_back({PlaceKind::address, SecretText("http://refund.example/order?id=4711")});
  draft.places.push_back({PlaceKind::account, SecretText("客服小美 001")});
  draft.what.insert("对方自称客服，让我下载会议软件并共享屏幕，还要我报验证码。我没有照做。");
  draft.phone.insert("010 5550 1234");
  return draft;
}

// As much as a form takes: what is checked goes over several sheets.
ReportDraft a_long_draft(const Office& office) {
  ReportDraft draft = a_draft(office);
  for (const char* const account :
       {"+86 10 5550 1234", "投资内部群 7 群", "客服小美 002", "refund-help.example"})
    draft.places.push_back({PlaceKind::account, SecretText(account)});
  for (int i = 0; i < 6; ++i)
    draft.what.insert("后来又有一个自称主管的人打来电话，说不操作就会影响征信，让我把钱转到“安全账户”。");
  return draft;
}

void add_report_shots(const Office& office, std::vector<Shot>& shots) {
  const auto add = [&](const std::string& name, std::function<void(VisitState&)> prepare) -> Shot& {
    Shot shot;
    shot.name = name;
    shot.page = {PanelKind::report, "", 0};
    shot.prepare = std::move(prepare);
    shots.push_back(std::move(shot));
    return shots.back();
  };
  const auto at = [&office](ReportStep step) {
    return [draft = a_draft(office), step](VisitState& state) {
      state.report = draft;
      state.report.step = step;
    };
  };
  add("report-subtype", at(ReportStep::subtype));
  add("report-advice", at(ReportStep::advice));
  add("report-urgent", [at = at(ReportStep::advice)](VisitState& state) {
    at(state);
    state.report.is_urgent = true;
  });
  Shot& where = add("report-where", at(ReportStep::where));
  where.writes = true;
  where.typed = "refund";
  Shot& pinyin = add("report-pinyin", at(ReportStep::what));
  pinyin.writes = true;
  pinyin.typed = "woshoudao";
  Shot& handwriting = add("report-handwriting", at(ReportStep::what));
  handwriting.writes = true;
  handwriting.handwriting = true;
  add("report-nothing", [](VisitState& state) {
    state.report.category = "fraud";
    state.report.step = ReportStep::what;
    state.report.trouble = ReportTrouble::says_nothing;
  });
  add("report-contact", at(ReportStep::contact)).writes = true;
  Shot& signs = add("report-signs", at(ReportStep::where));
  signs.writes = true;
  signs.keys = {"key.symbols"};
  signs.typed = "4711";
  const auto contact = [at = at(ReportStep::contact)](ContactField field) {
    return [at, field](VisitState& state) {
      at(state);
      state.report.contact = field;
    };
  };
  Shot& phone = add("report-phone", contact(ContactField::phone));
  phone.writes = true;
  phone.keys = {"key.plus", "key.8", "key.6", "key.space"};
  Shot& email = add("report-email", contact(ContactField::email));
  email.writes = true;
  email.typed = std::string(40, 'a');
  email.keys = {"key.at"};
  add("report-selected", [at = at(ReportStep::what)](VisitState& state) {
    at(state);
    state.report.what.place_caret(12);
    state.report.what.place_caret(90, Selecting::yes);
  });
  add("report-check", at(ReportStep::check));
  for (int sheet = 0; sheet < 3; ++sheet)
    add(sheet == 0 ? "report-long" : "report-long-" + std::to_string(sheet + 1),
        [draft = a_long_draft(office), sheet](VisitState& state) {
          state.report = draft;
          state.report.step = ReportStep::check;
          state.trail.back().sheet = sheet;
        });
  add("report-failed", [at = at(ReportStep::check)](VisitState& state) {
    at(state);
    state.report.trouble = ReportTrouble::not_stored;
  });
  add("report-sending", at(ReportStep::sending));
  const auto receipt = [at = at(ReportStep::receipt)](VisitState& state) {
    at(state);
    constexpr std::array<std::uint8_t, Receipt::kRandomDigits> kFigures{4, 8, 1, 5, 1, 6, 2, 3,
                                                                        4, 2, 0, 7, 3, 1, 9};
    state.report.receipt = Receipt::from_random(kFigures);
    state.report.asked_group = 2;
  };
  add("report-receipt", receipt);
  Shot& proof = add("report-proof", receipt);
  proof.writes = true;
  proof.typed = "42";
}

}  // namespace

std::vector<Shot> all_shots(const Office& office) {
  std::vector<Shot> shots;
  const auto add = [&shots](std::string name, Route page) -> Shot& {
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
    const Route page{PanelKind::quiz, office.quizzes.front().id, 0};
    add("quiz", page);
    add("quiz-answered", page).answered = true;
    add("quiz-over", page).over = true;
  }
  add("report", {PanelKind::report, "", 0});
  add_report_shots(office, shots);
  add("status", {PanelKind::status, "", 0}).typed = "1234567";
  add("status-missing", {PanelKind::status, "", 0}).prepare = [](VisitState& state) {
    state.look_up.step = LookUpStep::missing;
  };
  add("status-found", {PanelKind::status, "", 0}).prepare = [](VisitState& state) {
    state.writes = false;
    state.look_up = {LookUpStep::found, an_answer()};
  };
  add("help", {PanelKind::help, "", 0});
  add("help-2", {PanelKind::help, "", 1});
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
  if (shot.prepare) shot.prepare(state);
  if (shot.writes) apply(command::Write{}, state, tools);
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
  for (const std::string& id : shot.keys) apply(command::PressKey{id}, state, tools);
  for (const char letter : shot.typed) {
    const std::string id = std::string("key.") + letter;
    apply(command::PressKey{id}, state, tools);
  }
  if (shot.answered) apply(command::Answer{0}, state, tools);
  if (shot.over) state.quiz.is_over = true;
  if (shot.asked) state.seconds_left = 30;
  const PanelFacts facts{office_, keyboard_, SystemClock().wall(), true, {}};
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
