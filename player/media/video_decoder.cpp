// SPDX-License-Identifier: Apache-2.0
#include "player/media/video_decoder.hpp"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/hwcontext.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
}

#include <fmt/format.h>
#include <libyuv.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "content/media/ffmpeg_handles.hpp"
#include "content/media/input_file.hpp"
#include "content/media/time_base.hpp"
#include "player/media/disposable.hpp"
#include "player/media/picture_shape.hpp"

namespace crier {
namespace {

// One core decodes 1080p at 50 frames a second in H.264 with room to spare; beyond that, threads help.
constexpr double kOneThreadPixelsPerSecond = 1920.0 * 1080.0 * 50.0;
constexpr double kCostlyCodecFactor = 2.0;

struct BufferDeleter {
  void operator()(AVBufferRef* reference) const noexcept { av_buffer_unref(&reference); }
};
using BufferHandle = std::unique_ptr<AVBufferRef, BufferDeleter>;

struct ScalerDeleter {
  void operator()(SwsContext* context) const noexcept { sws_freeContext(context); }
};

int threads_for(const AVStream& stream) {
  const AVCodecParameters& codec = *stream.codecpar;
  double rate = av_q2d(stream.avg_frame_rate.num > 0 ? stream.avg_frame_rate : AVRational{30, 1});
  rate = std::clamp(rate, 1.0, 240.0);
  double load = double(codec.width) * double(codec.height) * rate;
  if (codec.codec_id == AV_CODEC_ID_HEVC || codec.codec_id == AV_CODEC_ID_AV1 ||
      codec.codec_id == AV_CODEC_ID_VP9) {
    load *= kCostlyCodecFactor;
  }
  if (load <= kOneThreadPixelsPerSecond) return 1;
  return static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 2U, 8U));
}

// The hardware decoders worth trying, by the device node that announces them.
struct HardwareKind {
  AVHWDeviceType type;
  const char* node;
};
constexpr HardwareKind kHardware[] = {{AV_HWDEVICE_TYPE_VAAPI, "/dev/dri/renderD128"},
                                      {AV_HWDEVICE_TYPE_CUDA, "/dev/nvidia0"}};

// What get_format may choose; reached through AVCodecContext::opaque.
struct HardwareChoice {
  AVPixelFormat format = AV_PIX_FMT_NONE;
};

AVPixelFormat choose_format(AVCodecContext* context, const AVPixelFormat* offered) {
  const auto* const choice = static_cast<const HardwareChoice*>(context->opaque);
  for (const AVPixelFormat* format = offered; *format != AV_PIX_FMT_NONE; ++format) {
    if (*format == choice->format) return *format;
  }
  return avcodec_default_get_format(context, offered);
}

std::string codec_name(const AVCodecParameters& codec) {
  return avcodec_get_name(codec.codec_id);
}

}  // namespace

struct VideoDecoder::State {
  AVFormatContext* context = nullptr;
  AVStream* stream = nullptr;
  std::int64_t origin = 0;
  Orientation orientation;
  HardwareChoice hardware;
  BufferHandle device;
  CodecContextHandle codec;
  FrameHandle frame{av_frame_alloc()};
  std::unique_ptr<SwsContext, ScalerDeleter> scaler;
  Nanoseconds last_position{-1};
  Nanoseconds last_duration{0};
  Nanoseconds wanted_from{0};
  MediaSource::Effort effort = MediaSource::Effort::full;

  // Opens a device whose decoder takes this codec; leaves `hardware.format` at none where there is none.
  void find_hardware(const AVCodec& decoder) {
    for (const HardwareKind& kind : kHardware) {
      std::error_code error;
      if (!std::filesystem::exists(kind.node, error)) continue;
      for (int i = 0; const AVCodecHWConfig* config = avcodec_get_hw_config(&decoder, i); ++i) {
        if (config->device_type != kind.type ||
            (config->methods & AV_CODEC_HW_CONFIG_METHOD_HW_DEVICE_CTX) == 0)
          continue;
        AVBufferRef* opened = nullptr;
        if (av_hwdevice_ctx_create(&opened, kind.type, nullptr, nullptr, 0) < 0) break;
        device.reset(opened);
        hardware.format = config->pix_fmt;
        return;
      }
    }
  }

  AVDiscard discard_for(const AVPacket& packet) const {
    if (effort == MediaSource::Effort::references_only) return AVDISCARD_NONREF;
    if (wanted_from <= Nanoseconds{0} || packet.pts == AV_NOPTS_VALUE) return AVDISCARD_DEFAULT;
    const Nanoseconds end{
        av_rescale_q(packet.pts + packet.duration - origin, stream->time_base, kNanosecondBase)};
    return end <= wanted_from ? AVDISCARD_NONREF : AVDISCARD_DEFAULT;
  }

  Nanoseconds position_of(const AVFrame& decoded, Nanoseconds duration) {
    Nanoseconds position = last_position + (last_duration > Nanoseconds{0} ? last_duration : duration);
    if (last_position < Nanoseconds{0}) position = Nanoseconds{0};
    if (decoded.best_effort_timestamp != AV_NOPTS_VALUE) {
      const Nanoseconds stamped{
          av_rescale_q(decoded.best_effort_timestamp - origin, stream->time_base, kNanosecondBase)};
      // A stamp that does not move forward is a fault of the file: the frame follows its predecessor instead.
      if (last_position < Nanoseconds{0} || stamped > last_position) position = stamped;
    }
    return position;
  }

  Nanoseconds duration_of(const AVFrame& decoded) const {
    if (decoded.pkt_duration > 0)
      return Nanoseconds{av_rescale_q(decoded.pkt_duration, stream->time_base, kNanosecondBase)};
    if (stream->avg_frame_rate.num > 0) {
      return Nanoseconds{av_rescale_q(1, av_inv_q(stream->avg_frame_rate), kNanosecondBase)};
    }
    return Nanoseconds{0};
  }

  Result<Picture> to_picture(FrameHandle decoded);
  Result<FrameHandle> to_bgra(const AVFrame& decoded);
};

// Formats outside the painter's reach become BGRA, its alpha premultiplied.
Result<FrameHandle> VideoDecoder::State::to_bgra(const AVFrame& decoded) {
  const auto format = static_cast<AVPixelFormat>(decoded.format);
  FrameHandle converted(av_frame_alloc());
  converted->width = decoded.width;
  converted->height = decoded.height;
  converted->format = AV_PIX_FMT_BGRA;
  if (av_frame_get_buffer(converted.get(), 0) < 0)
    return fail(ErrorCode::limit, "no memory for a converted picture");
  scaler.reset(sws_getCachedContext(scaler.release(), decoded.width, decoded.height, format, decoded.width,
                                    decoded.height, AV_PIX_FMT_BGRA, SWS_POINT, nullptr, nullptr, nullptr));
  if (scaler == nullptr) {
    return fail(ErrorCode::unsupported,
                fmt::format("pictures of format {} cannot be shown", av_get_pix_fmt_name(format)));
  }
  const PictureShape shape = shape_of(decoded, PixelLayout::i420, orientation, 1, 1);
  const int* const coefficients = sws_getCoefficients(shape.matrix == ColourMatrix::bt601    ? SWS_CS_ITU601
                                                      : shape.matrix == ColourMatrix::bt2020 ? SWS_CS_BT2020
                                                                                             : SWS_CS_ITU709);
  sws_setColorspaceDetails(scaler.get(), coefficients, shape.range == ColourRange::full ? 1 : 0, coefficients,
                           1, 0, 1 << 16, 1 << 16);
  sws_scale(scaler.get(), decoded.data, decoded.linesize, 0, decoded.height, converted->data,
            converted->linesize);
  const AVPixFmtDescriptor* const description = av_pix_fmt_desc_get(format);
  if (description != nullptr && (description->flags & (AV_PIX_FMT_FLAG_ALPHA | AV_PIX_FMT_FLAG_PAL)) != 0) {
    libyuv::ARGBAttenuate(converted->data[0], converted->linesize[0], converted->data[0],
                          converted->linesize[0], decoded.width, decoded.height);
  }
  converted->pts = decoded.pts;
  converted->best_effort_timestamp = decoded.best_effort_timestamp;
  converted->pkt_duration = decoded.pkt_duration;
  converted->sample_aspect_ratio = decoded.sample_aspect_ratio;
  return converted;
}

Result<Picture> VideoDecoder::State::to_picture(FrameHandle decoded) {
  if (hardware.format != AV_PIX_FMT_NONE && decoded->format == hardware.format) {
    FrameHandle downloaded(av_frame_alloc());
    if (av_hwframe_transfer_data(downloaded.get(), decoded.get(), 0) < 0) {
      return fail(ErrorCode::device, "the hardware decoder does not hand out its pictures");
    }
    av_frame_copy_props(downloaded.get(), decoded.get());
    decoded = std::move(downloaded);
  }
  std::optional<PixelLayout> layout = layout_of(decoded->format);
  if (!layout) {
    auto converted = to_bgra(*decoded);
    if (!converted) return tl::unexpected(converted.error());
    decoded = std::move(*converted);
    layout = PixelLayout::bgra;
  }
  const AVRational aspect = av_guess_sample_aspect_ratio(context, stream, decoded.get());
  const PictureShape shape = shape_of(*decoded, *layout, orientation, aspect.num, aspect.den);
  const Nanoseconds duration = duration_of(*decoded);
  const Nanoseconds position = position_of(*decoded, duration);
  last_position = position;
  last_duration = duration;
  return Picture(Picture::FrameHandle(decoded.release()), shape, position, duration);
}

VideoDecoder::VideoDecoder(std::unique_ptr<State> state) : state_(std::move(state)) {}
VideoDecoder::~VideoDecoder() = default;

Result<std::unique_ptr<VideoDecoder>> VideoDecoder::open(const InputFile& file, int stream,
                                                         std::int64_t origin, int threads,
                                                         HardwarePolicy hardware) {
  auto state = std::make_unique<State>();
  state->context = &file.context();
  state->stream = file.context().streams[stream];
  state->origin = origin;
  state->orientation = file.orientation(stream);
  const AVCodecParameters& parameters = *state->stream->codecpar;
  const AVCodec* const decoder = avcodec_find_decoder(parameters.codec_id);
  if (decoder == nullptr) {
    return fail(ErrorCode::unsupported, fmt::format("no decoder for {}", codec_name(parameters)));
  }
  state->codec.reset(avcodec_alloc_context3(decoder));
  AVCodecContext& codec = *state->codec;
  if (avcodec_parameters_to_context(&codec, &parameters) < 0) {
    return fail(ErrorCode::format, fmt::format("unusable {} parameters", codec_name(parameters)));
  }
  codec.pkt_timebase = state->stream->time_base;
  codec.max_pixels = kMostPixels;
  codec.thread_count = threads > 0 ? threads : threads_for(*state->stream);
  codec.thread_type = codec.thread_count > 1 ? FF_THREAD_FRAME | FF_THREAD_SLICE : FF_THREAD_SLICE;
  if (hardware == HardwarePolicy::try_it) state->find_hardware(*decoder);
  if (state->device != nullptr) {
    codec.hw_device_ctx = av_buffer_ref(state->device.get());
    codec.opaque = &state->hardware;
    codec.get_format = choose_format;
    codec.thread_count = 1;
    codec.extra_hw_frames =
        12;  // the picture queue, the prepared ones, the one on the screen, and two to spare
  }
  if (const int status = avcodec_open2(&codec, decoder, nullptr); status < 0) {
    return fail(ErrorCode::unsupported, fmt::format("the {} decoder does not open", codec_name(parameters)));
  }
  return std::unique_ptr<VideoDecoder>(new VideoDecoder(std::move(state)));
}

Result<bool> VideoDecoder::send(const AVPacket* packet) {
  if (packet != nullptr) {
    const AVDiscard discard = state_->discard_for(*packet);
    // A picture that nobody wants must not occupy one of the decoder's threads either.
    if (discard == AVDISCARD_NONREF && is_disposable(*state_->stream->codecpar, *packet)) return true;
    state_->codec->skip_frame = discard;
  }
  const int status = avcodec_send_packet(state_->codec.get(), packet);
  if (status == AVERROR(EAGAIN)) return false;
  if (status < 0 && status != AVERROR_EOF) return fail(ErrorCode::format, "a picture cannot be decoded");
  return true;
}

Result<VideoDecoder::Status> VideoDecoder::receive(Picture& picture) {
  const int status = avcodec_receive_frame(state_->codec.get(), state_->frame.get());
  if (status == AVERROR(EAGAIN)) return Status::need_packet;
  if (status == AVERROR_EOF) return Status::end;
  if (status < 0) return fail(ErrorCode::format, "a picture cannot be decoded");
  FrameHandle decoded(av_frame_alloc());
  av_frame_move_ref(decoded.get(), state_->frame.get());
  auto made = state_->to_picture(std::move(decoded));
  if (!made) return tl::unexpected(made.error());
  picture = std::move(*made);
  return Status::picture;
}

void VideoDecoder::flush() {
  avcodec_flush_buffers(state_->codec.get());
  state_->last_position = Nanoseconds{-1};
}

void VideoDecoder::set_effort(MediaSource::Effort effort) {
  state_->effort = effort;
}

void VideoDecoder::skip_unwanted_before(Nanoseconds position) {
  state_->wanted_from = position;
}

bool VideoDecoder::uses_hardware() const {
  return state_->hardware.format != AV_PIX_FMT_NONE;
}

}  // namespace crier
