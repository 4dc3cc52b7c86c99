// SPDX-License-Identifier: Apache-2.0
#include "player/media/audio_decoder.hpp"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libswresample/swresample.h>
}

#include <fmt/format.h>

#include <cstdlib>

#include "content/media/ffmpeg_handles.hpp"
#include "content/media/time_base.hpp"

namespace crier {
namespace {

// Stamps that differ by less from the running count are rounding; beyond it the file really jumps.
constexpr std::int64_t kJump = kSampleRate / 25;

std::int64_t to_samples(Nanoseconds time) {
  return av_rescale(time.count(), kSampleRate, 1'000'000'000);
}

// What the resampler was made for.
struct InputFormat {
  int format = -1;
  int rate = 0;
  int channels = 0;
  std::uint64_t mask = 0;

  bool operator==(const InputFormat&) const = default;
};

InputFormat format_of(const AVFrame& frame) {
  return {frame.format, frame.sample_rate, frame.ch_layout.nb_channels,
          frame.ch_layout.order == AV_CHANNEL_ORDER_NATIVE ? frame.ch_layout.u.mask : 0};
}

}  // namespace

struct AudioDecoder::State {
  const AVStream* stream = nullptr;
  Nanoseconds origin{0};
  CodecContextHandle codec;
  FrameHandle frame{av_frame_alloc()};
  SwrContextHandle resampler;
  InputFormat made_for;
  std::optional<std::int64_t> next;  // position of the next sample to give out
  bool drained = false;

  Result<void> make_resampler(const AVFrame& decoded) {
    AVChannelLayout stereo = AV_CHANNEL_LAYOUT_STEREO;
    AVChannelLayout input;
    if (decoded.ch_layout.order == AV_CHANNEL_ORDER_UNSPEC) {
      av_channel_layout_default(&input, decoded.ch_layout.nb_channels);
    } else {
      input = decoded.ch_layout;
    }
    SwrContext* made = nullptr;
    const int status =
        swr_alloc_set_opts2(&made, &stereo, AV_SAMPLE_FMT_FLT, kSampleRate, &input,
                            static_cast<AVSampleFormat>(decoded.format), decoded.sample_rate, 0, nullptr);
    resampler.reset(made);
    if (status < 0 || swr_init(made) < 0) {
      return fail(ErrorCode::unsupported, fmt::format("sound with {} channels at {} Hz cannot be converted",
                                                      decoded.ch_layout.nb_channels, decoded.sample_rate));
    }
    made_for = format_of(decoded);
    return {};
  }

  // Where the resampler's next output sample stands, given that `decoded` is its next input.
  std::int64_t stamped_position(const AVFrame& decoded) const {
    const std::int64_t stamp = decoded.best_effort_timestamp;
    if (stamp == AV_NOPTS_VALUE) return next.value_or(0);
    const Nanoseconds time{av_rescale_q(stamp, stream->time_base, kNanosecondBase)};
    return to_samples(time - origin);
  }

  bool plain_stereo(const AVFrame& decoded) const {
    return decoded.format == AV_SAMPLE_FMT_FLTP && decoded.sample_rate == kSampleRate &&
           decoded.ch_layout.nb_channels == kChannels && resampler == nullptr;
  }

  static void interleave(const AVFrame& decoded, std::vector<float>& out) {
    const auto* const left = reinterpret_cast<const float*>(decoded.extended_data[0]);
    const auto* const right = reinterpret_cast<const float*>(decoded.extended_data[1]);
    out.resize(static_cast<std::size_t>(decoded.nb_samples) * kChannels);
    for (std::size_t i = 0; i < static_cast<std::size_t>(decoded.nb_samples); ++i) {
      out[2 * i] = left[i];
      out[2 * i + 1] = right[i];
    }
  }

  // `decoded` null empties the resampler at the end of the stream.
  void resample(const AVFrame* decoded, std::vector<float>& out) {
    const int input = decoded == nullptr ? 0 : decoded->nb_samples;
    const int room = swr_get_out_samples(resampler.get(), input);
    out.resize(static_cast<std::size_t>(std::max(room, 0)) * kChannels);
    auto* plane = reinterpret_cast<std::uint8_t*>(out.data());
    const auto** source =
        decoded == nullptr ? nullptr : const_cast<const std::uint8_t**>(decoded->extended_data);
    const int made = swr_convert(resampler.get(), &plane, room, source, input);
    out.resize(static_cast<std::size_t>(std::max(made, 0)) * kChannels);
  }

  Result<void> convert(const AVFrame& decoded, SampleBlock& block) {
    const std::int64_t stamped = stamped_position(decoded);
    if (plain_stereo(decoded)) {
      interleave(decoded, block.samples);
      if (!next || std::llabs(stamped - *next) > kJump) next = stamped;
    } else {
      if (resampler == nullptr || !(made_for == format_of(decoded))) {
        if (const auto made = make_resampler(decoded); !made) return made;
        next = stamped;
      }
      const std::int64_t waiting = swr_get_delay(resampler.get(), kSampleRate);
      if (!next || std::llabs(stamped - waiting - *next) > kJump) next = stamped - waiting;
      resample(&decoded, block.samples);
    }
    block.position = *next;
    *next += block.frames();
    return {};
  }
};

AudioDecoder::AudioDecoder(std::unique_ptr<State> state) : state_(std::move(state)) {}
AudioDecoder::~AudioDecoder() = default;

Result<std::unique_ptr<AudioDecoder>> AudioDecoder::open(const AVStream& stream, Nanoseconds origin) {
  const AVCodec* const decoder = avcodec_find_decoder(stream.codecpar->codec_id);
  if (decoder == nullptr) {
    return fail(ErrorCode::unsupported,
                fmt::format("no decoder for {}", avcodec_get_name(stream.codecpar->codec_id)));
  }
  auto state = std::make_unique<State>();
  state->stream = &stream;
  state->origin = origin;
  state->codec.reset(avcodec_alloc_context3(decoder));
  if (avcodec_parameters_to_context(state->codec.get(), stream.codecpar) < 0) {
    return fail(ErrorCode::format, "unusable sound parameters");
  }
  state->codec->pkt_timebase = stream.time_base;
  state->codec->thread_count = 1;
  if (avcodec_open2(state->codec.get(), decoder, nullptr) < 0) {
    return fail(ErrorCode::unsupported, fmt::format("the {} decoder does not open", decoder->name));
  }
  return std::unique_ptr<AudioDecoder>(new AudioDecoder(std::move(state)));
}

Result<bool> AudioDecoder::send(const AVPacket* packet) {
  const int status = avcodec_send_packet(state_->codec.get(), packet);
  if (status == AVERROR(EAGAIN)) return false;
  if (status < 0 && status != AVERROR_EOF) return fail(ErrorCode::format, "sound cannot be decoded");
  return true;
}

Result<AudioDecoder::Status> AudioDecoder::receive(SampleBlock& block) {
  const int status = avcodec_receive_frame(state_->codec.get(), state_->frame.get());
  if (status == AVERROR(EAGAIN)) return Status::need_packet;
  if (status == AVERROR_EOF) {
    if (state_->drained || state_->resampler == nullptr || !state_->next) return Status::end;
    state_->drained = true;
    state_->resample(nullptr, block.samples);
    block.position = *state_->next;
    return block.samples.empty() ? Status::end : Status::block;
  }
  if (status < 0) return fail(ErrorCode::format, "sound cannot be decoded");
  const auto converted = state_->convert(*state_->frame, block);
  av_frame_unref(state_->frame.get());
  if (!converted) return tl::unexpected(converted.error());
  return Status::block;
}

}  // namespace crier
