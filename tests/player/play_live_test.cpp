// SPDX-License-Identifier: Apache-2.0
// The whole live run without a display, on small clips and the real clock: what it does while its content
// changes. The link is moved after the content was read and before it plays, so that nothing depends on luck.
#include <gtest/gtest.h>
#include <sys/file.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "player/run.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;

class LinkedContent : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(add("old", "a", "red", "0.5"));
    ASSERT_NO_FATAL_FAILURE(add("old", "b", "blue", "0.7"));
    ASSERT_NO_FATAL_FAILURE(add("new", "c", "green", "0.6"));
    ASSERT_NO_FATAL_FAILURE(add("new", "d", "white", "0.8"));
    fs::create_symlink("old", folder_ / "active");
  }

  void add(const std::string& folder, const std::string& name, const std::string& colour,
           const std::string& length) const {
    fs::create_directories(folder_ / folder);
    make_clip(folder_ / (folder + "/" + name + ".mp4"),
              "-f lavfi -i color=" + colour + ":s=64x36:r=30:d=" + length + " -f lavfi -i sine=d=" + length +
                  " -c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac");
  }

  void point(const std::string& target) const {
    fs::create_symlink(target, folder_ / "next");
    fs::rename(folder_ / "next", folder_ / "active");
  }

  std::shared_ptr<const crier::Run> read(Nanoseconds length, FileCheck check = {}) const {
    PlayerOptions options;
    options.settings.content = folder_ / "active";
    options.settings.headless = true;
    options.settings.sound = false;
    options.settings.window = WindowSize{64, 36};
    options.settings.screens = screens_;
    options.run_for = length;
    options.stats = folder_ / "stats.json";
    auto run = crier::Run::prepare(std::move(options), std::move(check));
    EXPECT_TRUE(run) << run.error().message;
    return run ? std::move(*run) : nullptr;
  }

  nlohmann::json play(std::shared_ptr<const crier::Run> run) {
    const std::atomic<bool> stopped{false};
    EXPECT_EQ(play_live(std::move(run), log_, Nanoseconds{0}, stopped), 0);
    std::ifstream stats(folder_ / "stats.json");
    return nlohmann::json::parse(stats);
  }

  // The media of seams, in order.
  static std::vector<std::string> played(const nlohmann::json& stats) {
    std::vector<std::string> names;
    for (const auto& seam : stats["seams"]) {
      if (names.empty()) names.push_back(seam["from"]);
      EXPECT_EQ(names.back(), seam["from"]);
      names.push_back(seam["to"]);
    }
    return names;
  }

  TemporaryFolder folder_;
  std::vector<ScreenOnDisplay> screens_;
  Log log_{LogLevel::error};
};

TEST_F(LinkedContent, IsFollowedAtTheEndOfAnItem) {
  auto run = read(seconds{6});
  ASSERT_NE(run, nullptr);
  point("new");
  const auto stats = play(std::move(run));
  EXPECT_EQ(stats["content_switches"], 1);
  EXPECT_EQ(stats["errors"].size(), 0U);
  const auto names = played(stats);
  const auto is_new = [](const std::string& name) { return name == "c.mp4" || name == "d.mp4"; };
  const auto change = std::ranges::find_if(names, is_new);
  EXPECT_GE(change - names.begin(), 2);
  EXPECT_GE(names.end() - change, 2);
  EXPECT_TRUE(std::all_of(change, names.end(), is_new));
}

TEST_F(LinkedContent, IsFollowedByAllScreensAtOnce) {
  for (const char* const folder : {"old", "new"}) {
    const std::string root = std::string(folder) + "/";
    const std::string film = folder == std::string("old") ? "a" : "c";
    write_file(folder_ / (root + "office.toml"), "name = { zh = \"办公室\" }\ndefault_channel = \"hall\"\n");
    write_file(folder_ / (root + "screens.toml"),
               "[[screen]]\nid = \"A\"\n[[screen]]\nid = \"B\"\nchannel = \"side\"\n");
    for (const char* const channel : {"hall", "side"}) {
      write_file(folder_ / (root + "channels/" + channel + ".toml"),
                 "default = \"daily\"\n[playlists.daily]\nitems = [\"media/" + film +
                     ".mp4\"]\n[layout.landscape]\n[[layout.landscape.zones]]\nkind = \"programme\"\n"
                     "area = [0, 0, 1, 0.8]\n[[layout.landscape.zones]]\nkind = \"clock\"\n"
                     "area = [0, 0.8, 1, 0.2]\n");
    }
    std::filesystem::create_directory(folder_ / (root + "media"));
    std::filesystem::rename(folder_ / (root + film + ".mp4"), folder_ / (root + "media/" + film + ".mp4"));
  }
  screens_ = {{"A", 0}, {"B", 1}};
  auto run = read(seconds{6});
  ASSERT_NE(run, nullptr);
  point("new");
  const auto stats = play(std::move(run));
  EXPECT_EQ(stats["content_switches"], 1);
  EXPECT_EQ(stats["errors"].size(), 0U) << stats["errors"];
  const auto names = played(stats);
  ASSERT_FALSE(names.empty());
  EXPECT_EQ(names.front(), "media/a.mp4");
  EXPECT_EQ(names.back(), "media/c.mp4");
}

TEST_F(LinkedContent, ThatCannotBePlayedIsRefusedAndTheOldOnePlaysOn) {
  auto run = read(seconds{3});
  ASSERT_NE(run, nullptr);
  point("nowhere");
  const auto stats = play(std::move(run));
  EXPECT_EQ(stats["content_switches"], 0);
  EXPECT_GT(stats["frames_presented"], 40);
  for (const std::string& name : played(stats)) EXPECT_TRUE(name == "a.mp4" || name == "b.mp4") << name;
}

TEST_F(LinkedContent, IsCheckedBeforeItIsOpened) {
  const auto check = [](const fs::path& file) -> Result<void> {
    if (file.filename() == "d.mp4") return fail(ErrorCode::io, "it was tampered with");
    return {};
  };
  auto run = read(seconds{6}, check);
  ASSERT_NE(run, nullptr);
  point("new");
  const auto stats = play(std::move(run));
  EXPECT_EQ(stats["content_switches"], 1);
  ASSERT_EQ(stats["errors"].size(), 1U);
  EXPECT_EQ(stats["errors"][0], "d.mp4: it was tampered with");
  for (const std::string& name : played(stats)) EXPECT_NE(name, "d.mp4");
}

}  // namespace
}  // namespace crier
