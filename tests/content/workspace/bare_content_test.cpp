// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <chrono>

#include "content/schedule/planner.hpp"
#include "content/workspace/workspace.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

constexpr const char* kClip =
    "-f lavfi -i testsrc2=s=96x64:r=25:d=1 -c:v libx264 -preset ultrafast -pix_fmt yuv420p";
constexpr const char* kPicture = "-f lavfi -i color=s=64x64 -frames:v 1";

const std::vector<Item>& items(const Workspace& workspace) {
  return workspace.office.channels.at("main").playlists.at("main").items;
}

std::vector<std::string> names(const Workspace& workspace) {
  std::vector<std::string> list;
  for (const Item& item : items(workspace)) list.push_back(workspace.office.media[item.medium].name);
  return list;
}

TEST(BareContent, a_folder_plays_all_its_media_in_name_order) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "b.mp4", kClip));
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "a.png", kPicture));
  std::filesystem::create_directory(folder / "more");
  std::filesystem::copy_file(folder / "b.mp4", folder / "more/0.mp4");
  ASSERT_NO_FATAL_FAILURE(write_file(folder / "b.zh.vtt", "WEBVTT\n"));
  ASSERT_NO_FATAL_FAILURE(write_file(folder / "notes.txt", "x"));
  ASSERT_NO_FATAL_FAILURE(write_file(folder / ".hidden.mp4", "x"));
  const auto workspace = load_workspace(folder.path());
  ASSERT_TRUE(workspace) << workspace.error().message;
  EXPECT_TRUE(workspace->diagnostics.empty());
  EXPECT_EQ(names(*workspace), (std::vector<std::string>{"a.png", "b.mp4", "more/0.mp4"}));
  EXPECT_EQ(items(*workspace)[0].duration, 10s);
  EXPECT_EQ(items(*workspace)[1].duration, 1s);
  const Office& office = workspace->office;
  EXPECT_EQ(office.default_channel, "main");
  ASSERT_EQ(office.screens.size(), 1U);
  EXPECT_EQ(office.screens[0].id, "main");
  EXPECT_TRUE(Planner::create(office, office.screens[0]));
}

TEST(BareContent, a_faulty_file_stays_on_the_list_with_its_fault) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "good.mp4", kClip));
  ASSERT_NO_FATAL_FAILURE(write_file(folder / "empty.mp4", ""));
  ASSERT_NO_FATAL_FAILURE(write_file(folder / "page.mp4", "<!doctype html>"));
  const auto workspace = load_workspace(folder.path());
  ASSERT_TRUE(workspace);
  EXPECT_EQ(workspace->diagnostics.size(), 2U);
  EXPECT_TRUE(has_errors(workspace->diagnostics));
  ASSERT_EQ(workspace->office.media.size(), 3U);
  EXPECT_EQ(workspace->office.media[0].fault, "it is empty");
  EXPECT_FALSE(workspace->office.media[1].fault);
  EXPECT_EQ(items(*workspace)[0].duration, 0s);
}

TEST(BareContent, many_files_are_measured_on_two_threads_with_one_result) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "00.mp4", kClip));
  for (int i = 1; i < 40; ++i) {
    const std::string name = (i < 10 ? "0" : "") + std::to_string(i) + ".mp4";
    if (i % 4 == 0) {
      ASSERT_NO_FATAL_FAILURE(write_file(folder / name, "no film"));
    } else {
      std::filesystem::copy_file(folder / "00.mp4", folder / name);
    }
  }
  const auto workspace = load_workspace(folder.path());
  ASSERT_TRUE(workspace);
  EXPECT_EQ(workspace->diagnostics.size(), 9U);
  ASSERT_EQ(items(*workspace).size(), 40U);
  for (std::size_t i = 0; i < 40; ++i) {
    EXPECT_EQ(items(*workspace)[i].duration, i > 0 && i % 4 == 0 ? Nanoseconds(0s) : Nanoseconds(1s)) << i;
  }
}

TEST(BareContent, an_empty_folder_is_an_error_that_says_how_to_begin) {
  const TemporaryFolder folder;
  const auto workspace = load_workspace(folder.path());
  ASSERT_TRUE(workspace);
  ASSERT_EQ(workspace->diagnostics.size(), 1U);
  EXPECT_NE(workspace->diagnostics[0].remedy.find("crier new"), std::string::npos);
}

TEST(BareContent, a_single_file_is_a_workspace) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "only.mp4", kClip));
  const auto workspace = load_workspace(folder / "only.mp4");
  ASSERT_TRUE(workspace);
  EXPECT_TRUE(workspace->diagnostics.empty());
  EXPECT_EQ(names(*workspace), std::vector<std::string>{"only.mp4"});
  EXPECT_EQ(workspace->office.media[0].path, folder / "only.mp4");
}

TEST(BareContent, a_single_broken_file_is_a_workspace_with_an_error) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(write_file(folder / "only.mp4", "x"));
  const auto workspace = load_workspace(folder / "only.mp4");
  ASSERT_TRUE(workspace);
  EXPECT_TRUE(has_errors(workspace->diagnostics));
}

TEST(BareContent, what_does_not_exist_fails) {
  const TemporaryFolder folder;
  const auto workspace = load_workspace(folder / "missing");
  ASSERT_FALSE(workspace);
  EXPECT_NE(workspace.error().message.find("does not exist; "), std::string::npos);
}

TEST(BareContent, an_m3u8_plays_in_its_own_order_from_anywhere) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "lists");
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "a film.mp4", kClip));
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "card.png", kPicture));
  ASSERT_NO_FATAL_FAILURE(write_file(folder / "lists/day.m3u8",
                                     "#EXTM3U\r\n#EXTINF:7,Card\r\n../card.png\r\n"
                                     "#EXTINF:99,Film\r\n..\\a%20film.mp4\r\n" +
                                         (folder / "a film.mp4").string() +
                                         "\r\nmissing.mp4\r\nhttp://example.org/x.mp4\r\n"));
  const auto workspace = load_workspace(folder / "lists/day.m3u8");
  ASSERT_TRUE(workspace) << workspace.error().message;
  ASSERT_EQ(items(*workspace).size(), 4U);
  EXPECT_EQ(items(*workspace)[0].duration, 7s);
  EXPECT_EQ(items(*workspace)[1].duration, 1s);
  EXPECT_EQ(items(*workspace)[2].duration, 1s);
  EXPECT_EQ(items(*workspace)[3].duration, 0s);
  ASSERT_EQ(workspace->diagnostics.size(), 2U);
  EXPECT_EQ(workspace->diagnostics[0].line, 7);
  EXPECT_EQ(workspace->diagnostics[1].line, 8);
}

TEST(BareContent, an_m3u8_without_entries_is_an_error) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(write_file(folder / "day.m3u8", "#EXTM3U\n"));
  const auto workspace = load_workspace(folder / "day.m3u8");
  ASSERT_TRUE(workspace);
  EXPECT_TRUE(has_errors(workspace->diagnostics));
}

}  // namespace
}  // namespace crier
