// SPDX-License-Identifier: Apache-2.0
// The socket of a visit: order, borders, a side that does not read, and a side that dies in the middle of it.
#include "kiosk/visit/channel.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <optional>
#include <string>
#include <utility>

namespace crier {
namespace {

MessageChannel::Ends open_ends() {
  auto ends = MessageChannel::open_pair();
  if (!ends) std::abort();
  return std::move(*ends);
}

Packet numbered(std::size_t number, std::size_t size) {
  Packet packet(size, static_cast<std::byte>(number));
  return packet;
}

void expect_gone(MessageChannel& channel) {
  const auto packet = channel.receive();
  ASSERT_FALSE(packet);
  EXPECT_EQ(packet.error().code, ErrorCode::io);
}

TEST(MessageChannel, keeps_order_and_borders_both_ways) {
  auto ends = open_ends();
  for (std::size_t i = 1; i <= 20; ++i) {
    ASSERT_EQ(*ends.player.send(numbered(i, i * 7)), SendStatus::sent);
    ASSERT_EQ(*ends.visit.send(numbered(100 + i, i)), SendStatus::sent);
  }
  for (std::size_t i = 1; i <= 20; ++i) {
    const auto there = ends.visit.receive();
    const auto back = ends.player.receive();
    ASSERT_TRUE(there && *there && back && *back);
    EXPECT_EQ(**there, numbered(i, i * 7));
    EXPECT_EQ(**back, numbered(100 + i, i));
  }
}

TEST(MessageChannel, does_not_wait_where_nothing_is_there) {
  auto ends = open_ends();
  const auto packet = ends.player.receive();
  ASSERT_TRUE(packet);
  EXPECT_FALSE(*packet);
}

TEST(MessageChannel, takes_the_largest_packet_that_messages_may_fill) {
  auto ends = open_ends();
  ASSERT_EQ(*ends.visit.send(numbered(3, kMostPacketBytes)), SendStatus::sent);
  const auto packet = ends.player.receive();
  ASSERT_TRUE(packet && *packet);
  EXPECT_EQ(**packet, numbered(3, kMostPacketBytes));
}

TEST(MessageChannel, drops_what_is_longer_and_goes_on) {
  auto ends = open_ends();
  ASSERT_EQ(*ends.visit.send(numbered(1, 10)), SendStatus::sent);
  ASSERT_EQ(*ends.visit.send(numbered(2, kMostPacketBytes + 1)), SendStatus::sent);
  ASSERT_EQ(*ends.visit.send(numbered(3, 10)), SendStatus::sent);
  EXPECT_EQ(**ends.player.receive(), numbered(1, 10));
  const auto dropped = ends.player.receive();
  ASSERT_FALSE(dropped);
  EXPECT_EQ(dropped.error().code, ErrorCode::limit);
  EXPECT_EQ(**ends.player.receive(), numbered(3, 10));
  EXPECT_FALSE(*ends.player.receive());
}

TEST(MessageChannel, is_full_where_nobody_reads_and_goes_on_when_somebody_does) {
  auto ends = open_ends();
  std::size_t sent = 0;
  Result<SendStatus> status = SendStatus::sent;
  while (sent < 100'000) {
    status = ends.player.send(numbered(sent, 1000));
    if (!status || *status == SendStatus::full) break;
    ++sent;
  }
  ASSERT_TRUE(status);
  EXPECT_EQ(*status, SendStatus::full);
  EXPECT_GT(sent, 10U);
  for (std::size_t i = 0; i < sent; ++i) {
    const auto packet = ends.visit.receive();
    ASSERT_TRUE(packet && *packet) << i << " of " << sent;
    ASSERT_EQ(**packet, numbered(i, 1000)) << i;
  }
  EXPECT_FALSE(*ends.visit.receive());
  pollfd writable{ends.player.fd(), POLLOUT, 0};
  ASSERT_EQ(poll(&writable, 1, 1000), 1);
  EXPECT_EQ(*ends.player.send(numbered(1, 1000)), SendStatus::sent);
}

TEST(MessageChannel, knows_whether_the_other_side_has_read_all) {
  auto ends = open_ends();
  EXPECT_FALSE(ends.player.has_unread());
  ASSERT_EQ(*ends.visit.send(numbered(1, 10)), SendStatus::sent);
  EXPECT_FALSE(ends.player.has_unread());  // it is the player that has not read
  for (std::size_t i = 1; i <= 2; ++i) ASSERT_EQ(*ends.player.send(numbered(i, 10)), SendStatus::sent);
  EXPECT_TRUE(ends.player.has_unread());
  ASSERT_TRUE(ends.visit.receive());
  EXPECT_TRUE(ends.player.has_unread());
  ASSERT_TRUE(ends.visit.receive());
  EXPECT_FALSE(ends.player.has_unread());
}

TEST(MessageChannel, tells_that_the_other_side_is_gone) {
  auto ends = open_ends();
  { const MessageChannel dying = std::move(ends.visit); }
  const auto sent = ends.player.send(numbered(1, 10));
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().code, ErrorCode::io);
  expect_gone(ends.player);
  expect_gone(ends.player);
}

TEST(MessageChannel, reads_all_that_was_said_before_the_other_side_went) {
  auto ends = open_ends();
  for (std::size_t i = 0; i < 5; ++i) ASSERT_EQ(*ends.visit.send(numbered(i, 100)), SendStatus::sent);
  { const MessageChannel dying = std::move(ends.visit); }
  for (std::size_t i = 0; i < 5; ++i) {
    const auto packet = ends.player.receive();
    ASSERT_TRUE(packet && *packet) << i;
    EXPECT_EQ(**packet, numbered(i, 100));
  }
  expect_gone(ends.player);
}

// unix(7): a side that goes while packets for it are unread leaves ECONNRESET at the other one, ahead of what
// is still to be read there.
TEST(MessageChannel, reads_all_that_was_said_by_a_side_that_left_packets_unread) {
  auto ends = open_ends();
  for (std::size_t i = 0; i < 3; ++i) ASSERT_EQ(*ends.player.send(numbered(i, 10)), SendStatus::sent);
  for (std::size_t i = 0; i < 5; ++i) ASSERT_EQ(*ends.visit.send(numbered(i, 100)), SendStatus::sent);
  { const MessageChannel dying = std::move(ends.visit); }
  for (std::size_t i = 0; i < 5; ++i) {
    const auto packet = ends.player.receive();
    ASSERT_TRUE(packet && *packet) << i << ": " << (packet ? "nothing" : packet.error().message);
    EXPECT_EQ(**packet, numbered(i, 100));
  }
  expect_gone(ends.player);
  expect_gone(ends.player);
}

TEST(MessageChannel, reads_all_that_was_said_after_a_send_found_the_other_side_gone) {
  auto ends = open_ends();
  ASSERT_EQ(*ends.player.send(numbered(1, 10)), SendStatus::sent);
  ASSERT_EQ(*ends.visit.send(FromVisit(from_visit::Ended{VisitEnd::finished})), SendStatus::sent);
  { const MessageChannel dying = std::move(ends.visit); }
  EXPECT_FALSE(ends.player.send(numbered(2, 10)));
  EXPECT_FALSE(ends.player.send(numbered(3, 10)));
  const auto packet = ends.player.receive();
  ASSERT_TRUE(packet && *packet);
  const auto message = decode_from_visit(**packet, {0, 0, 100, 100});
  ASSERT_TRUE(message);
  EXPECT_TRUE(std::holds_alternative<from_visit::Ended>(*message));
  expect_gone(ends.player);
}

TEST(MessageChannel, reads_all_that_a_killed_process_had_said) {
  auto ends = open_ends();
  for (std::size_t i = 0; i < 3; ++i) ASSERT_EQ(*ends.player.send(numbered(i, 10)), SendStatus::sent);
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    { const MessageChannel not_ours = std::move(ends.player); }
    for (std::size_t i = 0; i < 5; ++i)
      if (!ends.visit.send(numbered(i, 100))) _exit(1);
    raise(SIGKILL);
  }
  { const MessageChannel not_ours = std::move(ends.visit); }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));
  for (std::size_t i = 0; i < 5; ++i) {
    const auto packet = ends.player.receive();
    ASSERT_TRUE(packet && *packet) << i;
    EXPECT_EQ(**packet, numbered(i, 100));
  }
  expect_gone(ends.player);
}

TEST(MessageChannel, is_closed_on_exec_and_never_waits_also_where_it_was_inherited) {
  std::array<int, 2> fds{-1, -1};
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds.data()), 0);
  auto one = MessageChannel::adopt(fds[0]);
  auto other = MessageChannel::adopt(fds[1]);
  ASSERT_TRUE(one && other);
  for (const int fd : fds) {
    EXPECT_NE(fcntl(fd, F_GETFD) & FD_CLOEXEC, 0);
    EXPECT_NE(fcntl(fd, F_GETFL) & O_NONBLOCK, 0);
  }
  EXPECT_FALSE(*one->receive());
  EXPECT_EQ(*one->send(numbered(1, 5)), SendStatus::sent);
  EXPECT_EQ(**other->receive(), numbered(1, 5));
}

TEST(MessageChannel, refuses_to_adopt_what_is_no_socket_of_packets) {
  std::array<int, 2> stream{-1, -1};
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, stream.data()), 0);
  std::array<int, 2> pipe_ends{-1, -1};
  ASSERT_EQ(pipe(pipe_ends.data()), 0);
  for (const int fd : {stream[0], pipe_ends[0], -1, 900}) {
    const auto adopted = MessageChannel::adopt(fd);
    ASSERT_FALSE(adopted) << fd;
    EXPECT_EQ(adopted.error().code, ErrorCode::format);
  }
  for (const int fd : {stream[0], stream[1], pipe_ends[0], pipe_ends[1]}) close(fd);
}

TEST(MessageChannel, closes_its_end_once) {
  auto ends = open_ends();
  const int fd = ends.player.fd();
  {
    MessageChannel moved = std::move(ends.player);
    EXPECT_EQ(moved.fd(), fd);
    EXPECT_EQ(ends.player.fd(), -1);
  }
  EXPECT_EQ(fcntl(fd, F_GETFD), -1);
}

}  // namespace
}  // namespace crier
