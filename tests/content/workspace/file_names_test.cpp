// SPDX-License-Identifier: Apache-2.0
#include "content/workspace/file_names.hpp"

#include <gtest/gtest.h>

#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

TEST(FileNames, the_extension_says_the_role_whatever_its_case) {
  const struct {
    const char* name;
    FileRole role;
  } rows[] = {
      {"film.mp4", FileRole::medium},
      {"FILM.MP4", FileRole::medium},
      {"a/b.c/film.webm", FileRole::medium},
      {"card.JPeG", FileRole::medium},
      {"tone.opus", FileRole::medium},
      {"film.zh.vtt", FileRole::captions},
      {"film.SRT", FileRole::captions},
      {"list.m3u8", FileRole::playlist},
      {"list.m3u", FileRole::playlist},
      {"film", FileRole::other},
      {"film.", FileRole::other},
      {"mp4", FileRole::other},
      {"", FileRole::other},
      {"film.mp4.part", FileRole::other},
      {"folder.mp4/film", FileRole::other},
      {"notes.txt", FileRole::other},
  };
  for (const auto& row : rows) EXPECT_EQ(role_of(row.name), row.role) << row.name;
}

TEST(FileNames, only_names_inside_the_folder_are_taken) {
  const struct {
    std::string_view name;
    const char* inside;  // null: refused
  } rows[] = {
      {"media/film.mp4", "media/film.mp4"},
      {"./media//film.mp4", "media/film.mp4"},
      {"media/x/../film.mp4", "media/film.mp4"},
      {"media/..film.mp4", "media/..film.mp4"},
      {"普法/宣传.mp4", "普法/宣传.mp4"},
      {"", nullptr},
      {".", nullptr},
      {"..", nullptr},
      {"/etc/passwd", nullptr},
      {"../film.mp4", nullptr},
      {"media/../../film.mp4", nullptr},
      {std::string_view("a\0b.mp4", 7), nullptr},
  };
  for (const auto& row : rows) {
    const auto inside = inside_name(row.name);
    EXPECT_EQ(inside.has_value(), row.inside != nullptr) << row.name;
    if (inside && row.inside != nullptr) {
      EXPECT_EQ(*inside, row.inside);
    }
  }
}

TEST(FileNames, a_folder_is_listed_in_the_order_of_bytes_then_its_folders) {
  const TemporaryFolder folder;
  for (const char* name : {"b.mp4", "B.mp4", "10.mp4", "9.mp4", "z/a.mp4", "a/z.mp4", "a/inner/q.mp4",
                           ".hidden.mp4", ".git/x.mp4", "一.mp4"}) {
    ASSERT_NO_FATAL_FAILURE(write_file(folder / name, "x"));
  }
  const std::vector<std::string> expected = {"10.mp4", "9.mp4",   "B.mp4",         "b.mp4",
                                             "一.mp4", "a/z.mp4", "a/inner/q.mp4", "z/a.mp4"};
  EXPECT_EQ(files_under(folder.path()), expected);
}

TEST(FileNames, a_folder_that_links_to_its_parent_ends) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(write_file(folder / "a/film.mp4", "x"));
  std::filesystem::create_directory_symlink(folder.path(), folder / "a/up");
  EXPECT_EQ(files_under(folder.path()), std::vector<std::string>{"a/film.mp4"});
}

TEST(FileNames, what_is_not_there_has_no_files) {
  const TemporaryFolder folder;
  EXPECT_TRUE(files_under(folder / "missing").empty());
}

}  // namespace
}  // namespace crier
