// SPDX-License-Identifier: Apache-2.0
#include "content/repository/folder_origin.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

void write(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

TEST(FolderOrigin, ReadsFilesByTheirEncodedPaths) {
  const TemporaryFolder temporary;
  write(temporary.path() / "dir" / "a b#?.txt", "content");
  FolderOrigin origin(temporary.path());
  const auto bytes = origin.get("dir/a%20b%23%3F.txt", 7);
  ASSERT_TRUE(bytes) << bytes.error().message;
  EXPECT_EQ(std::string(bytes->begin(), bytes->end()), "content");
  const auto longer = origin.get("dir/a%20b%23%3F.txt", 6);
  ASSERT_FALSE(longer);
  EXPECT_EQ(longer.error().code, ErrorCode::limit);
}

TEST(FolderOrigin, NoPathLeadsOutOfIt) {
  const TemporaryFolder temporary;
  write(temporary.path() / "secret", "secret");
  write(temporary.path() / "stick" / "file", "file");
  FolderOrigin origin(temporary.path() / "stick");
  for (const char* const path : {"../secret", "..%2Fsecret", "%2e%2e/secret", "file/../../secret", "/file",
                                 "", "file/", ".", "none", "file/x", "%", "file%00"}) {
    const auto bytes = origin.get(path, 100);
    ASSERT_FALSE(bytes) << path;
    EXPECT_EQ(bytes.error().code, ErrorCode::not_found) << path;
  }
}

TEST(FolderOrigin, AStickThatWasPulledIsNoMissingFile) {
  FolderOrigin origin("/nowhere/at/all");
  const auto bytes = origin.get("2.root.json", 100);
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code, ErrorCode::io);
}

TEST(FolderOrigin, SeesChanges) {
  const TemporaryFolder temporary;
  const auto file = temporary.path() / "timestamp.json";
  write(file, "one");
  FolderOrigin origin(temporary.path());
  std::string mark;
  EXPECT_EQ(origin.has_changed("timestamp.json", mark), true);
  EXPECT_EQ(origin.has_changed("timestamp.json", mark), false);
  write(temporary.path() / "new", "two");
  std::filesystem::rename(temporary.path() / "new", file);
  EXPECT_EQ(origin.has_changed("timestamp.json", mark), true);
  EXPECT_EQ(origin.has_changed("timestamp.json", mark), false);
  EXPECT_FALSE(origin.has_changed("none", mark));
}

TEST(FolderOrigin, StreamsFromAByteOn) {
  const TemporaryFolder temporary;
  write(temporary.path() / "file", "0123456789");
  FolderOrigin origin(temporary.path());
  std::string got;
  const auto take = [&got](std::uint64_t offset, Bytes bytes) {
    EXPECT_EQ(offset, 4 + got.size());
    got.append(bytes.begin(), bytes.end());
    return true;
  };
  ASSERT_TRUE(origin.stream("file", 4, 10, take));
  EXPECT_EQ(got, "456789");
  got.clear();
  EXPECT_FALSE(origin.stream("file", 4, 9, take));
  const auto refused = origin.stream("file", 0, 10, [](std::uint64_t, Bytes) { return false; });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::cancelled);
}

TEST(FolderOrigin, EndsWhenToldTo) {
  const TemporaryFolder temporary;
  write(temporary.path() / "file", "0123456789");
  std::stop_source stop;
  stop.request_stop();
  const auto bytes = FolderOrigin(temporary.path(), stop.get_token()).get("file", 10);
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code, ErrorCode::cancelled);
}

}  // namespace
}  // namespace crier
