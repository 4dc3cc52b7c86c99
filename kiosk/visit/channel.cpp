// SPDX-License-Identifier: Apache-2.0
#include "kiosk/visit/channel.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace crier {
namespace {

constexpr int kBufferBytes = 1 << 20;  // a spoken sentence fits

}  // namespace

Result<MessageChannel::Ends> MessageChannel::open_pair() {
  int ends[2] = {-1, -1};
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) != 0)
    return fail(ErrorCode::io, fmt::format("cannot make a channel: {}", std::strerror(errno)));
  for (const int end : ends) setsockopt(end, SOL_SOCKET, SO_SNDBUF, &kBufferBytes, sizeof kBufferBytes);
  return Ends{MessageChannel(ends[0]), MessageChannel(ends[1])};
}

Result<MessageChannel> MessageChannel::adopt(int fd) {
  int type = 0;
  socklen_t size = sizeof type;
  if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) != 0 || type != SOCK_SEQPACKET)
    return fail(ErrorCode::format, "the descriptor is no channel");
  fcntl(fd, F_SETFD, FD_CLOEXEC);
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
  return MessageChannel(fd);
}

MessageChannel::~MessageChannel() {
  if (fd_ >= 0) close(fd_);
}

MessageChannel& MessageChannel::operator=(MessageChannel&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

Result<SendStatus> MessageChannel::send(const Packet& packet) {
  for (;;) {
    if (::send(fd_, packet.data(), packet.size(), MSG_NOSIGNAL) >= 0) return SendStatus::sent;
    if (errno == EINTR) continue;
    if (errno == EAGAIN || errno == EWOULDBLOCK || errno == ENOBUFS) return SendStatus::full;
    return fail(ErrorCode::io, fmt::format("the other side is gone: {}", std::strerror(errno)));
  }
}

bool MessageChannel::has_unread() const {
  int bytes = 0;  // of what was sent, until it is read
  return ioctl(fd_, SIOCOUTQ, &bytes) == 0 && bytes > 0;
}

Result<std::optional<Packet>> MessageChannel::receive() {
  Packet packet(kMostPacketBytes);
  for (;;) {
    const ssize_t got = recv(fd_, packet.data(), packet.size(), MSG_TRUNC);
    if (got > static_cast<ssize_t>(packet.size()))
      return fail(ErrorCode::limit, fmt::format("a packet of {} bytes was dropped", got));
    if (got > 0) {
      packet.resize(static_cast<std::size_t>(got));
      return std::optional(std::move(packet));
    }
    if (got == 0) return fail(ErrorCode::io, "the other side is gone");
    // A side that went with packets unread leaves one ECONNRESET ahead of what it said (unix(7)).
    if (errno == EINTR || errno == ECONNRESET) continue;
    if (errno == EAGAIN || errno == EWOULDBLOCK) return std::optional<Packet>{};
    return fail(ErrorCode::io, fmt::format("the other side is gone: {}", std::strerror(errno)));
  }
}

}  // namespace crier
