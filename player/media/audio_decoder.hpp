// SPDX-License-Identifier: Apache-2.0
// AudioDecoder: packets in, blocks of interleaved stereo float at 48 kHz out, each at its place on the item's
// own time line. Internal to player/media; used by one thread at a time.
#pragma once

#include <memory>
#include <optional>

#include "config/result.hpp"
#include "player/media/media_source.hpp"

struct AVPacket;
struct AVStream;

namespace crier {

class AudioDecoder {
 public:
  // `origin` is the moment that counts as position zero, on the stream's own time scale.
  static Result<std::unique_ptr<AudioDecoder>> open(const AVStream& stream, Nanoseconds origin);
  ~AudioDecoder();
  AudioDecoder(const AudioDecoder&) = delete;
  AudioDecoder& operator=(const AudioDecoder&) = delete;

  enum class Status { block, need_packet, end };
  Result<Status> receive(SampleBlock& block);

  // A null packet drains what is left. True where the packet was taken.
  Result<bool> send(const AVPacket* packet);

 private:
  struct State;
  explicit AudioDecoder(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace crier
