// SPDX-License-Identifier: Apache-2.0
// MessageChannel: one end of the socket between the player and the process of a visit. Packets keep their
// borders and their order. Nothing here waits; one thread an end.
#pragma once

#include <optional>
#include <utility>

#include "config/result.hpp"
#include "kiosk/visit/messages.hpp"

namespace crier {

enum class SendStatus {
  sent,
  full,  // the other side does not read: try again when poll(2) says POLLOUT, or give it up
};

class MessageChannel {
 public:
  struct Ends;

  // Two ends joined to each other, closed on exec.
  static Result<Ends> open_pair();

  // Takes over an end that was inherited; it becomes non-blocking and closed on exec. Fails where it is no
  // socket of packets.
  static Result<MessageChannel> adopt(int fd);

  ~MessageChannel();
  MessageChannel(MessageChannel&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  MessageChannel& operator=(MessageChannel&& other) noexcept;

  // For poll(2), and to be handed to a child; stays the channel's.
  int fd() const { return fd_; }

  // ErrorCode::io where the other side is gone.
  Result<SendStatus> send(const Packet& packet);
  Result<SendStatus> send(const ToVisit& message) { return send(encode(message)); }
  Result<SendStatus> send(const FromVisit& message) { return send(encode(message)); }

  // The other side has not read everything yet that was sent to it.
  bool has_unread() const;

  // The next packet; none where none is there. ErrorCode::io where the other side is gone and everything it
  // said is read; ErrorCode::limit for a packet that is too long, which is dropped.
  Result<std::optional<Packet>> receive();

 private:
  explicit MessageChannel(int fd) : fd_(fd) {}

  int fd_ = -1;
};

struct MessageChannel::Ends {
  MessageChannel player;
  MessageChannel visit;
};

}  // namespace crier
