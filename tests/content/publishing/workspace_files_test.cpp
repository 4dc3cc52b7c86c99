// SPDX-License-Identifier: Apache-2.0
#include "content/publishing/workspace_files.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "content/publishing/content_body.hpp"
#include "content/sealing/private_key_file.hpp"
#include "tests/content/publishing/office_desk.hpp"

namespace crier {
namespace {

TEST(WorkspaceFiles, are_those_that_devices_need) {
  OfficeDesk desk;
  for (const char* const name : {"screens.toml", "media/a.mp4", "media/a.zh.vtt", "media/b.mp4.part",
                                 ".git/config", "alerts/storm.xml", "channels/alerts/x.toml",
                                 ".crier/loudness.json", ".crier/other.json", "keys/signers.toml"})
    desk.write(name, name);
  const auto files = publishable_files(desk.workspace());
  ASSERT_TRUE(files) << files.error().message;
  EXPECT_EQ(*files,
            (std::vector<std::string>{".crier/loudness.json", "channels/alerts/x.toml", "keys/signers.toml",
                                      "media/a.mp4", "media/a.zh.vtt", "office.toml", "screens.toml"}));
}

TEST(WorkspaceFiles, links_stay_inside) {
  OfficeDesk desk;
  desk.write("media/a.mp4", "film");
  std::filesystem::create_symlink("a.mp4", desk.workspace() / "media/b.mp4");
  EXPECT_TRUE(publishable_files(desk.workspace()));
  std::filesystem::create_symlink("/etc/passwd", desk.workspace() / "media/c.mp4");
  const auto files = publishable_files(desk.workspace());
  ASSERT_FALSE(files);
  EXPECT_NE(files.error().message.find("media/c.mp4"), std::string::npos);
  std::filesystem::remove(desk.workspace() / "media/c.mp4");
  std::filesystem::create_directory_symlink("media", desk.workspace() / "more");
  EXPECT_FALSE(publishable_files(desk.workspace()));
}

TEST(WorkspaceFiles, no_private_key_is_published) {
  OfficeDesk desk;
  desk.write("keys/root.key", "anything");
  EXPECT_FALSE(publishable_files(desk.workspace()));
  desk.erase("keys/root.key");
  const auto sealed =
      seal_private_key(KeyPurpose::signing, desk.key("first").seed(), "correct horse battery", {1, 8});
  ASSERT_TRUE(sealed);
  desk.write("notices/harmless.txt", *sealed);
  EXPECT_FALSE(publishable_files(desk.workspace()));
}

TEST(WorkspaceFiles, names_and_depths_have_bounds) {
  OfficeDesk desk;
  desk.write("a/b/c/d/e/f/g/file.txt", "the eighth level");
  EXPECT_TRUE(publishable_files(desk.workspace()));
  desk.write("a/b/c/d/e/f/g/h/file.txt", "the ninth");
  EXPECT_FALSE(publishable_files(desk.workspace()));
  std::filesystem::remove_all(desk.workspace() / "a");
  desk.write(std::string(180, 'n'), "");
  EXPECT_TRUE(publishable_files(desk.workspace()));
  desk.write(std::string(181, 'n'), "");
  EXPECT_FALSE(publishable_files(desk.workspace()));
  desk.erase(std::string(181, 'n'));
  desk.write("media/\xff.mp4", "");
  EXPECT_FALSE(publishable_files(desk.workspace()));
}

TEST(HashCache, reads_again_what_changed) {
  OfficeDesk desk;
  desk.write("media/a.mp4", "one");
  const auto cache_file = desk.repository().parent_path() / "cache" / "hashes";
  const auto file = desk.workspace() / "media/a.mp4";
  const auto later =
      std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()) + std::chrono::hours(1);
  HashCache cache(cache_file);
  const auto one = cache.hash(file, later).value();
  ASSERT_TRUE(cache.save());
  EXPECT_EQ(HashCache(cache_file).hash(file, later).value(), one);
  const auto time = std::filesystem::last_write_time(file);
  desk.write("media/a.mp4", "two");
  std::filesystem::last_write_time(file, time + std::chrono::seconds(5));
  EXPECT_NE(HashCache(cache_file).hash(file, later).value(), one);
}

TEST(HashCache, keeps_nothing_that_may_still_change_unseen) {
  OfficeDesk desk;
  desk.write("media/a.mp4", "one");
  const auto file = desk.workspace() / "media/a.mp4";
  const auto time = std::filesystem::last_write_time(file);
  HashCache cache({});
  const auto one =
      cache.hash(file, std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
  ASSERT_TRUE(one);
  desk.write("media/a.mp4", "two");
  std::filesystem::last_write_time(file, time);
  EXPECT_NE(cache.hash(file, kNow).value(), *one);
}

TEST(Upload, puts_each_file_once_and_never_over_another) {
  OfficeDesk desk;
  desk.write("media/a.mp4", "film");
  HashCache cache({});
  const auto locals = hash_workspace(desk.workspace(), cache, kNow, {}).value();
  EXPECT_EQ(upload_targets(desk.store(), locals, {})->files, 2U);
  EXPECT_EQ(upload_targets(desk.store(), locals, {})->files, 0U);
  desk.write("media/a.mp4", "FILM");
  const auto path = desk.repository() / stored_target_path(locals[0].target.path, locals[0].target.file);
  std::filesystem::remove(path);
  EXPECT_FALSE(upload_targets(desk.store(), locals, {})) << "it is no longer what was hashed";
  EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace crier
