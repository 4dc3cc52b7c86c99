// SPDX-License-Identifier: Apache-2.0
#include "content/receiving/signed_files.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "content/receiving/download_window.hpp"
#include "content/repository/metadata_text.hpp"
#include "content/sealing/tlv.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

class SignedFilesTest : public testing::Test {
 protected:
  SignedFilesTest() {
    std::ofstream(folder_.path() / "film") << "a film";
    ApprovedContent content;
    TargetFile file;
    file.length = 6;
    file.hashes = announce(1, as_bytes("a film")).hashes;
    content.files.push_back({"film", file});
    files_.know(folder_.path(), content);
  }

  TemporaryFolder folder_;
  SignedFiles files_;
};

TEST_F(SignedFilesTest, PassesWhatWasSigned) {
  EXPECT_TRUE(files_.check(folder_.path() / "film"));
  EXPECT_TRUE(files_.check(folder_.path() / "film"));
  EXPECT_FALSE(files_.take_damaged());
}

TEST_F(SignedFilesTest, SeesAChangeAfterItWasRight) {
  ASSERT_TRUE(files_.check(folder_.path() / "film"));
  std::ofstream(folder_.path() / "film") << "a fake";
  EXPECT_FALSE(files_.check(folder_.path() / "film"));
  EXPECT_EQ(files_.take_damaged(), "film");
}

TEST_F(SignedFilesTest, RefusesWhatNobodySigned) {
  std::ofstream(folder_.path() / "other") << "a film";
  EXPECT_FALSE(files_.check(folder_.path() / "other"));
}

TEST_F(SignedFilesTest, KnowsNothingOfOtherFolders) {
  EXPECT_TRUE(files_.check("/nowhere/film"));
}

TEST(DownloadWindowTest, IsOpenInItsHoursAfterADelayOfItsOwn) {
  using std::chrono::hours;
  using std::chrono::minutes;
  const auto window = DownloadWindow::parse("01:00-05:00", "hall-01");
  ASSERT_TRUE(window);
  EXPECT_FALSE(window->is_open(minutes(59)));
  EXPECT_TRUE(window->is_open(hours(2)));
  EXPECT_TRUE(window->is_open(hours(5) - minutes(1)));
  EXPECT_FALSE(window->is_open(hours(5)));
}

TEST(DownloadWindowTest, GoesOverMidnight) {
  const auto window = DownloadWindow::parse("22:00-02:00", "hall-01");
  ASSERT_TRUE(window);
  EXPECT_TRUE(window->is_open(std::chrono::hours(1)));
  EXPECT_FALSE(window->is_open(std::chrono::hours(12)));
}

TEST(DownloadWindowTest, MayBeTheWholeDayAndNothingElseIsOne) {
  EXPECT_TRUE(DownloadWindow::parse("00:00-24:00", "x")->is_open(std::chrono::hours(12)));
  for (const char* const text : {"", "01:00", "01:00-01:00", "1-2", "25:00-26:00", "01:00-05:00-06:00"})
    EXPECT_FALSE(DownloadWindow::parse(text, "x")) << text;
}

}  // namespace
}  // namespace crier
