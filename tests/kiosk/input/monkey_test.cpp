// SPDX-License-Identifier: Apache-2.0
// Random presses and strokes on the keyboard with its real engines. CRIER_MONKEY_PRESSES sets how many.
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <string>

#include "kiosk/input/handwriting_engine.hpp"
#include "kiosk/input/keyboard.hpp"
#include "kiosk/input/pinyin_engine.hpp"

namespace crier {
namespace {

class Monkey {
 public:
  explicit Monkey(KeyboardEngines engines) : keyboard_(std::move(engines)) { keyboard_.attach(&field_); }

  void act() {
    const std::size_t what = pick(100);
    if (what == 0)
      attach();
    else if (what == 1)
      keyboard_.touch_text(pick(400), pick(2) == 0 ? Selecting::no : Selecting::yes);
    else if (what == 2)
      keyboard_.set_area(
          {.width = 60.0 + static_cast<double>(pick(400)), .scale = 1.0 + static_cast<double>(pick(4))});
    else if (what == 3)
      keyboard_.set_mode(static_cast<KeyboardMode>(pick(6)));
    else if (what < 12)
      keyboard_.press("candidate." + std::to_string(pick(12)));
    else if (what < 15)
      keyboard_.press(pick(2) == 0 ? "page.next" : "page.previous");
    else if (what < 20)
      keyboard_.write(scribble());
    else if (what == 20)
      keyboard_.type("a'\x7f 网\n");
    else
      keyboard_.press(keyboard_.placed().keys[pick(keyboard_.placed().keys.size())].key->id);
  }

  void check() const {
    for (const TextField* field : {&field_, &address_, &code_}) {
      ASSERT_LE(field->characters(), field->most_characters());
      ASSERT_EQ(field->characters(), count_characters(field->text()));
      ASSERT_EQ(snap_to_grapheme(field->text(), field->caret()), field->caret());
    }
    if (!keyboard_.composing()) {
      ASSERT_TRUE(keyboard_.candidates().empty());
      ASSERT_TRUE(field_.composing().empty());
    }
  }

 private:
  std::size_t pick(std::size_t most) { return random_() % most; }

  void attach() {
    switch (pick(7)) {
      case 0:
        return keyboard_.attach(&address_, FieldKind::web_address);
      case 1:
        return keyboard_.attach(&code_, FieldKind::digits);
      case 2:
        return keyboard_.attach(&address_, FieldKind::email);
      case 3:
        return keyboard_.attach(&code_, FieldKind::telephone);
      case 4:
        keyboard_.wipe();
        field_.wipe();
        [[fallthrough]];
      default:
        return keyboard_.attach(&field_);
    }
  }

  Stroke scribble() {
    Stroke stroke;
    for (std::size_t i = pick(30); i > 0; --i)
      stroke.push_back({static_cast<float>(pick(700)) - 50, static_cast<float>(pick(300)) - 50});
    return stroke;
  }

  std::mt19937 random_{23};
  TextField field_{Lines::multiple, 300};
  TextField address_{Lines::single, 80};
  TextField code_{Lines::single, 16};
  Keyboard keyboard_;
};

TEST(KeyboardMonkey, NeverBreaksIt) {
  KeyboardEngines engines;
  if (auto pinyin = PinyinEngine::open()) engines.pinyin = std::move(*pinyin);
  if (auto handwriting = HandwritingEngine::open()) engines.handwriting = std::move(*handwriting);
  Monkey monkey(std::move(engines));
  const char* const wanted = std::getenv("CRIER_MONKEY_PRESSES");
  const int presses = wanted != nullptr ? std::atoi(wanted) : 5'000;
  for (int i = 0; i < presses && !testing::Test::HasFatalFailure(); ++i) {
    monkey.act();
    monkey.check();
  }
}

}  // namespace
}  // namespace crier
