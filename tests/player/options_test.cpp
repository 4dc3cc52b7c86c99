// SPDX-License-Identifier: Apache-2.0
#include "player/options.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

// With a settings file of its own, so that the machine's does not count.
ParsedOptions parse(std::vector<const char*> typed, const char* settings = "") {
  const TemporaryFolder folder;
  write_file(folder / "player.toml", settings);
  const std::string file = (folder / "player.toml").string();
  std::vector<const char*> words = {"crier-player", "office", "--config", file.c_str()};
  words.insert(words.end(), typed.begin(), typed.end());
  return parse_player_options(static_cast<int>(words.size()), words.data());
}

constexpr int kWrongUsage = 2;
constexpr const char* kTwoScreens = "[[screen]]\nid = \"A\"\n[[screen]]\nid = \"B\"\n";

TEST(PlayerOptions, NameOneScreenAsEver) {
  const auto options = parse({"--screen", "T1-hall-01", "--display", "2"}).options;
  ASSERT_TRUE(options);
  EXPECT_EQ(options->settings.screen, "T1-hall-01");
  EXPECT_EQ(options->settings.display, 2);
  EXPECT_TRUE(options->settings.screens.empty());
}

TEST(PlayerOptions, NameSeveralScreens) {
  const auto options = parse({"--screen", "A@1,B@0", "--record", "a.mp4", "--frames", "a.txt"}).options;
  ASSERT_TRUE(options);
  ASSERT_EQ(options->settings.screens.size(), 2U);
  EXPECT_EQ(options->settings.screens[1].id, "B");
  EXPECT_EQ(options->settings.screens[0].display, 1);
  EXPECT_EQ(options->record, "a.mp4");
  EXPECT_EQ(options->frames, "a.txt");
}

TEST(PlayerOptions, LayOneScreenOverTheSettingsTwo) {
  const auto options = parse({"--screen", "C", "--display", "3"}, kTwoScreens).options;
  ASSERT_TRUE(options);
  EXPECT_TRUE(options->settings.screens.empty());
  EXPECT_EQ(options->settings.screen, "C");
  EXPECT_EQ(options->settings.display, 3);
}

TEST(PlayerOptions, RefuseWhatDoesNotGoTogether) {
  EXPECT_EQ(parse({"--screen", "A@0,B@0"}).exit_status, kWrongUsage);
  EXPECT_EQ(parse({"--screen", "A,B", "--display", "1"}).exit_status, kWrongUsage);
  EXPECT_EQ(parse({"--display", "1"}, kTwoScreens).exit_status, kWrongUsage);
  EXPECT_EQ(parse({}, "[[screen]]\nid = 3\n").exit_status, 1);
}

}  // namespace
}  // namespace crier
