// SPDX-License-Identifier: Apache-2.0
// The memory that player and visit share: what one draws the other sees, and neither can take it away.
#include "kiosk/visit/shared_pictures.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <span>
#include <utility>

namespace crier {
namespace {

std::span<const std::uint8_t> bytes_of(const SharedPictures& pictures, int picture) {
  return {pictures.pixels(picture),
          static_cast<std::size_t>(pictures.stride()) * static_cast<std::size_t>(pictures.height())};
}

bool is_black(const SharedPictures& pictures, int picture) {
  return std::ranges::all_of(bytes_of(pictures, picture), [](std::uint8_t byte) { return byte == 0; });
}

SharedPictures make(int width, int height, int count) {
  auto pictures = SharedPictures::create(width, height, count);
  if (!pictures) std::abort();
  return std::move(*pictures);
}

TEST(SharedPictures, begin_black_and_lie_apart) {
  SharedPictures pictures = make(31, 17, 3);
  EXPECT_EQ(pictures.width(), 31);
  EXPECT_EQ(pictures.height(), 17);
  EXPECT_EQ(pictures.count(), 3);
  EXPECT_EQ(pictures.stride(), 124);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(is_black(pictures, i));
  std::memset(pictures.pixels(1), 0x5A, bytes_of(pictures, 1).size());
  EXPECT_TRUE(is_black(pictures, 0));
  EXPECT_TRUE(is_black(pictures, 2));
  EXPECT_NE(fcntl(pictures.fd(), F_GETFD) & FD_CLOEXEC, 0);
}

TEST(SharedPictures, show_on_one_side_what_the_other_process_draws) {
  SharedPictures player = make(8, 8, 2);
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    auto visit = SharedPictures::adopt(dup(player.fd()), 8, 8, 2);
    if (!visit) _exit(1);
    visit->pixels(1)[5] = 77;
    _exit(0);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_EQ(status, 0);
  EXPECT_EQ(player.pixels(1)[5], 77);
  EXPECT_TRUE(is_black(player, 0));
}

TEST(SharedPictures, are_adopted_only_in_their_own_size) {
  const SharedPictures pictures = make(16, 8, 2);
  const struct {
    int width, height, count;
    bool is_good;
  } kRows[] = {{16, 8, 2, true},  {16, 8, 1, false}, {16, 8, 3, false}, {17, 8, 2, false},
               {15, 8, 2, false}, {16, 9, 2, false}, {0, 0, 0, false},  {16, 0, 2, false}};
  for (const auto& row : kRows) {
    const auto adopted = SharedPictures::adopt(dup(pictures.fd()), row.width, row.height, row.count);
    EXPECT_EQ(adopted.has_value(), row.is_good) << row.width << "x" << row.height << "x" << row.count;
    if (!adopted) {
      EXPECT_EQ(adopted.error().code, ErrorCode::format);
    } else {
      EXPECT_NE(fcntl(adopted->fd(), F_GETFD) & FD_CLOEXEC, 0);
    }
  }
}

TEST(SharedPictures, are_not_adopted_from_memory_that_may_shrink_or_from_anything_else) {
  const int loose = memfd_create("loose", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  ASSERT_EQ(ftruncate(loose, 16 * 8 * 4), 0);
  EXPECT_FALSE(SharedPictures::adopt(loose, 16, 8, 1)) << "not sealed";
  const int half = memfd_create("half", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  ASSERT_EQ(ftruncate(half, 16 * 8 * 4), 0);
  ASSERT_EQ(fcntl(half, F_ADD_SEALS, F_SEAL_GROW), 0);
  EXPECT_FALSE(SharedPictures::adopt(half, 16, 8, 1)) << "may shrink";
  EXPECT_FALSE(SharedPictures::adopt(open("/dev/null", O_RDWR | O_CLOEXEC), 16, 8, 1)) << "a device";
  EXPECT_FALSE(SharedPictures::adopt(-1, 16, 8, 1));
}

TEST(SharedPictures, cannot_be_shrunk_grown_or_unsealed) {
  SharedPictures pictures = make(64, 64, 1);
  EXPECT_NE(ftruncate(pictures.fd(), 10), 0);
  EXPECT_NE(ftruncate(pictures.fd(), 1 << 20), 0);
  EXPECT_NE(fcntl(pictures.fd(), F_ADD_SEALS, F_SEAL_WRITE), 0) << "nor may writing be forbidden";
  pictures.pixels(0)[64 * 64 * 4 - 1] = 1;
}

TEST(SharedPictures, are_wiped_on_both_sides) {
  SharedPictures player = make(33, 9, 2);
  auto visit = SharedPictures::adopt(dup(player.fd()), 33, 9, 2);
  ASSERT_TRUE(visit);
  for (int i = 0; i < 2; ++i) std::memset(visit->pixels(i), 0xFF, bytes_of(*visit, i).size());
  ASSERT_FALSE(is_black(player, 1));
  player.wipe();
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(is_black(player, i));
    EXPECT_TRUE(is_black(*visit, i));
  }
}

TEST(SharedPictures, move_and_close_once) {
  SharedPictures one = make(4, 4, 1);
  one.pixels(0)[0] = 9;
  const int fd = one.fd();
  {
    SharedPictures other = std::move(one);
    EXPECT_EQ(other.fd(), fd);
    EXPECT_EQ(other.pixels(0)[0], 9);
    one.wipe();  // holds nothing
    SharedPictures third = make(2, 2, 1);
    third = std::move(other);
    EXPECT_EQ(third.width(), 4);
    EXPECT_EQ(third.pixels(0)[0], 9);
  }
  EXPECT_EQ(fcntl(fd, F_GETFD), -1);
}

}  // namespace
}  // namespace crier
