// SPDX-License-Identifier: Apache-2.0
// What keys, figures of a pad and fingers do to the field of a panel.
#include <gtest/gtest.h>

#include <array>

#include "tests/kiosk/panels/visit_state_fixture.hpp"

namespace crier {
namespace {

// Shows what is typed with blanks between its letters, as libime does with initials.
class SpacedInitials final : public InputEngine {
 public:
  bool type(char letter) override {
    letters_ += letter;
    return true;
  }
  bool backspace() override {
    if (letters_.empty()) return false;
    letters_.pop_back();
    return true;
  }
  void clear() override { letters_.clear(); }
  bool empty() const override { return letters_.empty(); }
  SecretText preedit() const override {
    SecretText shown;
    for (const char letter : letters_) {
      if (!shown.empty()) shown.append(" ");
      shown.append(std::string_view(&letter, 1));
    }
    return shown;
  }
  SecretText raw() const override { return SecretText(letters_); }
  std::vector<SecretText> candidates(std::size_t first, std::size_t /*count*/) override {
    if (letters_.empty() || first > 0) return {};
    std::vector<SecretText> one;
    one.emplace_back("退款");
    return one;
  }
  std::optional<SecretText> select(std::size_t /*candidate*/) override {
    letters_.clear();
    return SecretText("退款");
  }

 private:
  std::string letters_;
};

class WritingTest : public VisitStateTest {
 protected:
  void write_in_pinyin() {
    KeyboardEngines made;
    made.pinyin = std::make_unique<SpacedInitials>();
    keyboard_ = Keyboard(std::move(made));
  }
  void open_letters(PanelKind panel) {
    open(panel);
    keyboard_.set_mode(KeyboardMode::english);
  }
  void touch(std::size_t offset) { obey(command::TouchText{offset}); }
  std::string selected() const {
    const TextRange range = state_.query.selection();
    return std::string(state_.query.text().substr(range.begin, range.end - range.begin));
  }
  // Up to the receipt, whose second group is 5678.
  void file_a_report() {
    open(PanelKind::report);
    constexpr std::array<std::uint8_t, Receipt::kRandomDigits> kFigures{1, 2, 3, 4, 5, 6, 7, 8,
                                                                        9, 0, 1, 2, 3, 4, 5};
    state_.report.receipt = Receipt::from_random(kFigures);
    state_.report.asked_group = 1;
    state_.report.step = ReportStep::receipt;
  }
};

TEST_F(WritingTest, finds_by_initials_while_they_are_composed) {
  write_in_pinyin();
  open_search_for_letters();
  keyboard_.set_mode(KeyboardMode::pinyin);
  press_letters("tkpj");
  ASSERT_EQ(state_.query.shown().text.view(), "t k p j");
  ASSERT_EQ(state_.hits.size(), 1U);
  EXPECT_EQ(state_.hits[0].id, "refund");
  ASSERT_EQ(state_.hits[0].title_marks.size(), 1U) << "the words, not single characters";
  EXPECT_EQ(state_.hits[0].title_marks[0], (Mark{0, 12}));
  obey(command::PressKey{"key.space"});
  EXPECT_EQ(state_.query.text(), "退款");
  EXPECT_EQ(state_.hits.size(), 1U);
}

TEST_F(WritingTest, stays_on_its_sheet_of_hits_while_the_question_is_the_same) {
  write_in_pinyin();
  open_search_for_letters();
  keyboard_.set_mode(KeyboardMode::pinyin);
  press_letters("tk");
  obey(command::PressKey{"key.space"});
  obey(command::Turn{3});
  for (const char* const key : {"key.left", "key.english", "key.symbols", "key.done"}) {
    obey(command::PressKey{key});
    EXPECT_EQ(state_.page().sheet, 3) << key;
  }
  EXPECT_FALSE(state_.writes);
  obey(command::TypeDigit{7});
  EXPECT_EQ(state_.page().sheet, 0) << "something else is sought now";
}

TEST_F(WritingTest, judges_a_receipts_group_that_a_number_pad_typed) {
  file_a_report();
  ASSERT_FALSE(state_.writes);
  for (const int digit : {5, 6, 7}) obey(command::TypeDigit{digit});
  EXPECT_TRUE(state_.writes) << "figures raise the keyboard";
  EXPECT_FALSE(state_.report.is_proved);
  obey(command::TypeDigit{8});
  EXPECT_EQ(state_.report.is_proved, true);
}

TEST_F(WritingTest, mends_the_figures_that_opened_nothing_by_a_number_pad) {
  open(PanelKind::status);
  for (std::size_t i = 0; i < kCodeDigits; ++i) obey(command::TypeDigit{7});
  obey(command::LookUp{});
  state_.look_up.step = LookUpStep::missing;
  obey(command::Write{});
  obey(command::PressKey{"key.backspace"});
  EXPECT_EQ(state_.look_up.step, LookUpStep::asking);
  obey(command::TypeDigit{1});
  EXPECT_EQ(state_.code.text(), "7777777777777771");
}

TEST_F(WritingTest, drops_figures_where_there_is_nothing_to_write_in) {
  obey(command::TypeDigit{1});
  EXPECT_FALSE(state_.writes);
}

TEST_F(WritingTest, raises_the_keys_that_a_contact_and_a_place_ask_for) {
  open(PanelKind::report);
  obey(command::Category{"other"});
  obey(command::PlaceKindIs{PlaceKind::number});
  EXPECT_EQ(keyboard_.mode(), KeyboardMode::telephone);
  go_on();
  obey(command::TypeDigit{1});
  go_on();
  obey(command::ContactIs{ContactField::phone});
  EXPECT_EQ(field_kind_of(state_), FieldKind::telephone);
  EXPECT_EQ(keyboard_.mode(), KeyboardMode::telephone);
  obey(command::PressKey{"key.plus"});
  EXPECT_EQ(state_.report.phone.text(), "+");
  obey(command::ContactIs{ContactField::email});
  EXPECT_EQ(field_kind_of(state_), FieldKind::email);
  EXPECT_NE(keyboard_.placed().find("key.at"), nullptr);
}

TEST_F(WritingTest, selects_a_word_at_the_second_touch_and_all_at_the_third) {
  open_letters(PanelKind::search);
  obey(command::PressKey{"key.a"});
  obey(command::PressKey{"key.b"});
  obey(command::PressKey{"key.space"});
  press_letters("cde");
  touch(4);
  EXPECT_EQ(selected(), "");
  EXPECT_EQ(state_.query.caret(), 4U);
  touch(5);
  EXPECT_EQ(selected(), "cde") << "no finger falls twice on the same point";
  touch(3);
  EXPECT_EQ(selected(), "ab cde");
  touch(3);
  EXPECT_EQ(selected(), "") << "and begins anew";
  touch(0);
  EXPECT_EQ(selected(), "") << "another place";
  touch(0);
  EXPECT_EQ(selected(), "ab");
  press_letters("x");
  EXPECT_EQ(state_.query.text(), "x cde") << "typing replaces";
  touch(1);
  EXPECT_EQ(selected(), "") << "what is touched after a key is a first touch";
  touch(1);
  obey(command::PressKey{"key.backspace"});
  EXPECT_EQ(state_.query.text(), " cde");
  obey(command::PressKey{"key.undo"});
  EXPECT_EQ(state_.query.text(), "x cde");
}

TEST_F(WritingTest, only_puts_the_caret_where_the_second_touch_comes_late) {
  open_letters(PanelKind::search);
  press_letters("abc");
  touch(3);
  now_ += std::chrono::seconds{3};
  touch(3);
  EXPECT_EQ(selected(), "");
  press_letters("d");
  EXPECT_EQ(state_.query.text(), "abcd") << "nothing was replaced";
}

TEST_F(WritingTest, selects_what_a_finger_is_drawn_over) {
  open_letters(PanelKind::search);
  press_letters("abcdef");
  obey(command::TouchText{4, 1});
  EXPECT_EQ(selected(), "bcd");
  EXPECT_EQ(state_.query.caret(), 4U);
  obey(command::TouchText{0, 5});
  EXPECT_EQ(selected(), "abcde");
  obey(command::PressKey{"key.backspace"});
  EXPECT_EQ(state_.query.text(), "f");
}

TEST_F(WritingTest, takes_the_touch_that_raises_the_keyboard_for_the_first) {
  open_letters(PanelKind::search);
  press_letters("abc");
  touch(1);
  obey(command::StopWriting{});
  touch(1);
  EXPECT_EQ(selected(), "");
}

TEST_F(WritingTest, forgets_where_the_text_was_touched_and_what_was_sought) {
  open_search_for_letters();
  press_letters("shuadan");
  touch(1);
  obey(command::ScrollText{3});
  state_.pressed = {1, 2};
  wipe(state_, keyboard_);
  EXPECT_TRUE(state_.sought.empty());
  EXPECT_EQ(state_.touched.times, 0);
  EXPECT_EQ(state_.field_top, 0U);
  EXPECT_EQ(state_.pressed, StrokePoint{});
}

}  // namespace
}  // namespace crier
