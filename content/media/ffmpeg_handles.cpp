// SPDX-License-Identifier: Apache-2.0
#include "content/media/ffmpeg_handles.hpp"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswresample/swresample.h>
}

namespace crier {

void FfmpegDeleter::operator()(AVCodecContext* context) const noexcept {
  avcodec_free_context(&context);
}
void FfmpegDeleter::operator()(AVFormatContext* context) const noexcept {
  avformat_close_input(&context);
}
void FfmpegDeleter::operator()(AVFrame* frame) const noexcept {
  av_frame_free(&frame);
}
void FfmpegDeleter::operator()(AVPacket* packet) const noexcept {
  av_packet_free(&packet);
}
void FfmpegDeleter::operator()(SwrContext* context) const noexcept {
  swr_free(&context);
}

}  // namespace crier
