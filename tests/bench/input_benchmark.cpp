// SPDX-License-Identifier: Apache-2.0
// From a key to the page of candidates: a thousand keys of mixed words through the keyboard, and one
// handwritten stroke to its ten candidates. Fails where the pinyin figure is over its bound.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "kiosk/input/handwriting_engine.hpp"
#include "kiosk/input/keyboard.hpp"
#include "kiosk/input/pinyin_engine.hpp"

namespace crier {
namespace {

constexpr double kMostMilliseconds = 30;
using SteadyClock = std::chrono::steady_clock;

double since(SteadyClock::time_point begin) {
  return std::chrono::duration<double, std::milli>(SteadyClock::now() - begin).count();
}

double report(const std::string& what, std::vector<double> times) {
  std::ranges::sort(times);
  const double p99 = times[times.size() * 99 / 100];
  fmt::print("{}: n {} p50 {:.2f} ms p99 {:.2f} ms worst {:.2f} ms\n", what, times.size(),
             times[times.size() / 2], p99, times.back());
  return p99;
}

int run() {
  const auto begin = SteadyClock::now();
  auto pinyin = PinyinEngine::open();
  fmt::print("opening pinyin: {:.0f} ms\n", since(begin));
  const auto begin_handwriting = SteadyClock::now();
  auto handwriting = HandwritingEngine::open();
  fmt::print("opening handwriting: {:.0f} ms\n", since(begin_handwriting));
  if (!pinyin || !handwriting) return 1;
  Keyboard keyboard({std::move(*pinyin), std::move(*handwriting)});
  TextField field(Lines::multiple, 100'000);
  keyboard.attach(&field);

  const std::string words[] = {"wangluozhapian",
                               "wo",
                               "jubaobianhao",
                               "shi",
                               "yigerenzaiweixinshangpianwodeqian",
                               "wlzp",
                               "gjf",
                               "xian",
                               "dianxinwangluozhapian",
                               "zhongguo",
                               "shuadanfanli",
                               "hezuo",
                               "liaotianjilu",
                               "nihao",
                               "zenmeban",
                               "zgrmyh",
                               "aaaaaaaaaa",
                               "tamenrangwozhuanzhang"};
  std::vector<double> keys;
  for (std::size_t i = 0; keys.size() < 1000; ++i) {
    for (const char letter : words[i % std::size(words)]) {
      const auto pressed = SteadyClock::now();
      keyboard.press(std::string("key.") + letter);
      keys.push_back(since(pressed));
    }
    while (keyboard.composing()) keyboard.press("candidate.0");
  }
  const double p99 = report("key to candidates", keys);

  keyboard.set_mode(KeyboardMode::handwriting);
  std::vector<double> strokes;
  for (int i = 0; i < 300; ++i) {
    if (i % 12 == 0) keyboard.press("key.clear");
    Stroke stroke;
    for (int k = 0; k < 60; ++k)
      stroke.push_back({static_cast<float>(40 + k * 3), static_cast<float>(40 + (i % 12) * 16 + k % 3)});
    const auto written = SteadyClock::now();
    keyboard.write(stroke);
    strokes.push_back(since(written));
  }
  report("stroke to candidates", strokes);
  return p99 <= kMostMilliseconds ? 0 : 1;
}

}  // namespace
}  // namespace crier

int main() {
  return crier::run();
}
