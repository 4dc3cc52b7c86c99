// SPDX-License-Identifier: Apache-2.0
#include "content/media/loudness.hpp"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libswresample/swresample.h>
}

#include <ebur128.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "content/media/ffmpeg_handles.hpp"
#include "content/media/input_file.hpp"
#include "content/media/streams.hpp"

namespace crier {
namespace {

constexpr int kSampleRate = 48'000;
constexpr unsigned kChannels = 2;
constexpr double kMostTruePeak = -1;  // dBTP

struct MeterDeleter {
  void operator()(ebur128_state* state) const noexcept { ebur128_destroy(&state); }
};
using MeterHandle = std::unique_ptr<ebur128_state, MeterDeleter>;

// The decoder of one stream, the converter behind it and the meter behind that.
class Measurement {
 public:
  static Result<Measurement> open(const AVStream& stream);

  // A null packet empties the decoder. What cannot be decoded is left out.
  void take(const AVPacket* packet);
  Loudness result() const;
  bool heard_anything() const { return heard_; }

 private:
  Measurement(CodecContextHandle codec, MeterHandle meter)
      : codec_(std::move(codec)), meter_(std::move(meter)) {}
  bool adapt_to(const AVFrame& frame);
  void meter(const AVFrame* frame);

  CodecContextHandle codec_;
  MeterHandle meter_;
  FrameHandle frame_{av_frame_alloc()};
  SwrContextHandle resampler_;
  int format_ = -1;
  int rate_ = 0;
  int channels_ = 0;
  std::vector<float> samples_;
  bool heard_ = false;
};

Result<Measurement> Measurement::open(const AVStream& stream) {
  const AVCodec* const decoder = avcodec_find_decoder(stream.codecpar->codec_id);
  CodecContextHandle codec(avcodec_alloc_context3(decoder));
  if (avcodec_parameters_to_context(codec.get(), stream.codecpar) < 0)
    return fail(ErrorCode::format, "its sound has unusable parameters; export it again");
  codec->pkt_timebase = stream.time_base;
  codec->thread_count = 1;
  if (avcodec_open2(codec.get(), decoder, nullptr) < 0) {
    return fail(ErrorCode::unsupported, fmt::format("nothing here decodes its sound in {}; convert it to AAC",
                                                    avcodec_get_name(stream.codecpar->codec_id)));
  }
  MeterHandle meter(ebur128_init(kChannels, kSampleRate, EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK));
  if (meter == nullptr)
    return fail(ErrorCode::limit, "no memory to measure its loudness; close other programs");
  return Measurement(std::move(codec), std::move(meter));
}

bool Measurement::adapt_to(const AVFrame& frame) {
  if (resampler_ != nullptr && frame.format == format_ && frame.sample_rate == rate_ &&
      frame.ch_layout.nb_channels == channels_)
    return true;
  if (resampler_ != nullptr) meter(nullptr);
  AVChannelLayout stereo = AV_CHANNEL_LAYOUT_STEREO;
  AVChannelLayout input = frame.ch_layout;
  if (input.order == AV_CHANNEL_ORDER_UNSPEC) av_channel_layout_default(&input, frame.ch_layout.nb_channels);
  SwrContext* made = nullptr;
  const int status =
      swr_alloc_set_opts2(&made, &stereo, AV_SAMPLE_FMT_FLT, kSampleRate, &input,
                          static_cast<AVSampleFormat>(frame.format), frame.sample_rate, 0, nullptr);
  resampler_.reset(made);
  if (status < 0 || swr_init(made) < 0) {
    resampler_.reset();
    return false;
  }
  format_ = frame.format;
  rate_ = frame.sample_rate;
  channels_ = frame.ch_layout.nb_channels;
  return true;
}

// None: what the resampler still holds.
void Measurement::meter(const AVFrame* frame) {
  const int input = frame == nullptr ? 0 : frame->nb_samples;
  const int room = std::max(0, swr_get_out_samples(resampler_.get(), input));
  samples_.resize(static_cast<std::size_t>(room) * kChannels);
  auto* plane = reinterpret_cast<std::uint8_t*>(samples_.data());
  const auto** source = frame == nullptr ? nullptr : const_cast<const std::uint8_t**>(frame->extended_data);
  const int made = swr_convert(resampler_.get(), &plane, room, source, input);
  if (made <= 0) return;
  const auto count = static_cast<std::size_t>(made);
  // A damaged file may decode to what is no number, which would spoil the whole measurement.
  for (std::size_t i = 0; i < count * kChannels; ++i) {
    if (!std::isfinite(samples_[i])) samples_[i] = 0;
  }
  heard_ = true;
  ebur128_add_frames_float(meter_.get(), samples_.data(), count);
}

void Measurement::take(const AVPacket* packet) {
  if (avcodec_send_packet(codec_.get(), packet) < 0 && packet != nullptr) return;
  while (avcodec_receive_frame(codec_.get(), frame_.get()) >= 0) {
    if (adapt_to(*frame_)) meter(frame_.get());
    av_frame_unref(frame_.get());
  }
  if (packet == nullptr && resampler_ != nullptr) meter(nullptr);
}

Loudness Measurement::result() const {
  Loudness loudness;
  double integrated = 0;
  if (ebur128_loudness_global(meter_.get(), &integrated) == EBUR128_SUCCESS && std::isfinite(integrated))
    loudness.integrated_lufs = integrated;
  double peak = 0;
  for (unsigned channel = 0; channel < kChannels; ++channel) {
    double one = 0;
    if (ebur128_true_peak(meter_.get(), channel, &one) == EBUR128_SUCCESS) peak = std::max(peak, one);
  }
  if (peak > 0) loudness.true_peak_dbtp = 20 * std::log10(peak);
  return loudness;
}

}  // namespace

Result<Loudness> measure_loudness(const std::filesystem::path& path, const std::atomic<bool>& cancelled) {
  auto file = InputFile::open(path, cancelled);
  if (!file) return tl::unexpected(file.error());
  AVFormatContext& context = file->context();
  const int chosen = best_audio_stream(context);
  if (chosen < 0) return fail(ErrorCode::not_found, "it has no sound");
  auto measurement = Measurement::open(*context.streams[chosen]);
  if (!measurement) return tl::unexpected(measurement.error());
  for (unsigned i = 0; i < context.nb_streams; ++i)
    context.streams[i]->discard = static_cast<int>(i) == chosen ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
  const PacketHandle packet(av_packet_alloc());
  int status = 0;
  while ((status = av_read_frame(&context, packet.get())) >= 0 || status == AVERROR(EAGAIN)) {
    if (cancelled.load(std::memory_order_relaxed)) break;
    if (status >= 0 && packet->stream_index == chosen) measurement->take(packet.get());
    av_packet_unref(packet.get());
  }
  if (cancelled.load(std::memory_order_relaxed)) return fail(ErrorCode::cancelled, "measuring was cancelled");
  measurement->take(nullptr);
  if (!measurement->heard_anything())
    return fail(ErrorCode::format, "its sound cannot be decoded; export it again");
  return measurement->result();
}

double gain_db(const Loudness& loudness, double target_lufs) {
  if (loudness.is_silent()) return 0;
  return std::min(target_lufs - loudness.integrated_lufs, kMostTruePeak - loudness.true_peak_dbtp);
}

}  // namespace crier
