// SPDX-License-Identifier: Apache-2.0
#include "content/publishing/change.hpp"

#include <gtest/gtest.h>

#include "content/publishing/content_body.hpp"
#include "tests/content/publishing/office_desk.hpp"

namespace crier {
namespace {

constexpr const char* kScreens = R"([[screen]]
id = "T1-hall-01"
channel = "hall"

[[screen]]
id = "T1-hall-02"
channel = "hall"
)";

constexpr const char* kChannel = R"(title = { zh = "大厅" }
default = "day"

[playlists.day]
items = ["media/a.mp4", "media/b.mp4"]

[playlists.evening]
items = ["media/b.mp4"]
)";

std::string calendar(const std::string& begins, const std::string& ends) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//"
         "\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T000000Z\r\n"
         "DTSTART:" +
         begins + "\r\nDTEND:" + ends + "\r\nSUMMARY:evening\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
}

class ScreenChange : public testing::Test {
 protected:
  void SetUp() override {
    desk_.write("office.toml", "name = { zh = \"办公室\" }\ntime_zone = \"Asia/Shanghai\"\n");
    desk_.write("screens.toml", kScreens);
    desk_.write("channels/hall.toml", kChannel);
    desk_.write("channels/hall.ics", calendar("20261129T100000Z", "20261129T120000Z"));
    desk_.write("media/a.mp4", "a");
    desk_.write("media/b.mp4", "b");
    before_ = put();
  }

  std::vector<Target> put() {
    HashCache cache({});
    const auto locals = hash_workspace(desk_.workspace(), cache, kNow, {}).value();
    EXPECT_TRUE(upload_targets(desk_.store(), locals, {}));
    std::vector<Target> targets;
    for (const LocalTarget& local : locals) targets.push_back(local.target);
    return targets;
  }

  std::vector<std::string> told() {
    const auto after = put();
    const auto old = planned_office(desk_.store(), before_);
    const auto now = planned_office(desk_.store(), after);
    EXPECT_TRUE(old) << old.error().message;
    EXPECT_TRUE(now) << now.error().message;
    return screen_changes(&*old, *now, compare(before_, after), kNow);
  }

  OfficeDesk desk_;
  std::vector<Target> before_;
};

using Lines = std::vector<std::string>;

TEST_F(ScreenChange, nothing_is_told_where_nothing_changes) {
  EXPECT_EQ(told(), Lines{});
  desk_.write("cases/a.zh.md", "x");
  EXPECT_EQ(told(), Lines{});
}

TEST_F(ScreenChange, a_new_film_is_told_with_its_screens) {
  desk_.write("media/c.mp4", "c");
  std::string channel = kChannel;
  channel.replace(channel.find("\"media/a.mp4\""), 13, "\"media/c.mp4\"");
  desk_.write("channels/hall.toml", channel);
  EXPECT_EQ(told(), (Lines{"T1-hall-01, T1-hall-02: playlist day also shows media/c.mp4, and no longer shows "
                           "media/a.mp4"}));
}

TEST_F(ScreenChange, a_film_of_the_same_name_is_told) {
  desk_.write("media/b.mp4", "another");
  EXPECT_EQ(told(), (Lines{"T1-hall-01, T1-hall-02: media/b.mp4 is another version"}));
}

TEST_F(ScreenChange, a_slot_that_moves_is_told_by_the_offices_clock) {
  desk_.write("channels/hall.ics", calendar("20261129T110000Z", "20261129T120000Z"));
  EXPECT_EQ(told(), (Lines{"T1-hall-01, T1-hall-02: channel hall has another calendar",
                           "T1-hall-01, T1-hall-02: from 2026-11-29 18:00 to 2026-11-29 19:00 playlist day "
                           "instead of evening"}));
}

TEST_F(ScreenChange, screens_come_and_go) {
  desk_.write("screens.toml",
              "[[screen]]\nid = \"T1-hall-01\"\nchannel = \"hall\"\n\n[[screen]]\nid = \"new\"\n"
              "channel = \"hall\"\n");
  EXPECT_EQ(told(),
            (Lines{"T1-hall-02: is no longer one of the screens", "new: is new, and plays channel hall"}));
}

TEST_F(ScreenChange, a_file_in_the_repository_that_is_not_the_signed_one_is_noticed) {
  for (const Target& target : before_) {
    if (target.path != "content/screens.toml") continue;
    ASSERT_TRUE(desk_.store().replace(stored_target_path(target.path, target.file), {}));
  }
  EXPECT_FALSE(planned_office(desk_.store(), before_));
}

TEST(Change, tells_files_apart) {
  const auto target = [](const std::string& path, std::size_t length) {
    Target one{path, {length, {}}};
    one.file.hashes.sha256.emplace();
    return one;
  };
  const Change change = compare({target("content/a", 1), target("content/b", 1), target("content/d", 1)},
                                {target("content/b", 2), target("content/c", 1), target("content/d", 1)});
  EXPECT_EQ(change.added, Lines{"c"});
  EXPECT_EQ(change.changed, Lines{"b"});
  EXPECT_EQ(change.removed, Lines{"a"});
  EXPECT_EQ(change_lines(change, 2), (Lines{"+ c", "* b", "and 1 more files"}));
}

}  // namespace
}  // namespace crier
