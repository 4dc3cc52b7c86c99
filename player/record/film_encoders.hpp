// SPDX-License-Identifier: Apache-2.0
// The two encoders of a film: canvases in, H.264 packets out; samples in, AAC packets out. Internal to
// player/record; one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "config/result.hpp"
#include "content/media/ffmpeg_handles.hpp"
#include "player/scene/painter.hpp"

struct SwsContext;

namespace crier {

inline constexpr int kFilmTicksPerSecond = 90'000;

// FFmpeg's words for one of its error codes.
std::string ffmpeg_text(int status);

// True where a packet came; false where the encoder wants more first, or is drained.
Result<bool> receive_packet(AVCodecContext& encoder, AVPacket& packet);

// BT.709, limited range, 4:2:0, constant quality.
class PictureEncoder {
 public:
  static Result<PictureEncoder> open(int width, int height);

  AVCodecContext& context() { return *context_; }

  // Converts the picture that encode() is to take.
  Result<void> load(const Canvas& canvas);

  // Encodes the loaded picture, shown at `tick`; the same one may be encoded several times.
  Result<void> encode(std::int64_t tick);
  Result<void> end();

 private:
  struct ScalerDeleter {
    void operator()(SwsContext* scaler) const noexcept;
  };

  const Canvas& padded(const Canvas& canvas);

  CodecContextHandle context_;
  FrameHandle frame_;
  std::unique_ptr<SwsContext, ScalerDeleter> scaler_;
  std::vector<std::uint8_t> padding_;  // an odd picture with its last column and row twice
  Canvas padded_;
};

// 160 kb/s, stereo, 48 kHz, from sample frame zero on without a gap.
class SoundEncoder {
 public:
  static Result<SoundEncoder> open();

  AVCodecContext& context() { return *context_; }
  std::int64_t position() const { return position_; }  // of the next sample frame to come

  // Takes as many sample frames as complete one packet, or fewer; the number taken. The packets that are
  // ready must be received before the next call.
  Result<std::size_t> encode(std::span<const float> interleaved_stereo);
  Result<std::size_t> encode_silence(std::size_t frames);
  Result<void> end();

 private:
  Result<std::size_t> take(const float* interleaved, std::size_t frames);  // silence where it is null
  Result<void> send();

  CodecContextHandle context_;
  FrameHandle frame_;
  int filled_ = 0;  // sample frames in frame_
  std::int64_t position_ = 0;
};

}  // namespace crier
