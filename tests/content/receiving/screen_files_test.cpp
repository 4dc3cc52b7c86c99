// SPDX-License-Identifier: Apache-2.0
#include "content/receiving/screen_files.hpp"

#include <gtest/gtest.h>

#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

class ScreenFilesTest : public testing::Test {
 protected:
  ScreenFilesTest() {
    write_file(folder_ / "office.toml",
               "name = { zh = \"试验\" }\ntime_zone = \"UTC\"\ndefault_channel = \"hall\"\n");
    write_file(folder_ / "screens.toml",
               "[[screen]]\nid = \"A\"\nchannel = \"hall\"\n[[screen]]\nid = \"B\"\nchannel = \"gate\"\n");
    write_file(
        folder_ / "channels/hall.toml",
        "title = { zh = \"厅\" }\ndefault = \"daily\"\n[playlists.evening]\nitems = [\"media/c.mp4\"]\n"
        "[playlists.daily]\nitems = [\"media/b.mp4\", \"media/a.mp4\"]\n");
    write_file(folder_ / "channels/hall.ics",
               "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//\r\nBEGIN:VEVENT\r\nUID:1\r\n"
               "DTSTAMP:20261101T000000Z\r\nDTSTART:20261129T180000Z\r\nDTEND:20261129T200000Z\r\n"
               "SUMMARY:evening\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    write_file(
        folder_ / "channels/gate.toml",
        "title = { zh = \"门\" }\ndefault = \"daily\"\n[playlists.daily]\nitems = [\"media/d.mp4\"]\n");
    for (const char* const name : {"a", "b", "c", "d"})
      content_.files.push_back({std::string("media/") + name + ".mp4", {}});
  }

  std::vector<std::string> names(DeviceRole role, WallTime now) {
    std::vector<std::string> names;
    for (const Target& file : media_files(content_, folder_.path(), role, now)) names.push_back(file.path);
    return names;
  }

  TemporaryFolder folder_;
  ApprovedContent content_;
  const WallTime noon_ = std::chrono::sys_days(std::chrono::year(2026) / 11 / 29) + std::chrono::hours(12);
  const WallTime evening_ = noon_ + std::chrono::hours(7);
  using Names = std::vector<std::string>;
};

TEST_F(ScreenFilesTest, FetchesFirstWhatPlaysFirst) {
  EXPECT_EQ(names({{"A"}, false}, noon_), (Names{"media/b.mp4", "media/a.mp4", "media/c.mp4"}));
  EXPECT_EQ(names({{"A"}, false}, evening_), (Names{"media/c.mp4", "media/b.mp4", "media/a.mp4"}));
}

TEST_F(ScreenFilesTest, FetchesForEveryScreenOfTheDevice) {
  EXPECT_EQ(names({{"A", "B"}, false}, noon_).size(), 4u);
  EXPECT_EQ(names({{}, false}, noon_).size(), 4u) << "whoever names no screen may be any";
}

TEST_F(ScreenFilesTest, FetchesAllOfABareFolder) {
  TemporaryFolder bare;
  std::size_t count = media_files(content_, bare.path(), {{"A"}, false}, noon_).size();
  EXPECT_EQ(count, 4u);
}

}  // namespace
}  // namespace crier
