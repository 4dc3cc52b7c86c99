// SPDX-License-Identifier: Apache-2.0
// Owning handles for FFmpeg's C objects. Included by .cpp files and internal headers only.
#pragma once

#include <memory>

struct AVCodecContext;
struct AVFormatContext;
struct AVFrame;
struct AVPacket;
struct SwrContext;

namespace crier {

struct FfmpegDeleter {
  void operator()(AVCodecContext* context) const noexcept;
  void operator()(AVFormatContext* context) const noexcept;
  void operator()(AVFrame* frame) const noexcept;
  void operator()(AVPacket* packet) const noexcept;
  void operator()(SwrContext* context) const noexcept;
};

using CodecContextHandle = std::unique_ptr<AVCodecContext, FfmpegDeleter>;
using FormatContextHandle = std::unique_ptr<AVFormatContext, FfmpegDeleter>;
using FrameHandle = std::unique_ptr<AVFrame, FfmpegDeleter>;
using PacketHandle = std::unique_ptr<AVPacket, FfmpegDeleter>;
using SwrContextHandle = std::unique_ptr<SwrContext, FfmpegDeleter>;

}  // namespace crier
