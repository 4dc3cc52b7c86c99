// SPDX-License-Identifier: Apache-2.0
// A citizen's touches and keys before panels that are really drawn, as a visit's process hands them in.
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "kiosk/input/pinyin_engine.hpp"
#include "kiosk/panels/session.hpp"
#include "player/media/picture.hpp"
#include "tests/kiosk/panels/visit_state_fixture.hpp"

namespace crier {
namespace {

constexpr int kWidth = 1080;
constexpr int kHeight = 1920;
constexpr double kMillimetresPerPixel = 0.634;  // so tall that the lower reach is offered

constexpr int kParagraphs = 160;
constexpr int kCases = 60;

// A case that is long, and so many of them that no mode has them on one sheet.
Office long_office() {
  Office made = office();
  std::string body;
  for (int i = 0; i < kParagraphs; ++i)
    body += "第" + std::to_string(i) + "段：对方自称客服，要我下载软件、共享屏幕，还要我报验证码。\n\n";
  Case long_case = a_case("long", "网络诈骗一例", "A long case");
  long_case.texts["zh"].body = body;
  made.cases.push_back(long_case);
  for (int i = 0; i < kCases; ++i) made.cases.push_back(a_case("c" + std::to_string(i), "案例", "A case"));
  made.cases.push_back(a_case("accounts", "我来，账本在跑", "Accounts"));
  return made;
}

class CitizenTest : public testing::Test {
 protected:
  // One of them a process.
  static void SetUpTestSuite() {
    auto glass = Glass::open(kWidth, kHeight);
    ASSERT_TRUE(glass) << glass.error().message;
    glass_ = std::move(*glass);
  }
  static void TearDownTestSuite() { glass_.reset(); }

  void SetUp() override { draw(); }
  void TearDown() override { session_.wipe(); }

  const VisitState& state() const { return session_.state(); }
  const Registry& registry() const { return session_.registry(); }
  void draw() { session_.draw(picture_.writable_pixels(), picture_.writable_stride()); }

  Rectangle place_of(const std::string& id) {
    const Element* const element = registry().find(id);
    EXPECT_NE(element, nullptr) << id;
    return element == nullptr ? Rectangle{} : element->place;
  }
  void tap(int x, int y) {
    session_.touch(InputKind::press, x, y);
    session_.touch(InputKind::release, x, y);
    draw();
  }
  void tap(const std::string& id) {
    const Rectangle place = place_of(id);
    tap(place.x + place.width / 2, place.y + place.height / 2);
  }
  void key(PadKey key, int digit = 0) {
    session_.key(key, digit);
    draw();
  }
  void obey(const Command& command) {
    session_.obey({command});
    draw();
  }
  void open(PanelKind panel, const std::string& subject = "") { obey(command::Open{{panel, subject, 0}}); }
  void press_letters(std::string_view letters) {
    for (const char letter : letters) session_.obey({command::PressKey{std::string("key.") + letter}});
    draw();
  }
  // Until the report asks what was seen, with the keyboard up.
  void go_to_what() {
    open(PanelKind::report);
    obey(command::Category{"other"});
    clock_.advance(std::chrono::seconds{2});
    obey(command::GoOn{});
    ASSERT_EQ(state().report.step, ReportStep::what);
    ASSERT_TRUE(state().writes);
  }
  bool has_label(const std::string& part) const {
    for (const Element& element : registry().elements())
      if (element.label.find(part) != std::string::npos) return true;
    return false;
  }
  // The number of the first paragraph on the sheet; -1: none.
  int first_paragraph() const {
    for (int i = 0; i < kParagraphs; ++i)
      if (has_label("第" + std::to_string(i) + "段：")) return i;
    return -1;
  }

  static inline std::unique_ptr<Glass> glass_;
  const Office office_ = [] {
    Office made = long_office();
    made.report_keys.emplace_back();
    return made;
  }();
  const Metrics metrics_ = Metrics::of(kWidth, kHeight, kMillimetresPerPixel);
  const Translator translator_{Translator::usual_folder()};
  ManualClock clock_{WallTime{}};
  Keyboard keyboard_{engines()};
  Picture picture_ = Picture::blank(kWidth, kHeight);
  Session session_{office_, *glass_, translator_, metrics_, clock_, keyboard_};
};

TEST_F(CitizenTest, finds_by_initials_on_the_pinyin_keyboard) {
  auto pinyin = PinyinEngine::open();
  if (!pinyin) GTEST_SKIP() << "no pinyin on this machine";
  KeyboardEngines made;
  made.pinyin = std::move(*pinyin);
  keyboard_ = Keyboard(std::move(made));
  auto catalogue = Catalogue::build(office_);
  ASSERT_TRUE(catalogue);
  session_.equip(&*catalogue);
  open(PanelKind::search);
  press_letters("wlzp");
  ASSERT_FALSE(state().hits.empty());
  EXPECT_EQ(state().hits[0].id, "long");
  for (int i = 0; i < 4; ++i) obey(command::PressKey{"key.backspace"});
  press_letters("wangluozhapian");
  ASSERT_FALSE(state().hits.empty());
  EXPECT_EQ(state().hits[0].title_marks, (std::vector<Mark>{{0, 12}}));
  session_.wipe();
}

TEST_F(CitizenTest, does_nothing_to_the_panel_by_a_key_while_it_is_asked) {
  open(PanelKind::cases);
  for (const PadKey one : {PadKey::back, PadKey::select, PadKey::erase, PadKey::digit, PadKey::down}) {
    session_.ask(20);
    draw();
    key(one, 3);
    EXPECT_EQ(state().page().panel, PanelKind::cases);
    EXPECT_FALSE(state().is_over);
  }
  session_.ask(std::nullopt);
  draw();
  key(PadKey::back);
  EXPECT_EQ(state().page().panel, PanelKind::home);
}

TEST_F(CitizenTest, says_the_figures_that_a_number_pad_types) {
  open(PanelKind::status);
  static_cast<void>(session_.take_written());
  key(PadKey::digit, 7);
  auto written = session_.take_written();
  ASSERT_EQ(written.size(), 1U);
  EXPECT_EQ(written[0].label, "7");
  EXPECT_EQ(written[0].role, Role::key);
  key(PadKey::erase);
  EXPECT_EQ(session_.take_written().size(), 1U);
  EXPECT_TRUE(state().code.empty());
  open(PanelKind::cases);
  key(PadKey::digit, 7);
  EXPECT_TRUE(session_.take_written().empty()) << "nothing was written";
}

TEST_F(CitizenTest, lets_a_number_pad_mend_what_opened_nothing) {
  open(PanelKind::status);
  for (std::size_t i = 0; i < kCodeDigits; ++i) key(PadKey::digit, 7);
  obey(command::LookUp{});
  ASSERT_EQ(state().look_up.step, LookUpStep::searching);
  session_.give_answer(std::nullopt);
  draw();
  EXPECT_EQ(state().look_up.step, LookUpStep::missing);
  EXPECT_TRUE(state().writes);
  key(PadKey::erase);
  key(PadKey::digit, 1);
  EXPECT_EQ(state().code.text(), "7777777777777771");
}

TEST_F(CitizenTest, leaves_another_panel_alone_when_nothing_was_opened) {
  open(PanelKind::status);
  for (std::size_t i = 0; i < kCodeDigits; ++i) key(PadKey::digit, 7);
  obey(command::LookUp{});
  open(PanelKind::search);
  obey(command::StopWriting{});
  session_.give_answer(std::nullopt);
  EXPECT_FALSE(state().writes);
}

TEST_F(CitizenTest, raises_the_keyboard_by_the_select_key_and_leaves_the_caret) {
  open(PanelKind::status);
  for (const int digit : {1, 2, 3}) key(PadKey::digit, digit);
  obey(command::StopWriting{});
  for (int i = 0; i < 10 && registry().find("key.1") == nullptr; ++i) {
    key(PadKey::right);
    if (const auto focused = session_.take_focused(); focused == "status.field") key(PadKey::select);
  }
  ASSERT_TRUE(state().writes);
  key(PadKey::select);
  key(PadKey::select);
  EXPECT_EQ(state().code.caret(), 3U);
  EXPECT_TRUE(state().code.selection().empty());
}

TEST_F(CitizenTest, keeps_its_place_in_a_case_when_the_type_grows) {
  open(PanelKind::entry, case_key("long"));
  tap("page.after");
  const int first = first_paragraph();
  ASSERT_GT(first, 0);
  tap("mode.large");
  ASSERT_EQ(state().mode.text_size, TextSize::large);
  const auto is_seen = [this](int paragraph) { return has_label("第" + std::to_string(paragraph) + "段："); };
  EXPECT_TRUE(is_seen(first));
  tap("mode.contrast");
  EXPECT_TRUE(is_seen(first));
  tap("mode.large");
  EXPECT_EQ(first_paragraph(), first);
  tap("mode.reach");
  EXPECT_TRUE(is_seen(first));
  tap("page.after");
  EXPECT_GT(first_paragraph(), first);
  tap("page.before");
  EXPECT_TRUE(is_seen(first));
}

TEST_F(CitizenTest, leafs_back_at_the_first_press_where_there_are_fewer_sheets_now) {
  open(PanelKind::cases);
  tap("mode.reach");
  for (int i = 0; i < 50 && registry().find("page.after")->enabled; ++i) tap("page.after");
  tap("mode.reach");
  const std::string number = registry().find("page.number")->label;
  tap("page.before");
  EXPECT_NE(registry().find("page.number")->label, number);
}

TEST_F(CitizenTest, leaves_a_list_and_comes_back_to_the_same_entries) {
  open(PanelKind::cases);
  tap("page.after");
  tap("page.after");
  std::string entry;
  for (const Element& element : registry().elements())
    if (entry.empty() && element.id.starts_with("entry.")) entry = element.id;
  tap(entry);
  tap("mode.large");
  tap("back");
  EXPECT_NE(registry().find(entry), nullptr);
}

TEST_F(CitizenTest, scrolls_a_text_only_where_the_caret_leaves_what_is_seen) {
  go_to_what();
  keyboard_.set_mode(KeyboardMode::english);
  for (int i = 0; i < 150; ++i)
    for (const char* const id : {"key.a", "key.b", "key.c", "key.enter"})
      session_.obey({command::PressKey{id}});
  draw();
  const std::size_t bottom = state().field_top;
  EXPECT_GT(bottom, 0U) << "the caret's line is seen";
  const Rectangle field = place_of("report.field");
  const int left = field.x + metrics_.px(8);
  tap(left, field.y + metrics_.px(8));
  EXPECT_EQ(state().field_top, bottom) << "the line that was touched stays where it is";
  const std::size_t upper = state().report.what.caret();
  EXPECT_LT(upper, state().report.what.text().size());
  EXPECT_GE(upper, bottom);
  press_letters("x");
  EXPECT_EQ(state().field_top, bottom);
  for (int i = 0; i < 30; ++i) session_.obey({command::PressKey{"key.left"}});
  draw();
  EXPECT_LT(state().field_top, bottom) << "now it has left";
  const std::size_t above = state().field_top;
  tap(left, field.bottom() - metrics_.px(14));
  EXPECT_EQ(state().field_top, above) << "what follows the caret is seen as well";
  EXPECT_GT(state().report.what.caret(), upper);
}

TEST_F(CitizenTest, moves_along_a_line_that_is_longer_than_its_field) {
  open(PanelKind::report);
  obey(command::Category{"other"});
  for (int i = 0; i < 15; ++i) press_letters("abcdefghij");
  const std::size_t begin = state().field_top;
  EXPECT_GT(begin, 0U);
  EXPECT_LT(begin, 140U) << "as much as there is room for is seen";
  const Rectangle field = place_of("report.field");
  tap(field.x + metrics_.px(6), field.y + field.height / 2);
  EXPECT_EQ(state().field_top, begin);
  EXPECT_NEAR(static_cast<double>(state().report.place.caret()), static_cast<double>(begin), 1);
  for (int i = 0; i < 3; ++i) obey(command::PressKey{"key.left"});
  const std::size_t before = state().field_top;
  EXPECT_LT(before, state().report.place.caret()) << "what stands before the caret is seen";
  tap(field.right() - metrics_.px(8), field.y + field.height / 2);
  EXPECT_EQ(state().field_top, before);
  EXPECT_GT(state().report.place.caret(), begin) << "and what follows it";
  obey(command::PressKey{"key.done"});
  EXPECT_EQ(state().field_top, 0U) << "to be read from its beginning";
}

TEST_F(CitizenTest, selects_with_a_finger_and_says_how_much) {
  open(PanelKind::search);
  keyboard_.set_mode(KeyboardMode::english);
  press_letters("abcdefghijkl");
  static_cast<void>(session_.take_written());
  const Rectangle field = place_of("search.field");
  const int y = field.y + field.height / 2;
  EXPECT_EQ(registry().find("search.field.selection"), nullptr);
  session_.touch(InputKind::press, field.x + metrics_.px(7), y);
  draw();
  session_.touch(InputKind::move, field.x + metrics_.px(20), y);
  EXPECT_TRUE(session_.is_dirty()) << "what would be selected is seen at once";
  draw();
  EXPECT_TRUE(state().query.selection().empty()) << "not before the finger is up";
  session_.touch(InputKind::move, field.x + metrics_.px(30), field.bottom() + metrics_.px(12));
  session_.touch(InputKind::release, field.x + metrics_.px(30), field.bottom() + metrics_.px(12));
  draw();
  const TextRange selection = state().query.selection();
  EXPECT_GE(selection.end - selection.begin, 2U) << "it may leave the field on its way";
  EXPECT_LT(selection.end, 12U);
  const Element* const told = registry().find("search.field.selection");
  ASSERT_NE(told, nullptr);
  EXPECT_NE(told->label.find(std::to_string(selection.end - selection.begin)), std::string::npos);
  const auto said = session_.take_written();
  ASSERT_EQ(said.size(), 1U);
  EXPECT_EQ(said[0].label, told->label);
  press_letters("x");
  EXPECT_EQ(state().query.text().size(), 13 - (selection.end - selection.begin));
  EXPECT_EQ(registry().find("search.field.selection"), nullptr);
}

TEST_F(CitizenTest, counts_what_is_left_near_the_limit) {
  open(PanelKind::search);
  keyboard_.set_mode(KeyboardMode::english);
  press_letters(std::string(31, 'a'));
  EXPECT_EQ(registry().find("search.field.count"), nullptr);
  press_letters("a");
  ASSERT_NE(registry().find("search.field.count"), nullptr);
  EXPECT_EQ(registry().find("search.field.count")->label, "32 / 40");
  EXPECT_TRUE(registry().find("search.field.count")->fits);
}

// The caret is put between the figures that are touched, though blanks are drawn among them.
TEST_F(CitizenTest, groups_a_receipts_figures_as_they_are_typed) {
  open(PanelKind::status);
  for (std::size_t i = 0; i < kCodeDigits; ++i) key(PadKey::digit, static_cast<int>(i % 10));
  EXPECT_EQ(state().code.text(), "0123456789012345");
  const Rectangle field = place_of("status.field");
  const double em = make_theme(state().mode, office_.accent).body * metrics_.px_per_mm;
  const double grouped = glass_->type().width_of("0123 4567 8", std::round(em), Weight::regular);
  const int x = field.x + metrics_.px(5) + static_cast<int>(grouped) + 1;
  tap(x, field.y + field.height / 2);
  EXPECT_EQ(state().code.caret(), 9U);
}

}  // namespace
}  // namespace crier
