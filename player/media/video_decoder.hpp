// SPDX-License-Identifier: Apache-2.0
// VideoDecoder: packets in, pictures out, for one video stream; on the GPU's decoder where asked and
// possible. Internal to player/media; used by one thread at a time.
#pragma once

#include <memory>
#include <optional>

#include "config/result.hpp"
#include "player/media/media_source.hpp"

struct AVPacket;

namespace crier {

class InputFile;

class VideoDecoder {
 public:
  // `file` outlives the decoder. `origin` is the stream time that counts as position zero, in the stream's
  // time base.
  static Result<std::unique_ptr<VideoDecoder>> open(const InputFile& file, int stream, std::int64_t origin,
                                                    int threads, HardwarePolicy hardware);
  ~VideoDecoder();
  VideoDecoder(const VideoDecoder&) = delete;
  VideoDecoder& operator=(const VideoDecoder&) = delete;

  enum class Status { picture, need_packet, end };
  Result<Status> receive(Picture& picture);

  // A null packet drains what is left. True where the packet was taken, false where pictures must be received
  // first.
  Result<bool> send(const AVPacket* packet);

  void flush();
  void set_effort(MediaSource::Effort effort);
  bool uses_hardware() const;

  // On the way from a key frame to `position`: pictures that end by then and that no other refers to are not
  // decoded.
  void skip_unwanted_before(Nanoseconds position);

 private:
  struct State;
  explicit VideoDecoder(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace crier
