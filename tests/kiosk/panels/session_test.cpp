// SPDX-License-Identifier: Apache-2.0
// What a session tells its ears of, and what a key does while it is asked whether somebody is there.
#include "kiosk/panels/session.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace crier {
namespace {

class SessionTest : public testing::Test {
 protected:
  void SetUp() override {
    auto glass = Glass::open(metrics_.width, metrics_.height);
    ASSERT_TRUE(glass) << glass.error().message;
    glass_ = std::move(*glass);
    session_.emplace(office_, *glass_, translator_, metrics_, clock_, keyboard_);
    draw();
  }

  void draw() { session_->draw(pixels_.data(), metrics_.width * 4); }
  void open(PanelKind panel) {
    session_->obey({command::Open{{panel, "", 0}}});
    draw();
  }

  const Office office_;
  const Metrics metrics_ = Metrics::of(540, 960, 0.6);
  const Translator translator_{Translator::usual_folder()};
  ManualClock clock_{std::chrono::sys_days{std::chrono::year{2026} / 11 / 29}};
  Keyboard keyboard_{KeyboardEngines{}};
  std::vector<std::uint8_t> pixels_ = std::vector<std::uint8_t>(std::size_t{540} * 960 * 4);
  std::unique_ptr<Glass> glass_;
  std::optional<Session> session_;
};

TEST_F(SessionTest, tells_what_was_typed_on_a_number_pad) {
  open(PanelKind::status);
  session_->key(PadKey::digit, 7);
  const auto written = session_->take_written();
  ASSERT_EQ(written.size(), 1U);
  EXPECT_EQ(written[0].label, "7");
  EXPECT_EQ(written[0].role, Role::key);
}

TEST_F(SessionTest, says_when_the_field_is_full) {
  EXPECT_FALSE(session_->is_field_full()) << "there is none";
  open(PanelKind::status);
  for (std::size_t i = 0; i < kCodeDigits; ++i) {
    EXPECT_FALSE(session_->is_field_full()) << i;
    session_->key(PadKey::digit, 4);
  }
  EXPECT_TRUE(session_->is_field_full());
}

TEST_F(SessionTest, tells_where_the_focus_fell_on_a_panel_that_stays) {
  open(PanelKind::status);
  session_->key(PadKey::right, 0);
  for (int i = 0; i < 200 && !session_->take_focused().value_or("").starts_with("key."); ++i)
    session_->key(PadKey::right, 0);
  draw();
  EXPECT_FALSE(session_->take_fallen());
  session_->obey({command::StopWriting{}});
  draw();
  const auto fallen = session_->take_fallen();
  ASSERT_TRUE(fallen) << "its key is gone";
  EXPECT_NE(session_->registry().find(*fallen), nullptr);
  session_->key(PadKey::back, 0);
  draw();
  EXPECT_FALSE(session_->take_fallen()) << "another panel is read anyway";
}

TEST_F(SessionTest, does_nothing_else_by_the_key_that_answers_whether_somebody_is_there) {
  open(PanelKind::status);
  session_->ask(30);
  draw();
  session_->key(PadKey::back, 0);
  session_->key(PadKey::digit, 7);
  session_->key(PadKey::erase, 0);
  EXPECT_EQ(session_->state().page().panel, PanelKind::status);
  EXPECT_TRUE(session_->state().code.empty());
  session_->ask(std::nullopt);
  draw();
  session_->key(PadKey::back, 0);
  EXPECT_EQ(session_->state().page().panel, PanelKind::home);
}

}  // namespace
}  // namespace crier
