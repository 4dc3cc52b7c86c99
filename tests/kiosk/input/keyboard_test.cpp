// SPDX-License-Identifier: Apache-2.0
#include "kiosk/input/keyboard.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>

#include "kiosk/input/handwriting_engine.hpp"
#include "kiosk/input/pinyin_engine.hpp"
#include "tests/kiosk/input/strokes.hpp"

namespace crier {
namespace {

KeyboardEngines real_engines() {
  KeyboardEngines engines;
  if (auto pinyin = PinyinEngine::open()) engines.pinyin = std::move(*pinyin);
  if (auto handwriting = HandwritingEngine::open()) engines.handwriting = std::move(*handwriting);
  return engines;
}

constexpr KeyboardMode kModes[] = {KeyboardMode::pinyin,  KeyboardMode::handwriting, KeyboardMode::english,
                                   KeyboardMode::symbols, KeyboardMode::digits,      KeyboardMode::telephone};

class KeyboardWithEngines : public testing::Test {
 protected:
  void SetUp() override {
    if (!keyboard_.offers(KeyboardMode::pinyin) || !keyboard_.offers(KeyboardMode::handwriting))
      GTEST_SKIP() << "no engines on this machine";
    keyboard_.attach(&field_);
  }

  void press_letters(std::string_view letters) {
    for (const char letter : letters)
      ASSERT_NE(keyboard_.press(std::string("key.") + letter), KeyOutcome::ignored) << letters;
  }

  TextField field_{Lines::multiple, 5000};
  Keyboard keyboard_{real_engines()};
};

TEST_F(KeyboardWithEngines, WritesInPinyin) {
  press_letters("wangluozhapian");
  EXPECT_EQ(field_.shown().text.view(), "wang luo zha pian");
  EXPECT_EQ(keyboard_.candidates().front().text.view(), "网络诈骗");
  EXPECT_EQ(keyboard_.press("key.space"), KeyOutcome::edited);
  keyboard_.press("key.zh_comma");
  press_letters("wo");
  keyboard_.press("key.enter");
  press_letters("ni");
  keyboard_.press("key.zh_stop");
  EXPECT_EQ(field_.text(), "网络诈骗，wo你。");
  EXPECT_EQ(field_.composing(), "");
}

TEST_F(KeyboardWithEngines, WritesByHand) {
  keyboard_.press("key.handwriting");
  const auto strokes = load_strokes();
  for (const char* character : {"网", "络", "诈", "骗"}) {
    for (const Stroke& stroke : strokes.at(character))
      EXPECT_EQ(keyboard_.write(stroke), KeyOutcome::composed);
    EXPECT_EQ(keyboard_.candidates().size(), 10U);
    bool found = false;
    for (const PlacedCandidate& candidate : keyboard_.candidates())
      if (!found && candidate.text == character) {
        found = true;
        keyboard_.press("candidate." + std::to_string(candidate.index));
        break;
      }
    EXPECT_TRUE(found) << character;
  }
  EXPECT_EQ(field_.text(), "网络诈骗");
  EXPECT_TRUE(keyboard_.strokes().empty());
}

// Each word is pressed, chosen and compared with what the engine alone makes of it.
TEST_F(KeyboardWithEngines, LosesNoneOfAThousandPresses) {
  const std::string words[] = {"wangluo", "zhapian", "jubao", "shuadan",
                               "women",   "shijian", "xi'an", "weixin"};
  const auto engine = PinyinEngine::open();
  std::string expected;
  int presses = 0;
  for (int i = 0; presses < 500; ++i) {
    const std::string& word = words[i % 8];
    for (const char letter : word) {
      (*engine)->type(letter);
      keyboard_.press(letter == '\'' ? "key.apostrophe" : std::string("key.") + letter);
      ++presses;
    }
    expected += (*engine)->select(0)->view();
    keyboard_.press("key.space");
    ++presses;
  }
  keyboard_.press("key.english");
  std::mt19937 random(3);
  while (presses < 1000) {
    const char letter = static_cast<char>('a' + random() % 26);
    keyboard_.press(std::string("key.") + letter);
    expected += letter;
    ++presses;
  }
  EXPECT_EQ(field_.text(), expected);
  EXPECT_EQ(field_.characters(), count_characters(expected));
}

TEST_F(KeyboardWithEngines, TakesBackLettersBeforeText) {
  press_letters("wo");
  keyboard_.press("key.space");
  press_letters("ni");
  for (const char* left : {"我n", "我", ""}) {
    keyboard_.press("key.backspace");
    EXPECT_EQ(field_.shown().text.view(), left);
  }
  EXPECT_EQ(keyboard_.press("key.backspace"), KeyOutcome::ignored);
  keyboard_.press("key.undo");
  EXPECT_EQ(field_.text(), "我");
}

TEST_F(KeyboardWithEngines, SettlesAnUnfinishedWordWhereTheWayOfWritingChanges) {
  press_letters("wifi");
  keyboard_.press("key.english");
  EXPECT_EQ(field_.text(), "wifi");
  keyboard_.press("key.pinyin");
  press_letters("ma");
  keyboard_.press("key.handwriting");
  EXPECT_EQ(field_.text(), "wifi");
  keyboard_.press("key.pinyin");
  press_letters("wo");
  keyboard_.press("key.symbols");
  keyboard_.press("key.zh_question");
  EXPECT_EQ(field_.text(), "wifi我？");
  keyboard_.press("key.pinyin");
  press_letters("ni");
  keyboard_.touch_text(4);
  EXPECT_EQ(field_.text(), "wifi我？ni");
  EXPECT_EQ(field_.caret(), 4U);
  TextField other;
  press_letters("hao");
  keyboard_.attach(&other);
  EXPECT_EQ(field_.text(), "wifihao我？ni");
}

TEST_F(KeyboardWithEngines, TurnsPages) {
  press_letters("shi");
  EXPECT_TRUE(keyboard_.has_next_page());
  EXPECT_FALSE(keyboard_.has_previous_page());
  std::size_t next = 0;
  for (int page = 0; page < 5; ++page) {
    for (const PlacedCandidate& candidate : keyboard_.candidates()) EXPECT_EQ(candidate.index, next++);
    EXPECT_EQ(keyboard_.press("page.next"), KeyOutcome::switched);
  }
  for (int page = 0; page < 5; ++page) EXPECT_EQ(keyboard_.press("page.previous"), KeyOutcome::switched);
  EXPECT_EQ(keyboard_.press("page.previous"), KeyOutcome::ignored);
  EXPECT_EQ(keyboard_.candidates().front().index, 0U);
  const KeyRectangle bar = keyboard_.placed().candidates;
  for (const PlacedCandidate& candidate : keyboard_.candidates()) {
    EXPECT_GE(candidate.place.width, 22 - 1e-6);
    EXPECT_LE(candidate.place.x + candidate.place.width, keyboard_.previous_page_place().x + 1e-6);
    EXPECT_GE(candidate.place.x, bar.x);
  }
}

TEST_F(KeyboardWithEngines, StopsAtTheFieldsLimit) {
  TextField small(Lines::single, 3);
  keyboard_.attach(&small);
  press_letters("wangluozhapian");
  EXPECT_EQ(keyboard_.press("key.space"), KeyOutcome::full);
  EXPECT_EQ(small.text(), "网络诈");
  EXPECT_EQ(keyboard_.press("key.w"), KeyOutcome::full);
}

// A search looks for what was typed, and not for the syllables that it is cut into.
TEST_F(KeyboardWithEngines, TellsWhatIsComposedAsItWasTyped) {
  press_letters("wlzp");
  EXPECT_EQ(field_.shown().text.view(), "w l z p");
  EXPECT_EQ(keyboard_.as_typed().view(), "wlzp");
  keyboard_.press("key.enter");
  keyboard_.press("key.left");
  press_letters("wo");
  EXPECT_EQ(keyboard_.as_typed().view(), "wlzwop");
  keyboard_.press("key.space");
  EXPECT_EQ(keyboard_.as_typed().view(), "wlz我p");
  keyboard_.attach(nullptr);
  EXPECT_TRUE(keyboard_.as_typed().empty());
}

TEST_F(KeyboardWithEngines, HasTheSignsOfTheScriptThatIsWritten) {
  const auto has = [this](const char* id) { return keyboard_.placed().find(id) != nullptr; };
  keyboard_.press("key.pinyin");
  keyboard_.press("key.symbols");
  EXPECT_TRUE(has("key.zh_question"));
  EXPECT_FALSE(has("key.question"));
  keyboard_.press("key.english");
  keyboard_.press("key.symbols");
  EXPECT_TRUE(has("key.question"));
  EXPECT_FALSE(has("key.zh_question"));
  keyboard_.press("key.handwriting");
  keyboard_.press("key.symbols");
  EXPECT_TRUE(has("key.zh_question"));
  keyboard_.attach(&field_, FieldKind::web_address);
  keyboard_.press("key.pinyin");
  keyboard_.press("key.symbols");
  EXPECT_TRUE(has("key.equals")) << "an address is written in ASCII, whatever was up before";
}

TEST_F(KeyboardWithEngines, ForgetsEverything) {
  press_letters("wang");
  keyboard_.wipe();
  EXPECT_TRUE(keyboard_.candidates().empty());
  EXPECT_EQ(keyboard_.field(), nullptr);
  EXPECT_EQ(keyboard_.press("key.w"), KeyOutcome::ignored);
  EXPECT_EQ(keyboard_.type("w"), KeyOutcome::ignored);
}

TEST(Keyboard, WorksWithoutEngines) {
  Keyboard keyboard{KeyboardEngines{}};
  TextField field;
  keyboard.attach(&field);
  EXPECT_EQ(keyboard.mode(), KeyboardMode::english);
  EXPECT_EQ(keyboard.press("key.pinyin"), KeyOutcome::ignored);
  EXPECT_EQ(keyboard.press("key.handwriting"), KeyOutcome::ignored);
  EXPECT_EQ(keyboard.write({{0, 0}, {9, 9}}), KeyOutcome::ignored);
  keyboard.press("key.shift");
  EXPECT_EQ(keyboard.label(*keyboard.placed().find("key.a")->key), "A");
  keyboard.press("key.a");
  keyboard.press("key.b");
  keyboard.press("key.shift");
  keyboard.press("key.shift");
  EXPECT_EQ(keyboard.shift(), Shift::locked);
  keyboard.press("key.c");
  keyboard.press("key.d");
  keyboard.press("key.space");
  EXPECT_EQ(field.text(), "AbCD ");
  EXPECT_EQ(keyboard.press("key.enter"), KeyOutcome::ignored);  // one line
  EXPECT_EQ(keyboard.press("key.done"), KeyOutcome::done);
  for (const char* unknown :
       {"", "key.", "key.none", "candidate.0", "candidate.x", "candidate.", "page.next"})
    EXPECT_EQ(keyboard.press(unknown), KeyOutcome::ignored) << unknown;
}

TEST(Keyboard, WritesAddressesAndNumbers) {
  Keyboard keyboard{KeyboardEngines{}};
  TextField field;
  keyboard.attach(&field, FieldKind::web_address);
  for (const char* id : {"key.https", "key.www", "key.a", "key.dot_com", "key.slash"}) keyboard.press(id);
  EXPECT_EQ(field.text(), "https://www.a.com/");
  TextField code(Lines::single, 16);
  keyboard.attach(&code, FieldKind::digits);
  EXPECT_EQ(keyboard.type("12a3-4 5"), KeyOutcome::edited);
  keyboard.press("key.0");
  EXPECT_EQ(code.text(), "123450");
  keyboard.press("key.clear");
  EXPECT_EQ(code.text(), "");
}

TEST(Keyboard, WritesEnglishWithItsSigns) {
  Keyboard keyboard{KeyboardEngines{}};
  TextField field;
  keyboard.attach(&field);
  const auto press = [&keyboard](std::initializer_list<const char*> ids) {
    for (const char* id : ids) EXPECT_NE(keyboard.press(id), KeyOutcome::ignored) << id;
  };
  press({"key.d", "key.o", "key.n", "key.symbols", "key.apostrophe", "key.english", "key.t", "key.symbols",
         "key.question"});
  EXPECT_EQ(field.text(), "don't?");
  TextField address;
  keyboard.attach(&address, FieldKind::web_address);
  press({"key.symbols", "key.question", "key.english", "key.i", "key.d", "key.symbols", "key.equals", "key.4",
         "key.ampersand", "key.plus", "key.percent"});
  EXPECT_EQ(address.text(), "?id=4&+%");
}

TEST(Keyboard, WritesMailAddressesAndTelephoneNumbers) {
  Keyboard keyboard{KeyboardEngines{}};
  TextField mail;
  keyboard.attach(&mail, FieldKind::email);
  EXPECT_EQ(keyboard.mode(), KeyboardMode::english);
  for (const char* id : {"key.a", "key.at", "key.b", "key.dot_com"}) keyboard.press(id);
  EXPECT_EQ(mail.text(), "a@b.com");
  TextField number;
  keyboard.attach(&number, FieldKind::telephone);
  EXPECT_EQ(keyboard.mode(), KeyboardMode::telephone);
  for (const char* id : {"key.plus", "key.8", "key.6", "key.space", "key.1", "key.0", "key.hyphen", "key.5"})
    EXPECT_EQ(keyboard.press(id), KeyOutcome::edited) << id;
  EXPECT_EQ(number.text(), "+86 10-5");
  EXPECT_EQ(keyboard.type("x5"), KeyOutcome::edited);
  EXPECT_EQ(number.text(), "+86 10-55") << "no letters in a number";
  keyboard.set_mode(KeyboardMode::english);
  EXPECT_EQ(keyboard.mode(), KeyboardMode::telephone);
  TextField text;
  keyboard.attach(&text);
  keyboard.set_mode(KeyboardMode::telephone);
  EXPECT_EQ(keyboard.mode(), KeyboardMode::english) << "a text is not a number";
}

TEST(Keyboard, RowsFillTheirTenUnitsAndIdsAreUnique) {
  for (const KeyboardMode mode : kModes)
    for (const AddressRow address : {AddressRow::none, AddressRow::web, AddressRow::email})
      for (const Signs signs : {Signs::chinese, Signs::ascii}) {
        std::set<std::string_view> ids;
        for (const KeyRow& row : key_rows(mode, address, signs)) {
          double width = row.indent;
          for (const Key& key : row.keys) {
            width += key.width;
            EXPECT_TRUE(ids.insert(key.id).second) << key.id;
          }
          EXPECT_NEAR(width + (row.indent == 0.5 ? 0.5 : 0), 10, 1e-9) << row.keys.front().id;
        }
      }
}

TEST(Keyboard, LiesOnEveryScreen) {
  const struct {
    double width, height, across, down;
  } rows[] = {
      {268, 476, 22, 22},   // 21.5 inches, portrait
      {476, 268, 22, 22},   // landscape: centred
      {685, 1218, 22, 22},  // 55 inches
      {180, 320, 18, 22},   // narrow
      {120, 200, 12, 22},   // as narrow as ten keys may be
      {300, 90, 22, 15},    // low
      {300, 50, 22, 12},    // too low: grows beyond
  };
  for (const auto& row : rows)
    for (const double scale : {1.0, 4.03}) {
      KeyboardArea area;
      area.width = row.width;
      area.height = row.height;
      area.scale = scale;
      const PlacedKeyboard placed = place_keys(key_rows(KeyboardMode::pinyin), area);
      EXPECT_NEAR(placed.pitch_across, row.across * scale, 1e-6);
      EXPECT_NEAR(placed.pitch_down, row.down * scale, 1e-6);
      EXPECT_NEAR(placed.place.x + placed.place.width / 2, row.width * scale / 2, 1e-6);
      EXPECT_NEAR(placed.place.y + placed.place.height, row.height * scale, 1e-6);
      for (const PlacedKey& key : placed.keys) {
        EXPECT_GE(key.place.x, placed.place.x - 1e-6);
        EXPECT_LE(key.place.x + key.place.width, placed.place.x + placed.place.width + 1e-6);
        EXPECT_EQ(placed.at(key.face.x, key.face.y), key.key);
        for (const PlacedKey& other : placed.keys)
          if (other.key != key.key) {
            EXPECT_FALSE(other.face.contains(key.face.x + 1, key.face.y + 1));
          }
      }
    }
}

}  // namespace
}  // namespace crier
