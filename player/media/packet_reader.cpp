// SPDX-License-Identifier: Apache-2.0
#include "player/media/packet_reader.hpp"

extern "C" {
#include <libavformat/avformat.h>
}

#include <utility>

namespace crier {
namespace {

constexpr std::size_t kMostBytesHeld = std::size_t{48} << 20;
constexpr int kMostPacketsBeforeFirst = 4'096;

}  // namespace

void PacketReader::select(int video, int audio) {
  for (unsigned i = 0; i < context_.nb_streams; ++i) {
    const bool wanted = static_cast<int>(i) == video || static_cast<int>(i) == audio;
    context_.streams[i]->discard = wanted ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
  }
  std::map<int, Held> kept;
  for (const int stream : {video, audio}) {
    if (stream >= 0) kept[stream] = std::move(held_[stream]);
  }
  held_ = std::move(kept);
}

Result<bool> PacketReader::read_one() {
  if (ended_) return false;
  PacketHandle packet(av_packet_alloc());
  const int status = av_read_frame(&context_, packet.get());
  if (status == AVERROR_EXIT) return fail(ErrorCode::cancelled, "reading was cancelled");
  if (status == AVERROR(EAGAIN)) return true;
  if (status < 0) {
    ended_ = true;
    return false;
  }
  const auto found = held_.find(packet->stream_index);
  if (found == held_.end()) return true;
  found->second.bytes += static_cast<std::size_t>(packet->size);
  found->second.packets.push_back(std::move(packet));
  return true;
}

bool PacketReader::others_overflow(int stream) const {
  for (const auto& [index, held] : held_) {
    if (index != stream && held.bytes > kMostBytesHeld) return true;
  }
  return false;
}

Result<PacketHandle> PacketReader::next(int stream) {
  Held& own = held_[stream];
  while (own.packets.empty()) {
    if (others_overflow(stream)) return PacketHandle();
    const auto more = read_one();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return PacketHandle();
  }
  PacketHandle packet = std::move(own.packets.front());
  own.packets.pop_front();
  own.bytes -= static_cast<std::size_t>(packet->size);
  return packet;
}

void PacketReader::put_back(int stream, PacketHandle packet) {
  if (packet == nullptr) return;
  Held& own = held_[stream];
  own.bytes += static_cast<std::size_t>(packet->size);
  own.packets.push_front(std::move(packet));
}

Result<std::int64_t> PacketReader::first_stamp(int stream) {
  Held& own = held_[stream];
  std::size_t looked_at = 0;
  for (int i = 0; i < kMostPacketsBeforeFirst; ++i) {
    for (; looked_at < own.packets.size(); ++looked_at) {
      const AVPacket& packet = *own.packets[looked_at];
      if ((packet.flags & AV_PKT_FLAG_DISCARD) != 0) continue;
      if (packet.pts != AV_NOPTS_VALUE) return packet.pts;
      if (packet.dts != AV_NOPTS_VALUE) return packet.dts;
      return std::int64_t{0};
    }
    const auto more = read_one();
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
  }
  return fail(ErrorCode::format, "the file holds no pictures or sound to play");
}

void PacketReader::clear() {
  for (auto& [stream, held] : held_) held = {};
  ended_ = false;
}

}  // namespace crier
