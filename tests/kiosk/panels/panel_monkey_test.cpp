// SPDX-License-Identifier: Apache-2.0
// Random touches, slides, strokes and pad keys through all panels, handled as a visit handles them.
// CRIER_MONKEY_DEEDS sets how many, CRIER_MONKEY_SEED which.
#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "config/clock.hpp"
#include "content/workspace/workspace.hpp"
#include "kiosk/input/handwriting_engine.hpp"
#include "kiosk/input/pinyin_engine.hpp"
#include "kiosk/panels/session.hpp"
#include "player/media/picture.hpp"

namespace crier {
namespace {

constexpr int kWidth = 1080;
constexpr int kHeight = 1920;
constexpr double kMillimetresPerPixel = 0.634;  // hung so tall that the lower reach is offered
constexpr int kShownEvery = 40;                 // of the deeds, the one whose frame is drawn
constexpr std::size_t kMostTrail = 32;

KeyboardEngines open_engines() {
  KeyboardEngines engines;
  if (auto pinyin = PinyinEngine::open()) engines.pinyin = std::move(*pinyin);
  if (auto handwriting = HandwritingEngine::open()) engines.handwriting = std::move(*handwriting);
  return engines;
}

// A visit without its process.
class Visit {
 public:
  explicit Visit(const Office& office)
      : office_(office),
        metrics_(Metrics::of(kWidth, kHeight, kMillimetresPerPixel)),
        translator_(CRIER_LOCALES),
        keyboard_(open_engines()),
        catalogue_(Catalogue::build(office)),
        picture_(Picture::blank(kWidth, kHeight)) {
    auto glass = Glass::open(kWidth, kHeight);
    if (glass) glass_ = std::move(*glass);
  }

  bool is_open() const { return glass_ != nullptr && catalogue_.has_value(); }
  const VisitState& state() const { return session_->state(); }
  const Registry& registry() const { return session_->registry(); }

  void ask(std::optional<int> seconds_left) {
    session_->ask(seconds_left);
    session_->review();
  }

  void touch(InputKind kind, int x, int y) {
    session_->touch(kind, x, y);
    if (kind == InputKind::release) session_->review();
  }

  void tap(int x, int y) {
    touch(InputKind::press, x, y);
    touch(InputKind::release, x, y);
  }

  // False where there is no such element, or it cannot be pressed.
  bool tap(const std::string& id) {
    const Element* const element = registry().find(id);
    if (element == nullptr || !element->enabled) return false;
    const Rectangle place = element->place;
    tap(place.x + place.width / 2, place.y + place.height / 2);
    return true;
  }

  void key(PadKey key, int digit) {
    session_->key(key, digit);
    session_->review();
  }

  // Draws the panel for somebody to see.
  void show() { session_->draw(picture_.writable_pixels(), picture_.writable_stride()); }

  void wipe() { session_->wipe(); }

  void begin_anew() {
    session_.emplace(office_, *glass_, translator_, metrics_, clock_, keyboard_);
    session_->equip(&*catalogue_);
    session_->review();
  }

 private:
  const Office& office_;
  const Metrics metrics_;
  const Translator translator_;
  const SystemClock clock_;
  std::unique_ptr<Glass> glass_;
  Keyboard keyboard_;
  Result<Catalogue> catalogue_;
  Picture picture_;
  std::optional<Session> session_;
};

class Monkey {
 public:
  Monkey(Visit& visit, unsigned seed) : visit_(visit), random_(seed) {}

  void act() {
    const std::size_t what = pick(100);
    if (what < 55) {
      tap_something();
    } else if (what < 68) {
      visit_.tap(anywhere(kWidth), anywhere(kHeight));
    } else if (what < 80) {
      slide();
    } else if (what < 98) {
      constexpr PadKey kKeys[] = {PadKey::up,   PadKey::down,  PadKey::left,  PadKey::right, PadKey::select,
                                  PadKey::back, PadKey::erase, PadKey::digit, PadKey::select};
      visit_.key(kKeys[pick(std::size(kKeys))], static_cast<int>(pick(10)));
    } else if (visit_.state().seconds_left) {
      visit_.ask(std::nullopt);
    } else {
      visit_.ask(30);
    }
    ++panels_[visit_.registry().panel()];
  }

  const std::map<std::string, int>& panels() const { return panels_; }

 private:
  std::size_t pick(std::size_t most) { return random_() % most; }
  int anywhere(int most) { return static_cast<int>(pick(static_cast<std::size_t>(most))); }

  // "Finish" ends a visit so often that nothing else would be seen: it is left to chance.
  void tap_something() {
    std::vector<Rectangle> places;
    for (const Element& element : visit_.registry().elements())
      if (can_be_pressed(element.role) && element.id != "finish") places.push_back(element.place);
    if (places.empty()) return;
    const Rectangle& place = places[pick(places.size())];
    visit_.tap(place.x + anywhere(std::max(1, place.width)), place.y + anywhere(std::max(1, place.height)));
  }

  void slide() {
    const Element* const pad = visit_.registry().find("key.pad");
    const Rectangle room =
        pad != nullptr && pick(3) != 0 ? pad->place : Rectangle{-20, -20, kWidth + 40, kHeight + 40};
    const auto x = [&] { return room.x + anywhere(room.width); };
    const auto y = [&] { return room.y + anywhere(room.height); };
    visit_.touch(InputKind::press, x(), y());
    for (std::size_t i = pick(8); i > 0; --i) visit_.touch(InputKind::move, x(), y());
    visit_.touch(InputKind::release, x(), y());
  }

  Visit& visit_;
  std::mt19937 random_;
  std::map<std::string, int> panels_;
};

void expect_a_way_out(const Visit& visit) {
  const Element* const finish = visit.registry().find("finish");
  ASSERT_NE(finish, nullptr) << "on panel " << visit.registry().panel();
  ASSERT_TRUE(finish->enabled);
  ASSERT_FALSE(finish->place.empty());
  ASSERT_GE(finish->place.x, 0);
  ASSERT_LE(finish->place.right(), kWidth);
  ASSERT_LE(finish->place.bottom(), kHeight);
}

void expect_limits(const VisitState& state) {
  ASSERT_LE(state.trail.size(), kMostTrail);
  for (const TextField* field : {&state.query, &state.report.what, &state.report.place, &state.code})
    ASSERT_LE(field->characters(), field->most_characters());
}

// By touching "back", as a citizen would.
void go_home(Visit& visit) {
  if (visit.state().seconds_left) visit.ask(std::nullopt);
  for (std::size_t i = 0; i <= kMostTrail && visit.registry().panel() != "home"; ++i)
    ASSERT_TRUE(visit.tap("back")) << "on panel " << visit.registry().panel();
  ASSERT_EQ(visit.registry().panel(), "home");
}

// Leaves nothing, and everything begins anew.
void finish(Visit& visit) {
  if (!visit.state().is_over) visit.tap("finish");
  ASSERT_TRUE(visit.state().is_over);
  visit.wipe();
  const VisitState& state = visit.state();
  for (const TextField* field : {&state.query, &state.report.what, &state.report.place, &state.code})
    ASSERT_EQ(field->characters(), 0U);
  ASSERT_TRUE(state.hits.empty());
  ASSERT_TRUE(state.report.category.empty());
  visit.begin_anew();
  ASSERT_EQ(visit.registry().panel(), "home");
}

double resident_megabytes() {
  std::ifstream file("/proc/self/statm");
  long whole = 0;
  long resident = 0;
  file >> whole >> resident;
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

int number_from(const char* name, int usual) {
  const char* const wanted = std::getenv(name);
  return wanted != nullptr ? std::atoi(wanted) : usual;
}

TEST(PanelMonkey, NeverGetsStuck) {
  const auto workspace = load_workspace(CRIER_PANEL_OFFICE);
  ASSERT_TRUE(workspace);
  Visit visit(workspace->office);
  ASSERT_TRUE(visit.is_open());
  visit.begin_anew();
  const int deeds = number_from("CRIER_MONKEY_DEEDS", 5'000);
  Monkey monkey(visit, static_cast<unsigned>(number_from("CRIER_MONKEY_SEED", 29)));
  double early = 0;
  int visits = 1;
  for (int i = 0; i < deeds && !testing::Test::HasFatalFailure(); ++i) {
    monkey.act();
    if (i % kShownEvery == 0) visit.show();
    if (i == deeds / 4) early = resident_megabytes();
    if (visit.state().is_over || i % 997 == 996) {
      finish(visit);
      ++visits;
    } else {
      expect_a_way_out(visit);
      expect_limits(visit.state());
      if (i % 199 == 198) go_home(visit);
    }
  }
  const double late = resident_megabytes();
  std::printf("%d deeds, %d visits; %.0f MB after a quarter, %.0f at the end; deeds by panel:", deeds, visits,
              early, late);
  for (const auto& [panel, count] : monkey.panels()) std::printf(" %s %d", panel.c_str(), count);
  std::printf("\n");
  for (const char* const panel :
       {"home", "cases", "entry", "search", "quiz", "report", "status", "help", "stay"})
    EXPECT_TRUE(monkey.panels().contains(panel)) << panel;
#ifndef __SANITIZE_ADDRESS__  // which keeps what was freed
  EXPECT_LE(late, early * 1.1);
#endif
}

}  // namespace
}  // namespace crier
