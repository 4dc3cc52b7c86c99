// SPDX-License-Identifier: Apache-2.0
#include "content/media/streams.hpp"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

#include <cstdint>
#include <tuple>

namespace crier {

int best_video_stream(const AVFormatContext& context) {
  int best = -1;
  std::tuple<bool, bool, std::int64_t> best_rank{false, false, -1};
  for (unsigned i = 0; i < context.nb_streams; ++i) {
    const AVStream& stream = *context.streams[i];
    const AVCodecParameters& codec = *stream.codecpar;
    if (codec.codec_type != AVMEDIA_TYPE_VIDEO || (stream.disposition & AV_DISPOSITION_ATTACHED_PIC) != 0)
      continue;
    const std::tuple<bool, bool, std::int64_t> rank{avcodec_find_decoder(codec.codec_id) != nullptr,
                                                    (stream.disposition & AV_DISPOSITION_DEFAULT) != 0,
                                                    std::int64_t{codec.width} * codec.height};
    if (best < 0 || rank > best_rank) {
      best = static_cast<int>(i);
      best_rank = rank;
    }
  }
  return best;
}

int best_audio_stream(const AVFormatContext& context) {
  int best = -1;
  std::tuple<bool, bool> best_rank{false, false};
  for (unsigned i = 0; i < context.nb_streams; ++i) {
    const AVStream& stream = *context.streams[i];
    if (stream.codecpar->codec_type != AVMEDIA_TYPE_AUDIO) continue;
    const std::tuple<bool, bool> rank{avcodec_find_decoder(stream.codecpar->codec_id) != nullptr,
                                      (stream.disposition & AV_DISPOSITION_DEFAULT) != 0};
    if (best < 0 || rank > best_rank) {
      best = static_cast<int>(i);
      best_rank = rank;
    }
  }
  return best >= 0 && std::get<0>(best_rank) ? best : -1;
}

}  // namespace crier
