// SPDX-License-Identifier: Apache-2.0
#include "player/content_link.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

namespace fs = std::filesystem;

class ContentLink : public testing::Test {
 protected:
  ContentLink() {
    fs::create_directories(folder_ / "publications/1");
    fs::create_directories(folder_ / "publications/2");
    point("publications/1");
  }

  void point(const fs::path& target) const {
    fs::create_symlink(target, folder_ / "new");
    fs::rename(folder_ / "new", link());
  }
  fs::path link() const { return folder_ / "active"; }
  fs::path publication(const char* id) const { return folder_ / "publications" / id; }

  // As whoever clears folders away would.
  static int lock_alone(const fs::path& folder) {
    const int opened = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (flock(opened, LOCK_EX | LOCK_NB) == 0) return opened;
    close(opened);
    return -1;
  }
  static bool is_free(const fs::path& folder) {
    const int opened = lock_alone(folder);
    if (opened >= 0) close(opened);
    return opened >= 0;
  }

  TemporaryFolder folder_;
};

TEST_F(ContentLink, LeadsToItsFolderAndToAnotherWhenItIsMoved) {
  EXPECT_EQ(follow_content_link(link()), publication("1"));
  EXPECT_EQ(follow_content_link(link() / ""), publication("1"));
  point(publication("2"));
  EXPECT_EQ(follow_content_link(link()), publication("2"));
  point("publications/nowhere");
  EXPECT_EQ(follow_content_link(link()), publication("nowhere"));
}

TEST_F(ContentLink, WhatIsNoLinkToAFolderIsItself) {
  write_file(folder_ / "film.mp4", "film");
  fs::create_symlink("film.mp4", folder_ / "linked.mp4");
  for (const fs::path& path : {publication("1"), folder_ / "film.mp4", folder_ / "linked.mp4",
                               folder_ / "nothing", fs::path("nothing"), fs::path()}) {
    EXPECT_EQ(follow_content_link(path), path);
  }
}

TEST_F(ContentLink, AFolderInUseIsLockedUntilNobodyHoldsIt) {
  {
    const auto held = HeldContent::hold_linked(link());
    ASSERT_TRUE(held);
    EXPECT_EQ(held->path(), publication("1"));
    EXPECT_TRUE(HeldContent::hold(publication("1")));  // others may use it as well
    EXPECT_FALSE(is_free(publication("1")));
    EXPECT_TRUE(is_free(publication("2")));
    point("publications/2");
    EXPECT_FALSE(is_free(publication("1")));
  }
  EXPECT_TRUE(is_free(publication("1")));
}

TEST_F(ContentLink, TheLockGoesWithWhoeverTakesItOver) {
  HeldContent kept;
  {
    auto held = HeldContent::hold(publication("1"));
    ASSERT_TRUE(held);
    kept = std::move(*held);
  }
  EXPECT_FALSE(is_free(publication("1")));
  kept = HeldContent();
  EXPECT_TRUE(is_free(publication("1")));
}

TEST_F(ContentLink, WhatIsBeingClearedAwayIsNotHeld) {
  const int clearing = lock_alone(publication("1"));
  ASSERT_GE(clearing, 0);
  const auto held = HeldContent::hold_linked(link());
  ASSERT_FALSE(held);
  EXPECT_NE(held.error().message.find("cleared away"), std::string::npos);
  close(clearing);
}

TEST_F(ContentLink, WhatIsNotThereIsForItsReaderToTellOf) {
  const auto held = HeldContent::hold(folder_ / "nothing");
  ASSERT_TRUE(held);
  EXPECT_EQ(held->path(), folder_ / "nothing");
}

}  // namespace
}  // namespace crier
