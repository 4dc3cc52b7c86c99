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

TEST_F(SettingsFile, SaysHowAKioskBehaves) {
  const std::string digest(64, 'a');
  const KioskSettings kiosk =
      read(
          "[kiosk]\nmillimetres_per_pixel = 0.25\nreading_idle = \"90s\"\nform_idle = \"1m\"\n"
          "countdown = \"20s\"\nprivate_speech = true\ntechnician_key = \"stick/key\"\n"
          "technician_key_sha256 = \"" +
          digest + "\"\n")
          .kiosk;
  EXPECT_TRUE(diagnostics_.empty());
  EXPECT_EQ(kiosk.millimetres_per_pixel, 0.25);
  EXPECT_EQ(kiosk.reading_idle, std::chrono::seconds{90});
  EXPECT_EQ(kiosk.form_idle, std::chrono::seconds{60});
  EXPECT_EQ(kiosk.countdown, std::chrono::seconds{20});
  EXPECT_TRUE(kiosk.private_speech);
  EXPECT_EQ(kiosk.technician_key, folder_ / "stick/key");
  EXPECT_EQ(kiosk.technician_key_sha256, digest);
}

TEST_F(SettingsFile, OpensNoServicePanelByHalf) {
  for (const char* const half : {"technician_key = \"key\"", "technician_key_sha256 = \"00\"",
                                 "technician_key = \"key\"\ntechnician_key_sha256 = \"00\""}) {
    diagnostics_.clear();
    EXPECT_TRUE(read(std::string("[kiosk]\n") + half + "\n").kiosk.technician_key.empty()) << half;
    EXPECT_EQ(diagnostics_.size(), 1U) << half;
  }
}

TEST_F(SettingsFile, NamesFoldersOfAlerts) {
  EXPECT_EQ(read("alerts = \"warnings\"\n").alerts, std::vector{folder_ / "warnings"});
  EXPECT_EQ(read("alerts = [\"a\", \"/srv/b\"]\n").alerts,
            (std::vector{folder_ / "a", std::filesystem::path("/srv/b")}));
  EXPECT_TRUE(read("").alerts.empty());
  EXPECT_TRUE(diagnostics_.empty());
  read("alerts = 3\n");
  EXPECT_EQ(diagnostics_.size(), 1U);
}

TEST_F(SettingsFile, PutsAScreenOnEachDisplay) {
  const PlayerSettings settings =
      read("[[screen]]\nid = \"A\"\n[[screen]]\nid = \"B\"\n[[screen]]\nid = \"C\"\ndisplay = 5\n");
  EXPECT_TRUE(diagnostics_.empty());
  ASSERT_EQ(settings.screens.size(), 3U);
  EXPECT_EQ(settings.screens[1].id, "B");
  EXPECT_EQ(settings.screens[1].display, 1);
  EXPECT_EQ(settings.screens[2].display, 5);
}

TEST_F(SettingsFile, TakesOneScreenOfAListAsTheOnlyOne) {
  const PlayerSettings settings = read("[[screen]]\nid = \"A\"\ndisplay = 2\n");
  EXPECT_TRUE(diagnostics_.empty());
  EXPECT_TRUE(settings.screens.empty());
  EXPECT_EQ(settings.screen, "A");
  EXPECT_EQ(settings.display, 2);
}

TEST_F(SettingsFile, RefusesScreensThatCannotBe) {
  for (const char* text :
       {"[[screen]]\ndisplay = 1\n", "[[screen]]\nid = 3\n", "[[screen]]\nid = \"A\"\ndisplay = 64\n",
        "[[screen]]\nid = \"A\"\n[[screen]]\nid = \"B\"\ndisplay = 0\n",
        "[[screen]]\nid = \"A\"\ndisplys = 1\n", "display = 1\n[[screen]]\nid = \"A\"\n",
        "screen = [\"A\", \"B\"]\n"}) {
    diagnostics_.clear();
    read(text);
    ASSERT_EQ(diagnostics_.size(), 1U) << text;
    EXPECT_GT(diagnostics_[0].line, 0) << text;
    EXPECT_FALSE(diagnostics_[0].remedy.empty()) << text;
  }
}

TEST(TypedScreens, AreLaidOverTheSettings) {
  struct Row {
    const char* text;
    std::vector<ScreenOnDisplay> screens;  // one: it is the only screen
  };
  const Row rows[] = {{"A", {{"A", 7}}},
                      {"A@1", {{"A", 1}}},
                      {"A@hall", {{"A@hall", 7}}},
                      {"hall 3", {{"hall 3", 7}}},
                      {"A,B", {{"A", 0}, {"B", 1}}},
                      {"A@3,B@0", {{"A", 3}, {"B", 0}}},
                      {"A@x@2,B", {{"A@x", 2}, {"B", 1}}},
                      {"A@0,A@1", {{"A", 0}, {"A", 1}}}};
  for (const Row& row : rows) {
    PlayerSettings settings;
    settings.display = 7;
    settings.screens = {{"old", 0}, {"older", 1}};
    const auto chosen = choose_screens(row.text, settings);
    ASSERT_TRUE(chosen) << row.text;
    EXPECT_EQ(settings.screen, row.screens[0].id) << row.text;
    EXPECT_EQ(settings.display, row.screens[0].display) << row.text;
    ASSERT_EQ(settings.screens.size(), row.screens.size() == 1 ? 0 : row.screens.size()) << row.text;
    for (std::size_t i = 0; i < settings.screens.size(); ++i) {
      EXPECT_EQ(settings.screens[i].id, row.screens[i].id) << row.text;
      EXPECT_EQ(settings.screens[i].display, row.screens[i].display) << row.text;
    }
  }
}

TEST(TypedScreens, AreRefusedWhereTheyCannotBe) {
  for (const char* text : {"", ",", "A,", ",A", "@1", "A@64", "A@99999999999999999999", "A@0,B@0", "A@1,B",
                           "A,B@0", "A@x@2,B,C"}) {
    PlayerSettings settings;
    settings.screen = "before";
    const auto chosen = choose_screens(text, settings);
    ASSERT_FALSE(chosen) << text;
    EXPECT_EQ(chosen.error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(settings.screen, "before") << text;
  }
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
