// SPDX-License-Identifier: Apache-2.0
#include "player/sound/stretcher.hpp"

extern "C" {
#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
#include <libswresample/swresample.h>
}

#include <cassert>
#include <cmath>

#include "content/media/ffmpeg_handles.hpp"
#include "player/media/media_source.hpp"

namespace crier {
namespace {

constexpr std::int64_t kChunkFrames = 480;
constexpr int kCompensationDistance = 480'000;  // ten seconds: two parts per million a step

SwrContextHandle make_context() {
  AVChannelLayout stereo = AV_CHANNEL_LAYOUT_STEREO;
  SwrContext* context = nullptr;
  int status = swr_alloc_set_opts2(&context, &stereo, AV_SAMPLE_FMT_FLT, kSampleRate, &stereo,
                                   AV_SAMPLE_FMT_FLT, kSampleRate, 0, nullptr);
  // Without this flag the resampler sleeps at equal rates, and waking it for the first correction is audible.
  if (status >= 0) status = av_opt_set_int(context, "flags", SWR_FLAG_RESAMPLE, 0);
  if (status >= 0) status = swr_init(context);
  assert(status >= 0);
  return SwrContextHandle(context);
}

}  // namespace

struct Stretcher::State {
  SwrContextHandle context = make_context();
};

Stretcher::Stretcher() : state_(std::make_unique<State>()), chunk_(kChunkFrames * kChannels) {}
Stretcher::~Stretcher() = default;

void Stretcher::fill(float* out, std::int64_t frames, double ppm, const Pull& pull) {
  SwrContext* const context = state_->context.get();
  // Reading faster means giving out fewer samples than were read.
  const int delta = static_cast<int>(std::lround(-ppm * kCompensationDistance / 1e6));
  swr_set_compensation(context, delta, kCompensationDistance);
  std::int64_t done = 0;
  auto* plane = reinterpret_cast<std::uint8_t*>(out);
  while (done < frames) {
    pull(chunk_.data(), kChunkFrames);
    const auto* input = reinterpret_cast<const std::uint8_t*>(chunk_.data());
    const int made = swr_convert(context, &plane, static_cast<int>(frames - done), &input, kChunkFrames);
    if (made < 0) return;
    done += made;
    plane = reinterpret_cast<std::uint8_t*>(out + done * kChannels);
  }
}

std::int64_t Stretcher::waiting() const {
  return swr_get_delay(state_->context.get(), kSampleRate);
}

void Stretcher::reset() {
  state_->context = make_context();
}

}  // namespace crier
