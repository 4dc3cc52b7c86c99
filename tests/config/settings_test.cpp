// SPDX-License-Identifier: Apache-2.0
#include "config/settings.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace crier {
namespace {

class SettingsFile : public testing::Test {
 protected:
  SettingsFile() {
    std::string name = (std::filesystem::temp_directory_path() / "crier-settings-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~SettingsFile() override { std::filesystem::remove_all(folder_); }

  PlayerSettings read(const std::string& text) {
    std::ofstream(folder_ / "player.toml") << text;
    return read_player_settings(folder_ / "player.toml", {}, diagnostics_);
  }

  std::filesystem::path folder_;
  Diagnostics diagnostics_;
};

TEST_F(SettingsFile, IsReadWhole) {
  const PlayerSettings settings = read(
      "content = \"office\"\nscreen = \"T1\"\ndisplay = 1\nwindow = \"1280x720\"\nsound = false\n"
      "display_path = \"software\"\nhardware_decoding = \"off\"\nallow_quit = true\nheadless = "
      "true\nsound_device = \"x\"\n");
  EXPECT_TRUE(diagnostics_.empty());
  EXPECT_EQ(settings.content, folder_ / "office");
  EXPECT_EQ(settings.screen, "T1");
  EXPECT_EQ(settings.display, 1);
  EXPECT_EQ(settings.window->width, 1280);
  EXPECT_FALSE(settings.sound);
  EXPECT_EQ(settings.display_path, DisplayPath::software);
  EXPECT_EQ(settings.hardware_decoding, HardwareDecoding::off);
  EXPECT_TRUE(settings.allow_quit);
  EXPECT_TRUE(settings.headless);
}

TEST_F(SettingsFile, ReportsEveryMistakeWithItsPlaceAndKeepsTheDefaults) {
  const PlayerSettings settings =
      read("screan = \"T1\"\ndisplay = -1\nwindow = \"big\"\nsound = \"no\"\ndisplay_path = \"gl\"\n");
  ASSERT_EQ(diagnostics_.size(), 5U);
  const auto line_of = [this](const std::string& word) {
    for (const Diagnostic& d : diagnostics_) {
      if (d.what.find(word) != std::string::npos) return d.line;
    }
    return 0;
  };
  EXPECT_EQ(line_of("screan"), 1);
  EXPECT_EQ(line_of("\"display\""), 2);
  EXPECT_EQ(line_of("window"), 3);
  EXPECT_EQ(line_of("sound"), 4);
  EXPECT_EQ(line_of("display_path"), 5);
  for (const Diagnostic& d : diagnostics_) EXPECT_FALSE(d.remedy.empty()) << d.what;
  EXPECT_TRUE(settings.sound);
  EXPECT_EQ(settings.display, 0);
}

TEST_F(SettingsFile, ThatIsNoTomlOrIsMissingIsAnError) {
  read("display = = 3\n");
  ASSERT_EQ(diagnostics_.size(), 1U);
  EXPECT_EQ(diagnostics_[0].line, 1);
  diagnostics_.clear();
  read_player_settings(folder_ / "none.toml", {}, diagnostics_);
  EXPECT_TRUE(has_errors(diagnostics_));
}

TEST(WindowSizeText, IsReadOrRefused) {
  EXPECT_EQ(parse_window_size("1920x1080")->height, 1080);
  for (const char* text :
       {"", "1920", "x", "1920x", "0x100", "1920x1080x24", "a1920x1080", "99999x10", "1920X1080"}) {
    EXPECT_FALSE(parse_window_size(text)) << text;
  }
}

}  // namespace
}  // namespace crier
