// SPDX-License-Identifier: Apache-2.0
#include "player/record/film_encoders.hpp"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
#include <libswscale/swscale.h>
}

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

#include "player/media/media_source.hpp"

namespace crier {
namespace {

constexpr int kBytesPerPixel = 4;
constexpr int kSoundBitsPerSecond = 160'000;
// Names the H.264 level that the film asks of its decoder; the time stamps are free of it.
constexpr AVRational kFastestScreen{60, 1};

tl::unexpected<Error> encoding_failed(const char* what, int status) {
  return fail(ErrorCode::io, std::string(what) + ": " + ffmpeg_text(status));
}

// FFmpeg's builds differ in what they may encode.
Result<CodecContextHandle> make_context(const AVCodec* codec, const char* name) {
  if (codec == nullptr)
    return fail(ErrorCode::unsupported, std::string("this machine's FFmpeg has no ") + name +
                                            " encoder, which a film needs; install Debian's own libavcodec");
  CodecContextHandle context(avcodec_alloc_context3(codec));
  // MP4 keeps the parameters once, in its header.
  context->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  return context;
}

}  // namespace

std::string ffmpeg_text(int status) {
  char text[AV_ERROR_MAX_STRING_SIZE] = {};
  av_strerror(status, text, sizeof text);
  return text;
}

Result<bool> receive_packet(AVCodecContext& encoder, AVPacket& packet) {
  const int status = avcodec_receive_packet(&encoder, &packet);
  if (status == AVERROR(EAGAIN) || status == AVERROR_EOF) return false;
  if (status < 0) return encoding_failed("cannot encode", status);
  return true;
}

void PictureEncoder::ScalerDeleter::operator()(SwsContext* scaler) const noexcept {
  sws_freeContext(scaler);
}

Result<PictureEncoder> PictureEncoder::open(int width, int height) {
  const AVCodec* const codec = avcodec_find_encoder_by_name("libx264");
  auto context = make_context(codec, "H.264 (libx264)");
  if (!context) return tl::unexpected(context.error());
  PictureEncoder encoder;
  encoder.context_ = std::move(*context);
  AVCodecContext& c = *encoder.context_;
  c.width = (width + 1) / 2 * 2;
  c.height = (height + 1) / 2 * 2;
  c.pix_fmt = AV_PIX_FMT_YUV420P;
  c.color_primaries = AVCOL_PRI_BT709;
  c.color_trc = AVCOL_TRC_BT709;
  c.colorspace = AVCOL_SPC_BT709;
  c.color_range = AVCOL_RANGE_MPEG;
  c.time_base = {1, kFilmTicksPerSecond};
  c.framerate = kFastestScreen;
  // Pictures in the order of time: only so does the length that MP4 gives each sample say how long it is
  // shown.
  c.max_b_frames = 0;
  c.thread_count = 0;
  av_opt_set(c.priv_data, "preset", "veryfast", 0);
  av_opt_set(c.priv_data, "crf", "20", 0);
  if (const int status = avcodec_open2(&c, codec, nullptr); status < 0)
    return encoding_failed("cannot start the H.264 encoder", status);

  encoder.frame_.reset(av_frame_alloc());
  AVFrame& frame = *encoder.frame_;
  frame.width = c.width;
  frame.height = c.height;
  frame.format = c.pix_fmt;
  if (const int status = av_frame_get_buffer(&frame, 0); status < 0)
    return encoding_failed("no memory for pictures", status);
  // Chroma from every pixel, not every other one: colours of thin letters stay.
  constexpr int kFlags = SWS_BILINEAR | SWS_FULL_CHR_H_INP | SWS_ACCURATE_RND;
  encoder.scaler_.reset(sws_getContext(c.width, c.height, AV_PIX_FMT_BGR0, c.width, c.height, c.pix_fmt,
                                       kFlags, nullptr, nullptr, nullptr));
  if (!encoder.scaler_) return fail(ErrorCode::unsupported, "pictures of this size cannot be converted");
  const int* const bt709 = sws_getCoefficients(SWS_CS_ITU709);
  constexpr int kUnchanged = 1 << 16;
  sws_setColorspaceDetails(encoder.scaler_.get(), bt709, 1, bt709, 0, 0, kUnchanged, kUnchanged);
  return encoder;
}

const Canvas& PictureEncoder::padded(const Canvas& canvas) {
  if (canvas.width == context_->width && canvas.height == context_->height) return canvas;
  padded_ = {nullptr, context_->width * kBytesPerPixel, context_->width, context_->height};
  padding_.resize(static_cast<std::size_t>(padded_.stride) * static_cast<std::size_t>(padded_.height));
  padded_.pixels = padding_.data();
  const auto row_bytes = static_cast<std::size_t>(canvas.width * kBytesPerPixel);
  for (int y = 0; y < padded_.height; ++y) {
    const std::uint8_t* const from =
        canvas.pixels + std::ptrdiff_t{std::min(y, canvas.height - 1)} * canvas.stride;
    std::uint8_t* const to = padded_.pixels + std::ptrdiff_t{y} * padded_.stride;
    std::memcpy(to, from, row_bytes);
    if (padded_.width > canvas.width)
      std::memcpy(to + row_bytes, to + row_bytes - kBytesPerPixel, kBytesPerPixel);
  }
  return padded_;
}

Result<void> PictureEncoder::load(const Canvas& canvas) {
  assert((canvas.width + 1) / 2 * 2 == context_->width && (canvas.height + 1) / 2 * 2 == context_->height);
  if (const int status = av_frame_make_writable(frame_.get()); status < 0)
    return encoding_failed("no memory for a picture", status);
  const Canvas& source = padded(canvas);
  const std::uint8_t* const planes[4] = {source.pixels};
  const int strides[4] = {source.stride};
  sws_scale(scaler_.get(), planes, strides, 0, source.height, frame_->data, frame_->linesize);
  return {};
}

Result<void> PictureEncoder::encode(std::int64_t tick) {
  frame_->pts = tick;
  frame_->pict_type = AV_PICTURE_TYPE_NONE;
  if (const int status = avcodec_send_frame(context_.get(), frame_.get()); status < 0)
    return encoding_failed("cannot encode a picture", status);
  return {};
}

Result<void> PictureEncoder::end() {
  if (const int status = avcodec_send_frame(context_.get(), nullptr); status < 0)
    return encoding_failed("cannot encode the last pictures", status);
  return {};
}

Result<SoundEncoder> SoundEncoder::open() {
  const AVCodec* const codec = avcodec_find_encoder_by_name("aac");
  auto context = make_context(codec, "AAC");
  if (!context) return tl::unexpected(context.error());
  SoundEncoder encoder;
  encoder.context_ = std::move(*context);
  AVCodecContext& c = *encoder.context_;
  c.sample_rate = kSampleRate;
  c.sample_fmt = AV_SAMPLE_FMT_FLTP;
  c.bit_rate = kSoundBitsPerSecond;
  c.time_base = {1, kSampleRate};
  av_channel_layout_default(&c.ch_layout, kChannels);
  if (const int status = avcodec_open2(&c, codec, nullptr); status < 0)
    return encoding_failed("cannot start the AAC encoder", status);

  encoder.frame_.reset(av_frame_alloc());
  AVFrame& frame = *encoder.frame_;
  frame.nb_samples = c.frame_size;
  frame.format = c.sample_fmt;
  frame.sample_rate = c.sample_rate;
  av_channel_layout_copy(&frame.ch_layout, &c.ch_layout);
  if (const int status = av_frame_get_buffer(&frame, 0); status < 0)
    return encoding_failed("no memory for sound", status);
  return encoder;
}

Result<std::size_t> SoundEncoder::encode(std::span<const float> interleaved_stereo) {
  return take(interleaved_stereo.data(), interleaved_stereo.size() / kChannels);
}

Result<std::size_t> SoundEncoder::encode_silence(std::size_t frames) {
  return take(nullptr, frames);
}

Result<std::size_t> SoundEncoder::take(const float* interleaved, std::size_t frames) {
  if (filled_ == 0) {
    frame_->nb_samples = context_->frame_size;
    if (const int status = av_frame_make_writable(frame_.get()); status < 0)
      return encoding_failed("no memory for sound", status);
  }
  const std::size_t taken = std::min(frames, static_cast<std::size_t>(context_->frame_size - filled_));
  for (std::size_t channel = 0; channel < kChannels; ++channel) {
    float* const to = reinterpret_cast<float*>(frame_->extended_data[channel]) + filled_;
    for (std::size_t i = 0; i < taken; ++i)
      to[i] = interleaved == nullptr ? 0.0F : std::clamp(interleaved[i * kChannels + channel], -1.0F, 1.0F);
  }
  filled_ += static_cast<int>(taken);
  position_ += static_cast<std::int64_t>(taken);
  if (filled_ == context_->frame_size) {
    if (const auto sent = send(); !sent) return tl::unexpected(sent.error());
  }
  return taken;
}

Result<void> SoundEncoder::send() {
  frame_->nb_samples = filled_;
  frame_->pts = position_ - filled_;
  filled_ = 0;
  if (const int status = avcodec_send_frame(context_.get(), frame_.get()); status < 0)
    return encoding_failed("cannot encode sound", status);
  return {};
}

Result<void> SoundEncoder::end() {
  if (filled_ > 0) {
    if (const auto sent = send(); !sent) return sent;
  }
  if (const int status = avcodec_send_frame(context_.get(), nullptr); status < 0)
    return encoding_failed("cannot encode the last sound", status);
  return {};
}

}  // namespace crier
