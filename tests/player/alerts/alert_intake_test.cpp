// SPDX-License-Identifier: Apache-2.0
#include "player/alerts/alert_intake.hpp"

#include <gtest/gtest.h>

#include "tests/content/alerts/messages.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

class Intake : public testing::Test {
 protected:
  std::size_t scan() { return intake_.scan(board_).size(); }
  std::string shown() const { return shown_on(board_, nine_o_clock(), {}); }

  TemporaryFolder folder_;
  Log log_{LogLevel::error};
  AlertBoard board_;
  AlertIntake intake_{{folder_ / "one", folder_ / "two"}, log_};
};

TEST_F(Intake, reads_each_file_once_and_again_when_it_changes) {
  EXPECT_EQ(scan(), 0U);
  write_file(folder_ / "one/a.xml", to_xml(CapText{}));
  write_file(folder_ / "two/b.xml", to_xml(CapText{.identifier = "B"}));
  EXPECT_EQ(scan(), 2U);
  EXPECT_EQ(scan(), 0U);
  write_file(folder_ / "one/a.xml", to_xml(CapText{.identifier = "C"}));
  EXPECT_EQ(scan(), 1U);
  EXPECT_EQ(shown(), "B C");
}

TEST_F(Intake, an_empty_or_broken_file_leaves_what_it_said) {
  write_file(folder_ / "one/a.xml", to_xml(CapText{}));
  scan();
  write_file(folder_ / "one/a.xml", "");
  EXPECT_EQ(scan(), 0U);
  EXPECT_EQ(shown(), "A");
  write_file(folder_ / "one/a.xml", "<alert");
  EXPECT_EQ(scan(), 0U);
  EXPECT_EQ(shown(), "A");
  std::filesystem::remove(folder_ / "one/a.xml");
  scan();
  EXPECT_EQ(shown(), "");
}

TEST_F(Intake, only_what_is_gone_from_a_readable_folder_is_withdrawn) {
  write_file(folder_ / "one/a.xml", to_xml(CapText{}));
  write_file(folder_ / "one/b.xml", to_xml(CapText{.identifier = "B"}));
  scan();
  std::filesystem::rename(folder_ / "one", folder_ / "away");
  scan();
  EXPECT_EQ(shown(), "A B");
  std::filesystem::remove(folder_ / "away/a.xml");
  std::filesystem::rename(folder_ / "away", folder_ / "one");
  scan();
  EXPECT_EQ(shown(), "B");
}

TEST_F(Intake, another_file_system_in_its_place_withdraws_nothing) {
  // As when a share is unmounted and its empty mount point remains.
  const std::filesystem::path elsewhere = "/dev/shm";
  std::error_code error;
  if (!std::filesystem::is_directory(elsewhere, error)) GTEST_SKIP() << "no second file system";
  write_file(folder_ / "one/a.xml", to_xml(CapText{}));
  if (list_alerts(elsewhere)->device == list_alerts(folder_ / "one")->device)
    GTEST_SKIP() << "no second file system";
  scan();
  std::filesystem::rename(folder_ / "one", folder_ / "away");
  std::filesystem::create_directory_symlink(elsewhere, folder_ / "one");
  scan();
  EXPECT_EQ(shown(), "A");
}

}  // namespace
}  // namespace crier
